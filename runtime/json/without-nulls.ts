import type { JsonSchema, ObjectSchema } from "./schema.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";

/**
 * An output without its keys that are null, where its schema says one type of them: they count as absent. What the schema
 * does not name is a user's, and stays as it is.
 */
export function withoutNulls(output: JsonObject, schema: ObjectSchema): JsonObject {
  const { properties } = schema;
  if (!holdsNull(output, schema)) return output;
  const kept = Object.entries(output).filter(
    ([key, value]) => value !== null || !Object.hasOwn(properties, key),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      Object.hasOwn(properties, key) ? within(value, properties[key]) : value,
    ]),
  );
}

/** Whether something in a value counts as absent. */
function holdsNull(value: Json | undefined, schema: JsonSchema | undefined): boolean {
  if (typeof value !== "object" || value === null || schema === undefined) return false;
  if (Array.isArray(value))
    return schema.type === "array" && value.some((item: Json) => holdsNull(item, schema.items));
  const { properties = {} } = schema;
  const members = value as JsonObject;
  return Object.keys(members).some(
    (key) =>
      Object.hasOwn(properties, key) && (members[key] === null || holdsNull(members[key], properties[key])),
  );
}

function within(value: Json | undefined, schema: JsonSchema | undefined): Json | undefined {
  if (schema?.type === "array" && Array.isArray(value))
    return (value as readonly Json[]).map((item) => within(item, schema.items) ?? null);
  if (schema?.type !== "object" || schema.properties === undefined || !isObject(value)) return value;
  return withoutNulls(value, schema as ObjectSchema);
}
