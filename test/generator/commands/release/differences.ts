import { parse } from "yaml";
import { isByLine, heldOn } from "../../../../generator/spec/by-line.ts";
import type { ByLine } from "../../../../generator/spec/spec.ts";

/** A place in a YAML file where two projects mean something else on a line: `calls.find.params.q.to`. */
export interface Difference {
  readonly path: string;
  /** The key that differs: `request`, `to`, `output`, ..., or `calls`, `examples` for a whole member. */
  readonly kind: string;
}

/** Where two texts differ in what they mean on the given lines; layout, anchors and comments do not count. */
export function differences(a: string, b: string, lines: readonly string[]): readonly Difference[] {
  return compare(parse(a), parse(b), [], lines);
}

function compare(a: unknown, b: unknown, path: readonly string[], lines: readonly string[]): Difference[] {
  if (isLineMap(a) || isLineMap(b)) {
    const on = (value: unknown): string =>
      JSON.stringify(lines.map((line) => heldOn((value ?? null) as ByLine<unknown>, line, []).value));
    return on(a) === on(b) ? [] : [at(path)];
  }
  if (isMap(a) && isMap(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => compare(a[key], b[key], [...path, key], lines));
  }
  if (Array.isArray(a) && Array.isArray(b) && path.at(-1) === "examples") {
    const [left, right] = [a as readonly unknown[], b as readonly unknown[]];
    const longer = left.length > right.length ? left : right;
    return longer.flatMap((_, i) => compare(left[i], right[i], [...path, String(i)], lines));
  }
  if (Array.isArray(a) && Array.isArray(b) && path.length === 0) {
    const all = [a, b].map((list) => (list as readonly unknown[]).map((it) => JSON.stringify(it)));
    const [left = [], right = []] = all;
    const only = left.filter((it) => !right.includes(it)).concat(right.filter((it) => !left.includes(it)));
    return only.map((it) => ({ path: it.slice(0, 160), kind: "entry" }));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [at(path)];
}

/** The innermost key that is a word of the grammar. */
function at(path: readonly string[]): Difference {
  const words = ["request", "to", "set", "output", "sends", "examples", "calls", "params", "edition"];
  const kind = path.toReversed().find((key) => words.includes(key)) ?? path.at(-1) ?? "";
  return { path: path.join("."), kind };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLineMap(value: unknown): boolean {
  return isMap(value) && isByLine(value);
}
