import type { Since } from "../../model.ts";
import { object, quote } from "./text.ts";
import type { Imported } from "./imports.ts";
import type { PrintScope } from "./scope.ts";
import type { RuntimeSymbol } from "../../../runtime/compiled/symbols.ts";

/** Neighbouring lines that hold the same, joined. */
export function joined<T>(values: readonly Since<T>[]): readonly Since<T>[] {
  return values.filter((entry, i) => i === 0 || !same(values[i - 1]?.value, entry.value));
}

/** A map from the first line that each text holds on. */
export function byLine(values: readonly Since<string>[]): string {
  return object(values.map(({ from, value }) => `${quote(from)}: ${value}`));
}

/** The type of values that differ between lines: TypeScript does not join those of functions by itself. */
export interface ValueType {
  readonly name: string;
  /** What of it is imported. */
  readonly uses?: Imported;
}

/**
 * An expression that is one value on every line, or the one of the connection's line. Where an argument may be refused,
 * the values of the other lines are not even made: they may send it otherwise.
 */
export function onLine(values: readonly Since<string>[], type: ValueType, scope: PrintScope): string {
  if (!values.some(({ value }) => mayRefuse.test(value))) return onLineAtOnce(values, scope);
  const different = joined(values);
  const [first, ...others] = different;
  if (first !== undefined && others.length === 0) return first.value;
  const makers = different.map(({ from, value }) => ({
    from,
    value: `() => ${value.startsWith("{") ? `(${value})` : value}`,
  }));
  if (type.uses !== undefined) scope.use(type.uses);
  return `${scope.use("makeForRelease")}<${type.name}>(${scope.parameter("line")}, ${byLine(makers)})`;
}

/** As `onLine`, every value being made. */
export function onLineAtOnce(values: readonly Since<string>[], scope: PrintScope): string {
  const different = joined(values);
  const [first, ...others] = different;
  if (first !== undefined && others.length === 0) return first.value;
  return `${scope.use("forRelease")}(${scope.parameter("line")}, ${byLine(different)})`;
}

/** What throws at an argument that it cannot send; a path does, too, where it has holes. */
const refusing: readonly RuntimeSymbol[] = [
  "instant",
  "list",
  "form",
  "pairs",
  "keyed",
  "filtered",
  "filePath",
  "directoryPath",
  "plusPath",
  "plusDirectory",
  "plusUri",
  "fileUri",
  "encodedUri",
];
const mayRefuse = new RegExp(`\\b(?:path\`[^\`]*\\$\\{|(?:${refusing.join("|")})\\()`);

/** One property of an object literal, or a spread. */
export interface Property {
  readonly key?: string;
  readonly value: string;
}

export function propertyText({ key, value }: Property): string {
  return key === undefined ? value : `${key}: ${value}`;
}

/** The types of an object whose properties differ, and of one of its values. */
export interface PropertyTypes {
  readonly object: ValueType;
  readonly value: ValueType;
}

/**
 * The properties of an object literal, of which only those that differ between lines stand under `forRelease`. Where they
 * differ in several places, all of them do: one object for each line reads better than a patchwork.
 */
export function propertiesOnLine(
  values: readonly Since<readonly Property[]>[],
  types: PropertyTypes,
  scope: PrintScope,
): readonly string[] {
  const different = joined(values);
  const [first = { value: [] }] = different;
  const runs = runsOf(different);
  const spreads = runs.filter((run) => !isCommon(run) && keyOf(run) === undefined);
  if (spreads.length > 1) return [spread(different, types.object, scope)];
  return runs.flatMap((run) => {
    if (isCommon(run)) return (run[0] ?? first).value.map(propertyText);
    const key = keyOf(run);
    if (key === undefined) return [spread(run, types.object, scope)];
    const texts = run.map(({ from, value }) => ({ from, value: value[0]?.value ?? "" }));
    return [`${key}: ${onLine(texts, types.value, scope)}`];
  });
}

/** A stretch of properties on every line. */
type Run = readonly Since<readonly Property[]>[];

/** Lists of one length position by position, neighbours that differ together; others what is between their common ends. */
function runsOf(lists: Run): readonly Run[] {
  const lengths = lists.map((it) => it.value.length);
  const shortest = Math.min(...lengths);
  const cut = (start: number, end?: number): Run =>
    lists.map(({ from, value }) => ({
      from,
      value: value.slice(start, end === undefined ? undefined : value.length - end),
    }));
  if (lengths.every((it) => it === shortest)) {
    const single = Array.from({ length: shortest }, (_, i) => cut(i, shortest - i - 1));
    return single.reduce<readonly Run[]>(joinRuns, []);
  }
  let start = 0;
  while (start < shortest && isCommon(cut(start).map(firstOf))) start++;
  let end = 0;
  while (end < shortest - start && isCommon(cut(start, end).map(lastOf))) end++;
  const ends: readonly Run[] =
    end === 0 ? [] : [lists.map(({ from, value }) => ({ from, value: value.slice(-end) }))];
  return [
    cut(0).map(({ from, value }) => ({ from, value: value.slice(0, start) })),
    cut(start, end),
    ...ends,
  ];
}

function joinRuns(runs: readonly Run[], next: Run): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined || [last, next].some((run) => isCommon(run) || keyOf(run) !== undefined))
    return [...runs, next];
  const both = last.map(({ from, value }, i) => ({ from, value: [...value, ...(next[i]?.value ?? [])] }));
  return [...runs.slice(0, -1), both];
}

function firstOf({ from, value }: Since<readonly Property[]>): Since<readonly Property[]> {
  return { from, value: value.slice(0, 1) };
}

function lastOf({ from, value }: Since<readonly Property[]>): Since<readonly Property[]> {
  return { from, value: value.slice(-1) };
}

function isCommon(run: Run): boolean {
  return run.every((it) => same(it.value, run[0]?.value));
}

/** The key, where each line has one property and all of them are called the same. */
function keyOf(run: Run): string | undefined {
  const keys = run.map(({ value: [only, ...more] }) => (more.length === 0 ? only?.key : undefined));
  return keys.every((key) => key === keys[0]) ? keys[0] : undefined;
}

function spread(run: Run, type: ValueType, scope: PrintScope): string {
  return `...${onLine(
    run.map(({ from, value }) => ({ from, value: object(value.map(propertyText)) })),
    type,
    scope,
  )}`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
