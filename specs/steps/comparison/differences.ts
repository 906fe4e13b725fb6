import { isObject } from "../../../runtime/json.ts";
import { readable } from "../artifacts/value.ts";

/** A value that is not the same on both sides; absent where a side has none. */
export interface Difference {
  readonly name: string;
  readonly execution?: unknown;
  readonly base?: unknown;
}

/** Characters of a value's JSON that are shown. */
const most = 300;

/** The values that differ, by name. Long ones are cut. */
export function differences(
  execution: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  const names = [...new Set([...Object.keys(execution), ...Object.keys(base)])];
  return names
    .filter((name) => !isSame(execution[name], base[name]))
    .map((name) => ({
      name,
      ...side("execution", execution, name),
      ...side("base", base, name),
    }));
}

/**
 * Whether two values are the same, whatever the order of their keys. What is encrypted is taken for the same: each time it
 * is another text, and nobody is to read it.
 */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(readable(a))) === JSON.stringify(sorted(readable(b)));
}

function side(key: string, values: Readonly<Record<string, unknown>>, name: string) {
  return Object.hasOwn(values, name) ? { [key]: shown(readable(values[name])) } : {};
}

function shown(value: unknown): unknown {
  const json = JSON.stringify(value);
  return json.length <= most ? value : `${json.slice(0, most)}… (${json.length} characters)`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
