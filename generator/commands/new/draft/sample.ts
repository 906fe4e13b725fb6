import { isObject, type Json } from "../../../../runtime/json.ts";
import type { OpenSchema } from "../../../../runtime/json/schema.ts";
import type { Contract, ContractSchema } from "../../../contract/contract.ts";
import { argumentSchema, flatten } from "../../../contract/schema.ts";
import { snakeCase } from "../../../spec/place.ts";

/** Values by the end of an argument's name, which the reader of an example takes for real. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/namespace$/, "company.team"],
  [/(^|_)(yaml|source)$/, "id: hello_world\nnamespace: company.team\n"],
  [/base64$/, "aGVsbG8="],
  [/email$/, "ada@example.com"],
  [/(^|_)(url|uri|href)$/, "https://example.com"],
  [/path$/, "scripts/etl.py"],
  [/date$/, "2026-05-01T00:00:00Z"],
  [/duration|range$/, "P1D"],
  [/(^|_)id$/, "5xYz"],
  [/(^|_)cls$/, "io.kestra.plugin.core.log.Log"],
];

/** Texts to try where a pattern must be met. */
const others = ["hello_world", "hello-world", "hello", "company.team", "1.0.0", "P1D", "A", "1"];

/**
 * A value that an example may give for an argument. Undefined where no text was found that meets its pattern.
 * @param takes which texts may stand where it goes
 */
export function sampleOf(
  name: string,
  schema: OpenSchema,
  takes: (text: string) => boolean = () => true,
): Json | undefined {
  if (schema.enum !== undefined && schema.enum.length > 0) return schema.enum[0];
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type) {
    case "integer":
    case "number":
      return Math.min(schema.maximum ?? Infinity, Math.max(schema.minimum ?? 1, 1));
    case "boolean":
      return true;
    case "array": {
      const item = sampleOf(name.replace(/s$/, ""), schema.items ?? {});
      const most = Math.max(1, schema.minItems ?? 1);
      return item === undefined ? undefined : Array.from({ length: most }, () => item);
    }
    case "object":
      return {};
    case "string":
      return text(name, schema, takes);
    case undefined:
      return "hello";
  }
}

function text(name: string, schema: OpenSchema, takes: (text: string) => boolean): string | undefined {
  const known = byName.find(([ending]) => ending.test(name))?.[1];
  return [...(known === undefined ? [] : [known]), ...others].find((it) => fits(it, schema) && takes(it));
}

function fits(value: string, { pattern, minLength = 0, maxLength = Infinity }: OpenSchema): boolean {
  const { length } = value;
  if (length < minLength || length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(value);
}

/** The same of what stands in a body: an object has the fields that it must have, else its first simple ones. */
export function bodySample(
  contract: Contract,
  name: string,
  schema: ContractSchema,
  depth = 0,
): Json | undefined {
  const flat = flatten(contract, schema);
  if (flat.type === "array" && flat.items !== undefined) {
    const item = bodySample(contract, name.replace(/s$/, ""), flat.items, depth + 1);
    return item === undefined ? undefined : [item];
  }
  if (flat.type !== "object") return sampleOf(name, argumentSchema(contract, flat));
  if (depth > 2) return {};
  const all = Object.entries(flat.properties ?? {});
  const vital = all.filter(([key]) => flat.required?.includes(key) === true);
  const isPlain = (it: ContractSchema): boolean => flatten(contract, it).type === "string";
  const some = vital.length > 0 ? vital : all.filter(([, it]) => isPlain(it)).slice(0, 3);
  const values = some.map(([key, it]) => [key, bodySample(contract, snakeCase(key), it, depth + 1)] as const);
  return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values);
}

/** A value in a question: short and plain, or nothing. */
export function spoken(value: Json | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return /^[\w./@ -]{1,40}$/.test(value) ? value : undefined;
  if (isObject(value) || !Array.isArray(value)) return undefined;
  const said = (value as readonly Json[]).map(spoken);
  return said.every((it) => it !== undefined) ? said.join(" and ") : undefined;
}
