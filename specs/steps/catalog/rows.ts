import { rowsFrom, type RowsFound } from "../rows.ts";

/** Characters of the rows of one answer: about 3,000 tokens, as lists of a whole catalogue are long. */
const room = 9000;

/** A page of rows of a catalogue. */
export function catalogRows<Row>(rows: readonly Row[], offset: number): RowsFound<Row> {
  return rowsFrom(rows, offset, room);
}
