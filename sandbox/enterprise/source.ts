import type { Line } from "../line/line.ts";
import { Refusal, type NestedError } from "../executions/refusal.ts";
import type { Values } from "../values/values.ts";
import { readSource } from "../flows/flow-source.ts";

/** An entity that a YAML does not describe. */
export function invalid(errors: readonly NestedError[]): Refusal {
  return new Refusal(
    422,
    `Invalid entity: ${errors.map(({ path, message }) => `${path ?? ""}: ${message}`).join(", ")}`,
    errors,
  );
}

/** The map that a YAML holds. Throws a `Refusal` where it holds none. */
export function readYaml(source: string, line: Line): Values {
  const read = readSource(source, line);
  if (read.kind === "read") return read.values;
  throw new Refusal(422, `Illegal argument: ${read.message}`);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts under these keys. Throws a `Refusal` that names those that are missing. */
export function requiredTexts<Key extends string>(
  values: Values,
  keys: readonly Key[],
): Readonly<Record<Key, string>> {
  const errors = keys
    .filter((key) => textOf(values[key]) === undefined)
    .map((key) => ({ path: key, message: "must not be null" }));
  if (errors.length > 0) throw invalid(errors);
  return Object.fromEntries(keys.map((key) => [key, textOf(values[key])])) as Record<Key, string>;
}

export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
