import { fittingRows } from "../../runtime/json/leave-out.ts";
import type { StepContext } from "../../runtime/tool/definition.ts";

interface Page<Row> {
  readonly results: readonly Row[];
  readonly total: number;
}

/** A part of what matches. */
export interface RowsFound<Row> {
  readonly results: Row[];
  /** How many match in all. */
  readonly total: number;
  /** What is missing and how to get it, where there is more than was asked for or has room. */
  readonly truncated?: string;
}

/**
 * Reads a search from the page of `offset` on, until there are as many rows as wanted or as an answer has room for, or
 * a page is not full. Each row comes once: pages shift while new rows come.
 * @param wish.offset rows to skip
 * @param wish.wanted rows at most; as many as there is room for where absent
 * @param wish.size rows of a page
 * @param nameOf what tells a row from every other one
 * @param fitting how many of the first rows an answer has room for
 */
export async function readRows<Row extends object>(
  wish: { readonly offset: number; readonly wanted?: number | undefined; readonly size: number },
  read: (page: number, size: number) => Promise<Page<Row>>,
  nameOf: (row: Row) => string,
  fitting: StepContext["fitting"],
): Promise<RowsFound<Row>> {
  const { offset, wanted = Infinity } = wish;
  const size = Math.max(1, Math.min(wish.size, wanted));
  const rows = new Map<string, Row>();
  const skipped = offset % size;
  for (let page = Math.floor(offset / size) + 1; ; page++) {
    const { results, total } = await read(page, size);
    const before = rows.size;
    for (const row of results) rows.set(nameOf(row), row);
    const found = [...rows.values()].slice(skipped);
    const fits = Math.max(1, fitting(found));
    const isEnough = found.length >= wanted || fits < found.length;
    if (isEnough || results.length < size || rows.size === before) {
      return part(found.slice(0, Math.min(wanted, fits)), { offset, wanted, total });
    }
  }
}

/**
 * Of rows that are all known those from an offset on, as many as there is room for.
 * @param room characters
 */
export function rowsFrom<Row>(rows: readonly Row[], offset: number, room: number): RowsFound<Row> {
  const left = rows.slice(offset);
  const fitting = left.slice(0, Math.max(1, fittingRows(left, room)));
  return part(fitting, { offset, wanted: Infinity, total: rows.length });
}

/** Rows that became larger after they were read: those of them that an answer has room for. */
export function stillFitting<Row extends object>(
  { offset, wanted = Infinity }: { readonly offset: number; readonly wanted?: number | undefined },
  found: RowsFound<Row>,
  fitting: StepContext["fitting"],
): RowsFound<Row> {
  const fits = Math.max(1, fitting(found.results));
  if (fits >= found.results.length) return found;
  return part(found.results.slice(0, fits), { offset, wanted, total: found.total });
}

/** Says what is missing, unless all that was wanted is there. */
function part<Row>(
  results: Row[],
  { offset, wanted, total }: { offset: number; wanted: number; total: number },
): RowsFound<Row> {
  const end = offset + results.length;
  if (results.length >= wanted || end >= total) {
    const isPast = wanted > 0 && results.length === 0 && offset > 0;
    return isPast
      ? { results, total, truncated: `Of ${total} there is nothing from ${offset} on.` }
      : { results, total };
  }
  const rest = `For the next ones call again with offset: ${end}.`;
  return results.length === 0
    ? { results, total, truncated: `Kestra counts ${total}, but gave none from ${offset} on.` }
    : { results, total, truncated: `Rows ${offset + 1} to ${end} of ${total}. ${rest}` };
}
