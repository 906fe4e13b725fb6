import type { Json, JsonObject } from "../../../runtime/json.ts";
import { own } from "./surface.ts";

const every = ["array", "boolean", "integer", "null", "number", "object", "string"] as const;

/** The JSON types that a schema lets through; `number` includes `integer`. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = own(schema, "type");
  if (type === undefined) return every;
  const named = (Array.isArray(type) ? (type as readonly Json[]) : [type]).map(String);
  return [...new Set(named.includes("number") ? [...named, "integer"] : named)].sort();
}

/** How a type reads: `string or null`, `any`. */
export function typeText(schema: JsonObject): string {
  const types = typesOf(schema);
  if (types.length === every.length) return "any";
  const named = types.filter((it) => it !== "null" && (it !== "integer" || !types.includes("number")));
  return [...named, ...types.filter((it) => it === "null")].join(" or ");
}

/** The members of an object or the items of a list that another one lacks, by their JSON. */
export function lacking(of: readonly Json[], there: readonly Json[]): readonly Json[] {
  const known = new Set(there.map((it) => JSON.stringify(it)));
  return of.filter((it) => !known.has(JSON.stringify(it)));
}

/** A key whose value is a list; undefined where it is none. */
export function listAt(schema: JsonObject, key: string): readonly Json[] | undefined {
  const value = own(schema, key);
  return Array.isArray(value) ? (value as readonly Json[]) : undefined;
}

/** A key whose value is an object; empty where it is none. */
export function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = own(schema, key);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The keys of either object, in the order of the alphabet. */
export function keysOf(a: JsonObject, b: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

/** Whether two values are the same JSON; the order of keys does not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return stable(a) === stable(b);
}

function stable(value: Json | undefined): string {
  if (value === undefined) return "";
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === "object" && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}
