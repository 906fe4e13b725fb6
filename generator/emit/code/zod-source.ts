import { parseArray, parseSchema, type JsonSchemaObject, type Refs } from "json-schema-to-zod";
import type { OpenSchema, JsonTypeName } from "../../../runtime/json/schema.ts";
import type { symbols } from "../../../runtime/compiled/symbols.ts";
import { lineSafe, literal, object, propertyKey, regex } from "./text.ts";

/** A zod 4 expression, and what it uses of `runtime/compiled/zod-json.ts`. */
export interface ZodSource {
  readonly text: string;
  readonly helpers: readonly ZodHelper[];
}

export type ZodHelper = (typeof symbols)["compiled/zod-json.ts"][number];

/** What becomes of an object's keys that its schema allows and does not name. */
export type UnknownKeys = "keep" | "drop";

/**
 * The zod schema that accepts exactly what `schema` does. Defaults are filled in, for optional properties alone.
 * @throws Error for a keyword outside our subset, or one that its type has no use for: the compiler let it through.
 */
export function zodSource(schema: OpenSchema, unknownKeys: UnknownKeys = "keep"): ZodSource {
  const helpers = new Set<ZodHelper>();
  const use = (helper: ZodHelper): string => {
    helpers.add(helper);
    return helper;
  };
  const refs: Refs = {
    path: [],
    seen: new Map(),
    zodVersion: 4,
    withoutDefaults: true,
    withoutDescribes: true,
    parserOverride: (node, inner) => nodeSource({ unknownKeys, use, refs: inner }, node as OpenSchema),
  };
  const text = parseSchema(schema as JsonSchemaObject, refs);
  return { text, helpers: [...helpers].sort() };
}

interface Parsing {
  readonly unknownKeys: UnknownKeys;
  readonly use: (helper: ZodHelper) => string;
  readonly refs: Refs;
}

const annotations = ["title", "description", "default"];

const keywords: Readonly<Record<JsonTypeName, readonly string[]>> = {
  string: ["enum", "minLength", "maxLength", "pattern"],
  integer: ["enum", "minimum", "maximum"],
  number: ["enum", "minimum", "maximum"],
  boolean: ["enum"],
  array: ["enum", "items", "minItems", "maxItems"],
  object: ["enum", "properties", "required", "additionalProperties"],
};

/** What json-schema-to-zod would get wrong, or print for an older zod; nothing for what is left to it. */
function nodeSource(parsing: Parsing, node: OpenSchema): string | undefined {
  const type = typeof node.type === "object" ? node.type[0] : node.type;
  const known = ["type", ...annotations, ...(type === undefined ? ["enum"] : keywords[type])];
  const stray = Object.keys(node).find((key) => !known.includes(key));
  if (stray !== undefined) throw new Error(`${stray} says nothing in a schema of type ${String(type)}.`);
  if (node.enum !== undefined) return enumSource(parsing, node, type);
  if (typeof node.type === "object") return `${child(parsing, { ...node, type: node.type[0] })}.nullable()`;
  switch (type) {
    case undefined:
      return `${parsing.use("anyJson")}()`;
    case "string":
      return stringSource(parsing, node);
    case "integer":
      return integerSource(parsing, node);
    case "array":
      return parseArray(
        { ...node, items: node.items ?? {} } as Parameters<typeof parseArray>[0],
        parsing.refs,
      );
    case "object":
      return objectSource(parsing, node);
    case "number":
    case "boolean":
      return undefined;
  }
}

function child({ refs }: Parsing, schema: OpenSchema): string {
  return parseSchema(schema as JsonSchemaObject, refs);
}

/** Leaves a node to json-schema-to-zod. */
function alone(refs: Refs): Refs {
  return { ...refs, parserOverride: () => undefined };
}

/** json-schema-to-zod reads the values alone, so those that the other keywords refuse are taken out before. */
function enumSource({ refs }: Parsing, node: OpenSchema, type: JsonTypeName | undefined): string {
  const values = [...new Set(node.enum)].filter((value) =>
    typeof value === "string" ? isText(node, type, value) : isNumber(node, type, value),
  );
  return lineSafe(parseSchema({ enum: values }, alone(refs)));
}

function isText(node: OpenSchema, type: JsonTypeName | undefined, value: string): boolean {
  if (type === undefined) return true;
  const { minLength = 0, maxLength = Infinity, pattern = "" } = node;
  const { length } = Array.from(value);
  return (
    type === "string" && length >= minLength && length <= maxLength && new RegExp(pattern, "u").test(value)
  );
}

function isNumber(node: OpenSchema, type: JsonTypeName | undefined, value: number): boolean {
  if (type === undefined) return true;
  const { minimum = -Infinity, maximum = Infinity } = node;
  const typed = type === "number" || (type === "integer" && Number.isInteger(value));
  return typed && value >= minimum && value <= maximum;
}

function stringSource({ use }: Parsing, { minLength = 0, maxLength, pattern }: OpenSchema): string {
  const tests = pattern === undefined ? "" : `.regex(${regex(pattern)})`;
  if (maxLength === undefined && minLength <= 1)
    return `z.string()${minLength === 1 ? ".min(1)" : ""}${tests}`;
  const bounds = {
    ...(minLength > 0 ? { min: minLength } : {}),
    ...(maxLength === undefined ? {} : { max: maxLength }),
  };
  return `z.string().check(${use("characters")}(${literal(bounds)}))${tests}`;
}

/** `z.int()` refuses what lies past 2^53, which JSON Schema allows unless both bounds say otherwise. */
function integerSource({ refs, use }: Parsing, node: OpenSchema): string {
  const number = parseSchema({ ...(node as JsonSchemaObject), type: "number" }, alone(refs));
  const { minimum = -Infinity, maximum = Infinity } = node;
  const safe = minimum >= Number.MIN_SAFE_INTEGER && maximum <= Number.MAX_SAFE_INTEGER;
  return number.replace(/^z\.number\(\)/, safe ? "z.int()" : `z.number().check(${use("integer")})`);
}

function objectSource(parsing: Parsing, node: OpenSchema): string {
  const { use } = parsing;
  const { properties = {}, required = [], additionalProperties } = node;
  const nameless = required.find((key) => !Object.hasOwn(properties, key));
  if (nameless !== undefined) throw new Error(`${nameless} is required and not among the properties.`);
  const names = Object.keys(properties);
  const rest = restOf(additionalProperties);
  if (names.length === 0 && rest === true) return `${use("anyObject")}()`;
  if (names.length === 0 && typeof rest === "object") return `${use("record")}(${child(parsing, rest)})`;
  const shape = object(
    Object.entries(properties).map(([key, schema]) => {
      const value = child(parsing, schema);
      return `${propertyKey(key)}: ${required.includes(key) ? value : absentable(value, schema)}`;
    }),
  );
  if (typeof rest === "object" || names.some((name) => name in Object.prototype)) {
    const others = rest === false ? "" : `, ${child(parsing, typeof rest === "object" ? rest : {})}`;
    return `${use("ownObject")}(${shape}${others})`;
  }
  if (!rest) return `z.strictObject(${shape})`;
  const kept = parsing.unknownKeys === "keep" || additionalProperties !== undefined;
  return `z.object(${shape})${kept ? `.catchall(${use("anyJson")}())` : ""}`;
}

/** True for any JSON, false for nothing. */
function restOf(schema: OpenSchema["additionalProperties"] = true): boolean | OpenSchema {
  if (typeof schema === "boolean") return schema;
  return Object.keys(schema).every((key) => annotations.includes(key)) ? true : schema;
}

function absentable(value: string, schema: OpenSchema): string {
  if (schema.default !== undefined) return `${value}.default(${literal(schema.default)})`;
  return value.endsWith(".nullable()")
    ? value.replace(/\.nullable\(\)$/, ".nullish()")
    : `${value}.optional()`;
}
