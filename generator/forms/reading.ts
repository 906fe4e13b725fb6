import type { OpenObject, OpenSchema, JsonType, JsonTypeName } from "../../runtime/json/schema.ts";

/** One value that a projection reads, from the root of what it projects. */
export interface PathRead {
  readonly path: readonly string[];
  readonly schema: OpenSchema;
  /** Whether every step of the way is there in every answer. */
  readonly required: boolean;
}

/** The schema of all that is read: what an answer is checked for, and no more. */
export function readingOf(reads: readonly PathRead[]): OpenSchema {
  const whole = reads.find((read) => read.path.length === 0);
  if (whole !== undefined) return whole.schema;
  const names = [...new Set(reads.map((read) => read.path[0] ?? ""))];
  const required = names.filter((name) => reads.some((read) => read.path[0] === name && read.required));
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, below(name, reads, required.includes(name))])),
    ...(required.length > 0 ? { required } : {}),
  };
}

function below(name: string, reads: readonly PathRead[], required: boolean): OpenSchema {
  const under = reads.flatMap((read) =>
    read.path[0] === name ? [{ ...read, path: read.path.slice(1) }] : [],
  );
  const leaf = under.find((read) => read.path.length === 0);
  const deeper = under.filter((read) => read.path.length > 0);
  if (deeper.length === 0 && leaf !== undefined) return leaf.schema;
  const object = readingOf(deeper);
  return required ? object : { ...object, type: ["object", "null"] };
}

/** The one shape that several outputs have in common: a key that some lack is optional, a type that differs is open. */
export function commonSchema(schemas: readonly OpenSchema[]): OpenSchema {
  return schemas.reduce((a, b) => (JSON.stringify(a) === JSON.stringify(b) ? a : common(a, b)));
}

function common(a: OpenSchema, b: OpenSchema): OpenSchema {
  const name = typeName(a);
  if (name === undefined || name !== typeName(b)) return {};
  const type: JsonType = isNullable(a) || isNullable(b) ? [name, "null"] : name;
  if (a.items !== undefined && b.items !== undefined)
    return { type, items: commonSchema([a.items, b.items]) };
  if (a.properties === undefined || b.properties === undefined) return { type };
  const { properties: left } = a;
  const { properties: right } = b;
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const required = (a.required ?? []).filter((key) => b.required?.includes(key));
  return {
    type,
    properties: Object.fromEntries(names.map((key) => [key, both(left[key], right[key])])),
    ...(required.length > 0 ? { required } : {}),
  };
}

function both(a: OpenSchema | undefined, b: OpenSchema | undefined): OpenSchema {
  return a !== undefined && b !== undefined ? commonSchema([a, b]) : (a ?? b ?? {});
}

function typeName(schema: OpenSchema): JsonTypeName | undefined {
  return schema.type === undefined || typeof schema.type === "string" ? schema.type : schema.type[0];
}

function isNullable(schema: OpenSchema): boolean {
  return schema.type !== undefined && typeof schema.type !== "string";
}

/** The schema of an output: an object that may hold more than its contract tells. */
export function objectSchema(
  properties: Readonly<Record<string, OpenSchema>>,
  required: readonly string[],
): OpenObject {
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}
