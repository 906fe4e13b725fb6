import { sizeOf } from "./leave-out.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";

/** How the rows of an output are told in few characters, where nobody asked for all. Keys are those of a row. */
export interface Brief {
  /** Where its dates stand: `state.startDate`. */
  readonly dates?: readonly string[];
  /** Lists and objects that are left out where they are empty. */
  readonly filled?: readonly string[];
  /** What is told only where all is asked for. */
  readonly full?: readonly string[];
  /** What is said once, under `each`, where most rows have the same. */
  readonly once?: readonly string[];
  /** What a row does not say where the row before it has the same, and no `each` does: `absentAsBefore` tells which. */
  readonly runs?: readonly string[];
  /** As `once`, where there is no room for the rows otherwise. */
  readonly crowded?: readonly string[];
}

/** Rows told briefly. */
export interface BriefRows {
  /** What each row has that does not say otherwise. */
  readonly each?: JsonObject;
  /** Keys that a row lacks where it has the same as the row before it. Any other key that is absent has no value. */
  readonly absentAsBefore?: readonly string[];
  /** Where dates are cut off: absent, at the millisecond. */
  readonly datesTo?: "second";
  readonly rows: readonly Json[];
}

/** Rows that must have the same for it to be said once. */
const fewest = 3;

/** Digits of a second; none where there is no room. */
const milliseconds = 3;

/**
 * Rows told briefly: dates to the millisecond, no empty lists, no labels of Kestra's own, and once what most of them repeat.
 * Where they do not fit into the room even so, dates to the second, and once whatever may be said once.
 * @param fits whether rows that are told so have room @param labels names of Kestra's own labels that were asked for
 */
export function briefRows(
  given: readonly Json[],
  brief: Brief,
  fits: (told: BriefRows) => boolean,
  labels: ReadonlySet<string> = new Set(),
): BriefRows {
  const { once = [], runs = [], crowded = [] } = brief;
  const told = (digits: number, keys: readonly string[]): BriefRows => {
    const rows = given.map((row) => briefRow(row, brief, labels, digits));
    const { each, rows: short } = saidOnce(rows, keys);
    const left = runs.filter((key) => each?.[key] === undefined && isRun(rows, key));
    return {
      ...(each === undefined ? {} : { each }),
      ...(left.length === 0 ? {} : { absentAsBefore: left }),
      ...(digits === 0 && brief.dates !== undefined ? { datesTo: "second" as const } : {}),
      rows: inRuns(short, left),
    };
  };
  const wide = told(milliseconds, once);
  return fits(wide) ? wide : told(0, [...once, ...crowded]);
}

/** Characters of rows that are told briefly, as they stand in an output. */
export function sizeOfBrief({ rows, ...before }: BriefRows): number {
  return sizeOf(rows) + (Object.keys(before).length === 0 ? 0 : sizeOf(before));
}

/** The names of Kestra's own labels, such as `system.from`, that the arguments of a call hold. */
export function namedLabels(input: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(input).match(/\bsystem\.\w+/g));
}

function briefRow(row: Json, brief: Brief, labels: ReadonlySet<string>, digits: number): Json {
  if (!isObject(row)) return row;
  const { filled = [], full = [] } = brief;
  const dates = datesOf(brief);
  // Its keys are those that its schema names: nobody else chose one.
  const told: Record<string, Json | undefined> = {};
  for (const key of Object.keys(row)) {
    if (full.includes(key)) continue;
    const value = key === "labels" ? withoutOwnLabels(row[key], row.id, labels) : row[key];
    if (filled.includes(key) && isEmpty(value)) continue;
    told[key] = dates.get(key)?.reduce((all, path) => withDate(all, path, digits), value) ?? value;
  }
  return told;
}

const datePaths = new WeakMap<Brief, ReadonlyMap<string, readonly (readonly string[])[]>>();

/** Key of a row -> where dates stand in it. */
function datesOf(brief: Brief): ReadonlyMap<string, readonly (readonly string[])[]> {
  const known = datePaths.get(brief);
  if (known !== undefined) return known;
  const paths = new Map<string, (readonly string[])[]>();
  for (const [key = "", ...inner] of (brief.dates ?? []).map((path) => path.split(".")))
    paths.set(key, [...(paths.get(key) ?? []), inner]);
  datePaths.set(brief, paths);
  return paths;
}

/**
 * Labels without those that Kestra sets itself, but for the execution that began it all, where that is another one.
 * @param id of what has them
 */
export function withoutOwnLabels(
  value: Json | undefined,
  id: unknown,
  asked: ReadonlySet<string> = new Set(),
): Json | undefined {
  if (!Array.isArray(value)) return value;
  return (value as readonly Json[]).filter((label) => {
    if (!isObject(label) || typeof label.key !== "string" || !label.key.startsWith("system.")) return true;
    return asked.has(label.key) || (label.key === "system.correlationId" && label.value !== id);
  });
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function withDate(
  value: Json | undefined,
  [key, ...inner]: readonly string[],
  digits: number,
): Json | undefined {
  if (key === undefined) return typeof value === "string" ? shortDate(value, digits) : value;
  if (!isObject(value) || value[key] === undefined) return value;
  return { ...value, [key]: withDate(value[key], inner, digits) };
}

const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d+)(Z|[+-]\d\d:\d\d)$/;

/** An instant with so many digits of a second at most, the others cut off; any other text as it is. */
export function shortDate(text: string, digits = milliseconds): string {
  const [, seconds = "", fraction = "", zone = ""] = instant.exec(text) ?? [];
  if (seconds === "" || fraction.length <= digits) return text;
  return `${seconds}${digits === 0 ? "" : `.${fraction.slice(0, digits)}`}${zone}`;
}

/** Of keys that all rows have, what more than half of them have the same. */
function saidOnce(rows: readonly Json[], keys: readonly string[]): BriefRows {
  const each = Object.fromEntries(
    keys.flatMap((key) => {
      const value = usual(rows, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  const said = Object.entries(each);
  if (said.length === 0) return { rows };
  return { each, rows: rows.map((row) => without(row as JsonObject, said)) };
}

/** A row without members that are the same as these. */
function without(row: JsonObject, said: readonly (readonly [string, Json | undefined])[]): JsonObject {
  const left: Record<string, Json | undefined> = { ...row };
  for (const [key, value] of said) if (isSame(row[key], value)) left[key] = undefined;
  return left;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Rows without what they have as the row before them. */
function inRuns(rows: readonly Json[], keys: readonly string[]): readonly Json[] {
  return rows.map((row, i) => {
    const before = rows[i - 1];
    if (!isObject(row) || !isObject(before)) return row;
    return without(
      row,
      keys.map((key) => [key, before[key]]),
    );
  });
}

/** Whether each of some rows has a value of this key, and one of them that of the row before it. */
function isRun(rows: readonly Json[], key: string): boolean {
  const values = rows.map((row) => (isObject(row) ? (row[key] ?? undefined) : undefined));
  if (values.length < fewest || values.includes(undefined)) return false;
  return values.some((value, i) => i > 0 && isSame(value, values[i - 1]));
}

function usual(rows: readonly Json[], key: string): Json | undefined {
  const found = new Map<Json, { readonly value: Json; count: number }>();
  for (const row of rows) {
    const value = isObject(row) ? row[key] : undefined;
    if (value === undefined || value === null) return undefined;
    const text = typeof value === "object" ? `\n${JSON.stringify(value)}` : value;
    const known = found.get(text);
    if (known === undefined) found.set(text, { value, count: 1 });
    else known.count++;
  }
  return [...found.values()].find(({ count }) => count >= fewest && count * 2 > rows.length)?.value;
}
