import { RoundedNumber } from "./foreign-json.ts";
import type { OpenSchema } from "./schema.ts";
import { isObject, type Json } from "../json.ts";
import { measured } from "./size.ts";

/** Characters of a value's JSON. */
export function sizeOf(value: unknown): number {
  return value === undefined ? 0 : JSON.stringify(value).length;
}

/** A container with less room than this is left out whole: its crumbs tell nothing. */
const leastRoom = 200;

/**
 * A value made to fit: the largest values that its schema can do without are left out, arrays and long texts are cut at
 * their end. What remains is still valid by the schema.
 * @param room characters of JSON at most
 * @param left gets the place and size of each value that was left out
 */
export function leaveOut(value: Json, schema: OpenSchema, room: number, left: string[], place = ""): Json {
  const size = measured(value);
  if (size <= room) return value;
  if ((value as unknown) instanceof RoundedNumber) return value;
  if (typeof value === "string") return cutText(value, room, left, place);
  if (Array.isArray(value)) return cutArray(value as readonly Json[], schema.items ?? {}, room, left, place);
  return isObject(value) ? cutObject(value, schema, room, left, place) : value;
}

/** True where the schema takes any text: a part of one is valid too. */
function isFree({ enum: values, pattern, minLength }: OpenSchema): boolean {
  return values === undefined && pattern === undefined && minLength === undefined;
}

/** As many characters of a text from `start` as fit into `room` characters of JSON, quotes included; never half a pair. */
export function fitting(text: string, start: number, room: number): number {
  let low = 0;
  let high = Math.min(text.length - start, Math.max(0, room - 2));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(text.slice(start, start + middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const last = text.charCodeAt(start + low - 1);
  const splits = low > 0 && start + low < text.length && last >= 0xd800 && last <= 0xdbff;
  return splits ? low - 1 : low;
}

function cutText(text: string, room: number, left: string[], place: string): string {
  const length = fitting(text, 0, room);
  left.push(`${place} after its first ${length} of ${text.length} characters`);
  return text.slice(0, length);
}

function cutArray(
  items: readonly Json[],
  schema: OpenSchema,
  room: number,
  left: string[],
  place: string,
): Json {
  const count = fittingRows(items, room - 2);
  if (count > 0) {
    left.push(`${place} after its first ${count} of ${items.length} items`);
    return items.slice(0, count);
  }
  const [first] = items;
  const rest = items.length - 1;
  const leftOfFirst: string[] = [];
  const shrunk = first === undefined ? first : leaveOut(first, schema, room - 2, leftOfFirst, `${place}[0]`);
  if (shrunk === undefined || measured(shrunk) > room - 2) {
    left.push(`${place} (${items.length} items)`);
    return [];
  }
  left.push(...leftOfFirst);
  if (rest > 0) left.push(`${place} after its first of ${items.length} items`);
  return [shrunk];
}

/** How many of the first rows fit into `room` characters, commas included. */
export function fittingRows(rows: readonly unknown[], room: number): number {
  let used = 0;
  for (const [i, row] of rows.entries()) {
    used += measured(row ?? null) + (i > 0 ? 1 : 0);
    if (used > room) return i;
  }
  return rows.length;
}

function cutObject(
  value: Readonly<Record<string, Json | undefined>>,
  schema: OpenSchema,
  room: number,
  left: string[],
  place: string,
): Json {
  const kept = new Map(
    Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
  const bySize = [...kept]
    .map(([key, one]) => ({ key, one, size: measured(one) }))
    .sort((a, b) => b.size - a.size);
  const isRequired = (key: string) => schema.required?.includes(key) === true;
  const share = Math.floor(room / 2 / Math.max(1, bySize.filter(({ key }) => isRequired(key)).length));
  let total = measured(value);
  const schemaOf = (key: string) =>
    schema.properties?.[key] ??
    (typeof schema.additionalProperties === "object" ? schema.additionalProperties : {});
  const isText = ({ key, one }: { readonly key: string; readonly one: Json }) =>
    typeof one === "string" && isFree(schemaOf(key));
  // No text that is too long on its own may take what another one could have, and none is left out for being first.
  const long = bySize.filter((entry) => entry.size > room && isText(entry) && !isRequired(entry.key));
  const besides = total - long.reduce((sum, { size }) => sum + size, 0);
  const piece = Math.floor(Math.max(room - besides, room / 4) / Math.max(1, long.length));
  for (const entry of [...long, ...bySize.filter((other) => !long.includes(other))]) {
    if (total <= room) break;
    const { key, one, size } = entry;
    const where = place === "" ? key : `${place}.${key}`;
    const inner = schemaOf(key);
    const space = long.includes(entry) ? piece : room - (total - size);
    const divisible = (isText(entry) || (typeof one === "object" && one !== null)) && space >= leastRoom;
    if (divisible || isRequired(key)) {
      const shrunk = leaveOut(one, inner, isRequired(key) ? Math.max(space, share, 2) : space, left, where);
      kept.set(key, shrunk);
      total -= size - measured(shrunk);
    } else {
      kept.delete(key);
      left.push(`${where} (${size} characters)`);
      total -= size + measured(key) + 2;
    }
  }
  for (const { key } of total > room ? long : []) kept.delete(key);
  return Object.fromEntries(kept);
}
