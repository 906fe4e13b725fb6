import { limits } from "../limits.ts";
import type { Excerpt } from "../http-client/excerpt.ts";
import type { OpenSchema } from "../json/schema.ts";
import type { Json, JsonObject } from "../json.ts";
import { fitting, fittingRows, leaveOut, sizeOf } from "../json/leave-out.ts";
import { jsonOf } from "./result-json.ts";
import type { Limit } from "../tool/definition.ts";

/** Characters of a result's JSON at most. */
export const mostCharacters = limits.result;

/** Values named at most when they are left out. */
const mostNamed = 8;

/** What a result is bounded by. */
export interface ResultBounds {
  readonly limit: Limit;
  /** The key whose array alone is the text of the result. */
  readonly bare?: string | undefined;
  /** The call's arguments, for `limit.offset`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly inputSchema: OpenSchema;
  readonly outputSchema: OpenSchema;
  /** There are, or may be, rows that were not read. */
  readonly more: boolean;
  /** Where the output's text is only a part of a large answer: which one. */
  readonly excerpt?: Excerpt | undefined;
}

/**
 * An output within its limit, cut by rows or lines. Where something is missing, the key `truncated` says what, and how to
 * get the rest; that sentence comes on top of the limit.
 */
export function bound(given: JsonObject, bounds: ResultBounds): JsonObject {
  const { limit, bare, outputSchema } = bounds;
  if (isWhole(given, bounds)) return given;
  const { output, said } = withoutNote(given);
  const notes: string[] = said === undefined ? [] : [said];
  // What steps say of rows that were not read is more exact.
  const more = bounds.more && said === undefined;
  const key = limit.rows ?? bare;
  let result = output;
  if (key !== undefined && Array.isArray(output[key]))
    result = cutRows(result, key, { ...bounds, more }, notes);
  else if (more) notes.push("Not all rows that Kestra has were read.", rest(bounds, undefined));
  if (limit.text !== undefined && typeof result[limit.text] === "string") {
    result = cutText(result, limit.text, bounds, notes);
  }
  if (sizeOf(result) > mostCharacters) {
    const left: string[] = [];
    result = leaveOut(result, outputSchema, mostCharacters, left) as JsonObject;
    notes.push(leftOut(left));
    if (limit.rest !== undefined) notes.push(limit.rest);
  }
  return notes.length === 0 ? result : { ...result, truncated: [...new Set(notes)].join(" ") };
}

/** True where nothing is to be cut, and nothing to be told. */
function isWhole(output: JsonObject, bounds: ResultBounds): boolean {
  const { more, excerpt } = bounds;
  const isFirst = offsetOf(bounds) === 0;
  return isFirst && !more && excerpt === undefined && jsonOf(output).length <= mostCharacters;
}

/** An output without the sentence that steps wrote into it. */
function withoutNote(given: JsonObject): { readonly output: JsonObject; readonly said?: string } {
  const { truncated, ...output } = given;
  return typeof truncated === "string" ? { output, said: truncated } : { output: given };
}

function cutRows(output: JsonObject, key: string, bounds: ResultBounds, notes: string[]): JsonObject {
  const { outputSchema } = bounds;
  const all = output[key] as readonly Json[];
  const start = offsetOf(bounds);
  const wanted = all.slice(start);
  const others = fitOthers(output, { [key]: [] }, bounds, notes);
  const room = mostCharacters - sizeOf(others);
  const count = fittingRows(wanted, room);
  let rows = wanted.slice(0, count);
  const [first] = wanted;
  if (count === 0 && first !== undefined) {
    const left: string[] = [];
    rows = [leaveOut(first, outputSchema.properties?.[key]?.items ?? {}, room, left, `${key}[0]`)];
    notes.push(leftOut(left));
  }
  const end = start + rows.length;
  const counted = typeof output.total === "number" ? output.total : undefined;
  const more = bounds.more && (counted === undefined || counted > all.length);
  const total = totalOf(all.length, counted, more);
  if (start > 0 && start >= all.length)
    notes.push(`Of ${totalOf(all.length, counted, more, " rows")} there is nothing from ${start} on.`);
  else if (end < all.length || more) {
    notes.push(`Rows ${start + 1} to ${end} of ${total}.`, rest(bounds, end < all.length ? end : undefined));
  }
  return { ...others, [key]: rows };
}

/** How many rows there are; what was read and what the output itself counts may differ. */
function totalOf(read: number, counted: number | undefined, more: boolean, rows = ""): string {
  if (counted !== undefined && counted > read) return `${read}${rows} that were read (total: ${counted})`;
  return `${read}${more ? " or more" : ""}${rows}`;
}

function cutText(output: JsonObject, key: string, bounds: ResultBounds, notes: string[]): JsonObject {
  const all = output[key] as string;
  const { from, total, bytes }: Excerpt = bounds.excerpt ?? { from: 0, total: all.length };
  // Base64 is cut between groups of four, so that each piece is bytes by itself.
  const unit = output.encoding === "base64" ? 4 : 1;
  const asked = Math.min(Math.max(0, offsetOf(bounds) - from), all.length);
  const start = asked - (asked % unit);
  const others = fitOthers(output, { [key]: "" }, bounds, notes);
  const fits = fitting(all, start, mostCharacters - sizeOf(others) + 2);
  const length = start + fits < all.length ? fits - (fits % unit) : fits;
  const newline = start + length < all.length ? all.lastIndexOf("\n", start + length - 1) : -1;
  const end = newline >= start ? newline + 1 : start + length;
  const isMore = end < all.length || total === undefined;
  if (from + start > 0 && start >= all.length && !isMore)
    notes.push(`Of ${from + all.length} characters there is nothing from ${offsetOf(bounds)} on.`);
  else if (isMore) {
    const whole =
      total ?? (bytes === undefined ? `more than ${from + all.length}` : `a file of ${bytes} bytes`);
    notes.push(`Characters ${from + start} to ${from + end} of ${whole}.`, rest(bounds, from + end));
  }
  return { ...others, [key]: all.slice(start, end) };
}

/** The output with its rows or text emptied, and the rest of it held to half the room where it would take all. */
function fitOthers(
  output: JsonObject,
  emptied: JsonObject,
  bounds: ResultBounds,
  notes: string[],
): JsonObject {
  const others = { ...output, ...emptied };
  if (sizeOf(others) <= mostCharacters / 2 || sizeOf(output) <= mostCharacters) return others;
  const left: string[] = [];
  const fitted = leaveOut(others, bounds.outputSchema, Math.floor(mostCharacters / 2), left) as JsonObject;
  notes.push(leftOut(left));
  return { ...fitted, ...emptied };
}

/** What the argument of `limit.offset` says; 0 where there is none. */
export function offsetOf({ limit, input }: Pick<ResultBounds, "limit" | "input">): number {
  const offset = limit.offset === undefined ? 0 : input[limit.offset];
  return typeof offset === "number" ? Math.max(0, Math.floor(offset)) : 0;
}

/** @param next where the rest begins; undefined where no offset leads to it */
function rest({ limit, inputSchema }: ResultBounds, next: number | undefined): string {
  if (limit.offset !== undefined && next !== undefined)
    return `For the next ones call again with ${limit.offset}: ${next}.`;
  if (limit.rest !== undefined) return limit.rest;
  const { size, page } = inputSchema.properties ?? {};
  if (size !== undefined && page !== undefined)
    return "For the rest call again with a smaller size, then with the next page.";
  return "For the rest narrow the call.";
}

function leftOut(left: readonly string[]): string {
  const named = left.slice(0, mostNamed).join(", ");
  const others = left.length > mostNamed ? ` and ${left.length - mostNamed} more` : "";
  return `Left out to stay within ${mostCharacters} characters: ${named}${others}.`;
}
