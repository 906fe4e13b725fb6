import { isObject, type Json } from "../../runtime/json.ts";
import type { OpenObject, OpenSchema } from "../../runtime/json/schema.ts";
import { nearest } from "../../runtime/near-miss.ts";
import type { Scope } from "../resolve/context/scope.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import { described, mapOf, ref, textLike, type Schema } from "../spec/words/schema.ts";

const leaves: Readonly<Record<string, OpenSchema>> = {
  string: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  object: { type: "object" },
  any: {},
};

/** The grammar of shapes. */
export const shapeDefinitions: Readonly<Record<string, Schema>> = {
  shape: described(
    "What the steps return, by example: leaves are `string`, `integer`, `number`, `boolean`, `object` or `any`, with `?` at the end where optional; `[shape]` is a list, `key?` an object that may be absent.",
    mapOf({ type: "string" }, ref("shapeOf")),
  ),
  shapeOf: {
    if: { type: "string" },
    then: textLike(
      "^(string|integer|number|boolean|object|any)[?]?$",
      "is not a type: write string, integer, number, boolean, object or any, with ? at the end where it is optional",
    ),
    else: {
      if: { type: "array" },
      then: { type: "array", minItems: 1, maxItems: 2, prefixItems: [ref("shapeOf"), { const: "?" }] },
      else: ref("shape"),
    },
  },
};

/** The schema of an output that is written as a shape by example: `{ matches: [{ flow_id: string, score: number }] }`. */
export function shapeSchema(scope: Scope, written: Json, at: YamlPath): OpenObject {
  if (!isObject(written)) {
    scope.report(
      at,
      "The output of steps is written as a shape: `{ found: boolean, matches: [{ id: string }] }`.",
    );
    return { type: "object", properties: {} };
  }
  const entries = Object.entries(written as Readonly<Record<string, Json>>).map(([key, value]) => {
    const name = key.replace(/\?$/, "");
    const mayLack = name !== key;
    const place = [...at, key];
    if (mayLack && !isObject(value))
      scope.report(place, `Write "${name}" here, and ? at the end of its type.`);
    return { name, optional: mayLack || isOptional(value), schema: schemaOf(scope, value, place) };
  });
  const required = entries.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** The schema of a shape, or of a single leaf such as `string`. */
export function leafOrShape(scope: Scope, written: Json, at: YamlPath): OpenSchema {
  return schemaOf(scope, written, at);
}

function isOptional(value: Json): boolean {
  return typeof value === "string" ? value.endsWith("?") : Array.isArray(value) && value.includes("?");
}

function schemaOf(scope: Scope, value: Json, at: YamlPath): OpenSchema {
  if (Array.isArray(value)) {
    const [item, mark] = value as readonly Json[];
    if (item === undefined || (mark !== undefined && mark !== "?")) {
      scope.report(at, "An array's shape has one item: what each of its items looks like.");
      return { type: "array" };
    }
    const items = schemaOf(scope, item, [...at, 0]);
    return Object.keys(items).length === 0 ? { type: "array" } : { type: "array", items };
  }
  if (isObject(value)) return shapeSchema(scope, value, at);
  const name = typeof value === "string" ? value.replace(/\?$/, "") : "";
  const leaf = Object.hasOwn(leaves, name) ? leaves[name] : undefined;
  if (leaf !== undefined) return leaf;
  const near = nearest(name, Object.keys(leaves));
  const hint =
    near === undefined ? `It is one of ${Object.keys(leaves).join(", ")}.` : `Did you mean "${near}"?`;
  scope.report(at, `${JSON.stringify(value)} is not a type.`, hint);
  return {};
}
