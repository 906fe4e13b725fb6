import { PebbleError } from "./error.ts";
import { isEmpty, printed } from "./value.ts";
import { readExactly, writeExactly } from "../values/exact-number.ts";

type Filter = (value: unknown, ...args: readonly unknown[]) => unknown;

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : typeof value === "string" ? Array.from(value) : [];
}

function sized(value: unknown): number {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.keys(value).length
    : listOf(value).length;
}

function parsed(value: unknown): unknown {
  try {
    return readExactly(printed(value));
  } catch {
    throw new PebbleError(`Unable to convert to json: ${printed(value)}`);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `yyyy-MM-dd'T'HH:mm:ss` and the like, of a date in UTC. */
function dated(value: unknown, pattern: unknown): string {
  const date = new Date(printed(value));
  if (Number.isNaN(date.getTime())) throw new PebbleError(`Unable to parse date: ${printed(value)}`);
  const iso = date.toISOString();
  if (pattern === undefined) return iso;
  const parts: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
    SSS: iso.slice(20, 23),
  };
  return printed(pattern).replaceAll(
    /'([^']*)'|yyyy|MM|dd|HH|mm|ss|SSS/g,
    (found, quoted?: string) => quoted ?? parts[found] ?? found,
  );
}

function replaced(value: unknown, pairs: unknown): string {
  return Object.entries((pairs ?? {}) as Readonly<Record<string, unknown>>).reduce(
    (text, [from, to]) => text.replaceAll(from, printed(to)),
    printed(value),
  );
}

const filters: Readonly<Record<string, Filter>> = {
  abs: (value) => Math.abs(Number(value)),
  capitalize: (value) => capitalised(printed(value)),
  date: dated,
  default: (value, fallback) => (isEmpty(value) ? fallback : value),
  first: (value) => listOf(value)[0],
  join: (value, separator) =>
    listOf(value)
      .map(printed)
      .join(printed(separator ?? "")),
  json: (value) => writeExactly(value),
  keys: (value) => Object.keys(value ?? {}),
  last: (value) => listOf(value).at(-1),
  length: sized,
  lower: (value) => printed(value).toLowerCase(),
  number: (value) => Number(value),
  replace: replaced,
  reverse: (value) => listOf(value).toReversed(),
  slice: (value, from, to) =>
    typeof value === "string"
      ? value.slice(Number(from), to === undefined ? undefined : Number(to))
      : listOf(value).slice(Number(from), to === undefined ? undefined : Number(to)),
  slugify: (value) =>
    printed(value)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-"),
  sort: (value) => listOf(value).toSorted(),
  split: (value, separator) => printed(value).split(printed(separator)),
  string: printed,
  title: (value) => printed(value).replaceAll(/\S+/g, capitalised),
  toJson: (value) => writeExactly(value),
  trim: (value) => printed(value).trim(),
  upper: (value) => printed(value).toUpperCase(),
};

/** Applies the filter of this name. Throws a `PebbleError` when the sandbox knows none. */
export function applyFilter(name: string, value: unknown, args: readonly unknown[]): unknown {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) {
    throw new PebbleError(
      `io.pebbletemplates.pebble.error.PebbleException: Filter [${name}] does not exist.`,
    );
  }
  return filter(value, ...args);
}

export { parsed as parseJson };
