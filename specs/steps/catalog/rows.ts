import { sizeOf } from "../../../runtime/json/leave-out.ts";
import { rowsFrom, type RowsFound } from "../rows.ts";

/** Characters of one answer, however dense its texts are: of a list about 3,000 tokens, of a class at most 1,500. */
const room = { list: 9000, schema: 3600 };

/** A page of rows of a catalogue. */
export function catalogRows<Row>(rows: readonly Row[], offset: number): RowsFound<Row> {
  return rowsFrom(rows, offset, room.list);
}

/** A page of the properties of a class. @param about what stands beside them */
export function schemaPage<Row>(properties: readonly Row[], offset: number, about: object): RowsFound<Row> {
  return rowsFrom(properties, offset, room.schema - sizeOf(about));
}
