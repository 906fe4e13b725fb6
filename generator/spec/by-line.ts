import { compareLines } from "../../runtime/per-line.ts";
import type { Since } from "../model.ts";
import type { ByLine } from "./spec.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/** What holds on one line, and where the author wrote it. Null: it ended before this line, or had not begun. */
export interface Held<T> {
  readonly value: T | null;
  readonly at: YamlPath;
}

const lineKey = /^\d+\.\d+$/;

/** True for a map whose keys are release lines. */
export function isByLine<T>(value: ByLine<T>): value is Readonly<Record<string, T | null>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => lineKey.test(key));
}

/** The value of `written` that holds on `line`. */
export function heldOn<T>(written: ByLine<T>, line: string, at: YamlPath): Held<T> {
  if (!isByLine(written)) return { value: written, at };
  const from = Object.keys(written)
    .filter((key) => compareLines(key, line) <= 0)
    .sort(compareLines)
    .at(-1);
  return from === undefined ? { value: null, at } : { value: written[from] ?? null, at: [...at, from] };
}

/** Joins neighbouring lines whose values are the same, so that only differences remain. */
export function collapse<T>(values: readonly Since<T>[]): readonly Since<T>[] {
  return values.filter((entry, i) => {
    const before = values[i - 1];
    return before === undefined || JSON.stringify(before.value) !== JSON.stringify(entry.value);
  });
}
