import type { ContractSchema } from "../../contract/contract.ts";
import { nameOf, shown } from "./document.ts";
import { ImportError } from "../../contract/import-error.ts";
import { ecmaScript } from "./pattern.ts";
import { isObject } from "../../../runtime/json.ts";

/** What the reading of one document shares: its name for messages, and what it could not keep. */
export interface SchemaReading {
  readonly source: string;
  readonly warn: (message: string) => void;
}

const types = ["string", "integer", "number", "boolean", "array", "object"] as const;
const bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"] as const;
const deepest = 64;

/**
 * A schema of an OpenAPI document, normalised to a contract's: names of references, no descriptions, no Java.
 * @param at where it stands in the document, for messages.
 * @throws ImportError for a reference out of the document, and for what is no schema.
 */
export function contractSchema(
  value: unknown,
  at: string,
  reading: SchemaReading,
  depth = 0,
): ContractSchema {
  if (!isObject(value)) throw new ImportError(`${reading.source} has no schema at ${at}.`);
  if (depth > deepest) throw new ImportError(`${reading.source} has schemas nested too deeply at ${at}.`);
  const inner = (part: unknown, where: string): ContractSchema =>
    contractSchema(part, `${at}${where}`, reading, depth + 1);
  const nullable = isNullable(value) ? { nullable: true as const } : {};
  if (value.$ref !== undefined) return { ref: referenceName(value.$ref, at, reading), ...nullable };

  const all = list(value.allOf).map((part, i) => inner(part, `.allOf[${i}]`));
  const [only] = all;
  if (only !== undefined && all.length === 1 && value.properties === undefined) {
    return { ...only, ...scalars(value, undefined, at, reading), ...nullable };
  }
  const one = list(value.oneOf ?? value.anyOf).map((part, i) => inner(part, `.oneOf[${i}]`));
  if (one.length > 0) return alternatives(one, value, inner, nullable);

  const shape = shapeOf(value, inner, at, reading);
  if (all.length > 0) return { ...shape, ...nullable, allOf: all };
  return { ...shape, ...nullable };
}

/**
 * One of several shapes. A value of any shape among them makes it any. Kestra's documents also write an array beside
 * its alternatives; an object beside them only repeats what they say.
 */
function alternatives(
  one: readonly ContractSchema[],
  value: Readonly<Record<string, unknown>>,
  inner: (part: unknown, where: string) => ContractSchema,
  nullable: { readonly nullable?: true },
): ContractSchema {
  const own: ContractSchema[] =
    value.type === "array" ? [{ type: "array", items: inner(value.items ?? {}, "[]") }] : [];
  const shapes = [...own, ...one];
  if (
    shapes.some((shape) => shape.type === undefined && shape.ref === undefined && shape.allOf === undefined)
  ) {
    return nullable;
  }
  return shapes.length === 1 ? { ...shapes[0], ...nullable } : { ...nullable, oneOf: shapes };
}

function shapeOf(
  value: Readonly<Record<string, unknown>>,
  inner: (part: unknown, where: string) => ContractSchema,
  at: string,
  reading: SchemaReading,
): ContractSchema {
  const type = typeOf(value, at, reading);
  if (type === "array")
    return { type, items: inner(value.items ?? {}, "[]"), ...scalars(value, type, at, reading) };
  if (type !== "object") return type === undefined ? {} : { type, ...scalars(value, type, at, reading) };

  const properties = propertiesOf(value, inner, at, reading);
  const named = Object.keys(properties);
  const open = value.additionalProperties;
  const values = open === true ? {} : isObject(open) ? inner(open, ".*") : undefined;
  const joined = list(value.allOf).length > 0;
  // An object without a single word about its content stands for Java's Object: any JSON value.
  if (named.length === 0 && values === undefined && !joined) return {};
  const required = list(value.required).filter((name): name is string =>
    mustBe(name, value, properties, joined),
  );
  return {
    type,
    ...(named.length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required: [...new Set(required)].sort() } : {}),
    ...(values === undefined ? {} : { additionalProperties: values }),
  };
}

/** Sorted; without the bean getters that stand beside their own property, such as `getDuration` beside `duration`. */
function propertiesOf(
  value: Readonly<Record<string, unknown>>,
  inner: (part: unknown, where: string) => ContractSchema,
  at: string,
  reading: SchemaReading,
): Record<string, ContractSchema> {
  const given = isObject(value.properties) ? value.properties : {};
  return Object.fromEntries(
    Object.keys(given)
      .map((name) => nameOf(name, `a property of ${at}`, reading.source))
      .filter((name) => !isGetter(name, given))
      .sort()
      .map((name) => [name, inner(given[name], `.${name}`)]),
  );
}

function isGetter(name: string, among: Readonly<Record<string, unknown>>): boolean {
  const property = /^get(\p{Lu})(.*)$/u.exec(name);
  return property !== null && Object.hasOwn(among, `${property[1]?.toLowerCase() ?? ""}${property[2] ?? ""}`);
}

/** A computed property (`readOnly`) is left out of the JSON where it is null, whatever the document says. */
function mustBe(
  name: unknown,
  value: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, ContractSchema>>,
  joined: boolean,
): boolean {
  if (typeof name !== "string" || !(joined || Object.hasOwn(properties, name))) return false;
  const property = isObject(value.properties) ? value.properties[name] : undefined;
  return !isObject(property) || property.readOnly !== true;
}

/** Format, enum, default, bounds and pattern, as far as they hold for the type. */
function scalars(
  value: Readonly<Record<string, unknown>>,
  type: ContractSchema["type"],
  at: string,
  reading: SchemaReading,
): ContractSchema {
  const values = list(value.enum).filter((v) => typeof v === "string" || typeof v === "number");
  const pattern = typeof value.pattern === "string" ? ecmaScript(value.pattern) : undefined;
  if (typeof value.pattern === "string" && pattern === undefined) {
    reading.warn(
      `${reading.source}: the Java expression ${value.pattern} at ${at} has no equal; it is dropped.`,
    );
  }
  return {
    ...(typeof value.format === "string" ? { format: value.format } : {}),
    ...(values.length > 0 ? { enum: values } : {}),
    ...(isScalar(value.default) ? { default: value.default } : {}),
    ...Object.fromEntries(bounds.flatMap((key) => bound(value, key, type))),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

function bound(
  value: Readonly<Record<string, unknown>>,
  key: (typeof bounds)[number],
  type: ContractSchema["type"],
): [string, number][] {
  const exclusive =
    key === "minimum" ? value.exclusiveMinimum : key === "maximum" ? value.exclusiveMaximum : false;
  const given = typeof exclusive === "number" ? exclusive : value[key];
  if (typeof given !== "number" || !Number.isFinite(given) || Math.abs(given) > Number.MAX_SAFE_INTEGER)
    return [];
  const step = type === "integer" && (exclusive === true || typeof exclusive === "number") ? 1 : 0;
  return [[key, key === "minimum" ? given + step : given - step]];
}

function typeOf(
  value: Readonly<Record<string, unknown>>,
  at: string,
  reading: SchemaReading,
): ContractSchema["type"] {
  const named = list(value.type ?? []).concat(typeof value.type === "string" ? [value.type] : []);
  const known = named.filter((name) => name !== "null");
  if (known.length === 0) return value.properties === undefined ? undefined : "object";
  const type = known.length === 1 ? types.find((name) => name === known[0]) : undefined;
  if (type === undefined)
    reading.warn(`${reading.source}: the type at ${at} is unknown; any value may stand there.`);
  return type;
}

function isNullable(value: Readonly<Record<string, unknown>>): boolean {
  return value.nullable === true || list(value.type).includes("null") || list(value.enum).includes(null);
}

/** The name behind `#/components/schemas/...`; nothing outside the document is ever read. */
function referenceName(reference: unknown, at: string, reading: SchemaReading): string {
  const match = typeof reference === "string" ? /^#\/components\/schemas\/([^/]+)$/u.exec(reference) : null;
  if (match === null) {
    const outside = typeof reference === "string" && !reference.startsWith("#");
    const why = outside ? "points out of the document; it is not followed" : "is not a component schema";
    throw new ImportError(`${reading.source}: the reference ${shown(reference)} at ${at} ${why}.`);
  }
  const name = (match[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
  return nameOf(name, `a schema`, reading.source);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
