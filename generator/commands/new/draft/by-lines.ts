import type { ByLine } from "../../../spec/spec.ts";

/** What holds on one line; null where nothing does. */
export interface OnLine<T> {
  readonly line: string;
  readonly value: T | null;
}

/** Values of neighbouring lines as YAML has them: one value where all are the same, else a map from the lines that differ. */
export function byLines<T>(values: readonly OnLine<T>[]): ByLine<T> {
  const changes = values.filter((it, i) => i === 0 || !same(it.value, values[i - 1]?.value ?? null));
  const [first] = changes;
  if (changes.length === 1 && first !== undefined && first.value !== null) return first.value;
  const told = changes.filter((it, i) => i > 0 || it.value !== null);
  return Object.fromEntries(told.map(({ line, value }) => [line, value]));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
