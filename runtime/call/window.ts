import { isObject, type Json, type JsonObject } from "../json.ts";
import { fittingRows } from "../json/leave-out.ts";
import { limits } from "../limits.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import type { Window } from "../tool/definition.ts";

/** Characters of rows at most: those of an answer, less what stands around the rows. */
const room = limits.result - 1000;

/**
 * Reads a search from the page of the offset on, until there are as many rows as wanted or as an answer has room for, or
 * a page is not full.
 * @param plan of the first page
 * @returns the last page's output with the rows of all, and `truncated` where there is more than was asked for or has room
 */
export async function readWindow(
  plan: RequestPlan,
  window: Window,
  input: unknown,
  ask: (plan: RequestPlan) => Promise<JsonObject>,
): Promise<JsonObject> {
  const offset = numberOf(input, window.offset) ?? 0;
  const wanted = numberOf(input, window.count) ?? Infinity;
  const first = Number(plan.query?.page);
  const size = Number(plan.query?.size);
  const skipped = offset - (first - 1) * size;
  const rows = new Map<string, Json>();
  for (let page = first; ; page++) {
    const output = await ask({ ...plan, query: { ...plan.query, page } });
    const read = output[window.rows];
    const fresh: readonly Json[] = Array.isArray(read) ? read : [];
    const before = rows.size;
    for (const row of fresh) rows.set(nameOf(row, window.by), row);
    const found = [...rows.values()].slice(skipped);
    const fitting = Math.max(1, fittingRows(found, room));
    const isEnough = found.length >= wanted || fitting < found.length;
    if (isEnough || fresh.length < size || rows.size === before) {
      const given = found.slice(0, Math.min(wanted, fitting));
      const truncated = missing(given.length, { window, offset, wanted, total: Number(output.total) });
      return { ...output, [window.rows]: given, ...(truncated === undefined ? {} : { truncated }) };
    }
  }
}

function numberOf(input: unknown, name: string): number | undefined {
  const given = isObject(input) ? input[name] : undefined;
  return typeof given === "number" ? given : undefined;
}

/** What tells a row from every other one. */
function nameOf(row: Json, by: readonly string[]): string {
  return JSON.stringify(isObject(row) ? by.map((key) => row[key]) : row);
}

interface Wish {
  readonly window: Window;
  readonly offset: number;
  readonly wanted: number;
  readonly total: number;
}

/** What is missing, unless all that was wanted is there. */
function missing(given: number, { window, offset, wanted, total }: Wish): string | undefined {
  const end = offset + given;
  if (given >= wanted || end >= total) {
    const isPast = wanted > 0 && given === 0 && offset > 0;
    return isPast ? `Of ${total} there is nothing from ${offset} on.` : undefined;
  }
  return given === 0
    ? `Kestra counts ${total}, but gave none from ${offset} on.`
    : `Rows ${offset + 1} to ${end} of ${total}. For the next ones call again with ${window.offset}: ${end}.`;
}
