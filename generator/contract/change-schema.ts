import { isObject } from "../../runtime/json.ts";
import type { ContractSchema } from "./contract.ts";
import type { ContractChange } from "./correction.ts";

/** A correction that does not hold: the message says why. */
export class Misfit extends Error {
  override readonly name = "Misfit";
}

const facts = new Set([
  "ref",
  "type",
  "nullable",
  "format",
  "enum",
  "default",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
  "items",
  "properties",
  "required",
  "additionalProperties",
  "allOf",
  "oneOf",
  "anyOf",
  "editions",
]);

/** A schema with the part at `path` changed. @throws Misfit where there is no such part, or the change does not fit. */
export function changeSchema(schema: ContractSchema, path: string, change: ContractChange): ContractSchema {
  return follow(schema, steps(path), change, path === "" ? "its root" : path);
}

/** `results[].labels.*` -> `results`, `[]`, `labels`, `*`. */
function steps(path: string): string[] {
  return path
    .replaceAll("[]", ".[]")
    .split(".")
    .filter((step) => step !== "");
}

function follow(
  schema: ContractSchema,
  path: readonly string[],
  change: ContractChange,
  where: string,
): ContractSchema {
  const [step, ...rest] = path;
  if (step === undefined) return changed(schema, change, where);
  if (schema.ref !== undefined)
    throw new Misfit(`${where} leads through ${schema.ref}: correct that schema.`);
  if (step === "[]" || step === "*") {
    const key = step === "[]" ? "items" : "additionalProperties";
    const part = schema[key];
    if (part === undefined) throw new Misfit(`${where} is not there: nothing has ${key}.`);
    return { ...schema, [key]: follow(part, rest, change, where) };
  }
  const own = schema.properties ?? {};
  const part = Object.hasOwn(own, step) ? own[step] : undefined;
  const adds = rest.length === 0 && "add" in change;
  if (part === undefined && !adds) return followAllOf(schema, path, change, where);
  if (part !== undefined && adds) throw new Misfit(`${where} is there already.`);
  if (rest.length === 0 && "remove" in change) return without(schema, step);
  const next =
    part === undefined
      ? schemaOf("add" in change ? change.add : {}, where)
      : follow(part, rest, change, where);
  const properties = Object.entries({ ...own, [step]: next }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The part of an `allOf` that holds the property itself. */
function followAllOf(
  schema: ContractSchema,
  path: readonly string[],
  change: ContractChange,
  where: string,
): ContractSchema {
  const [step = ""] = path;
  const at = (schema.allOf ?? []).findIndex(
    (part) => part.properties !== undefined && Object.hasOwn(part.properties, step),
  );
  if (schema.allOf === undefined || at < 0) throw new Misfit(`${where} is not there.`);
  return {
    ...schema,
    allOf: schema.allOf.map((part, i) => (i === at ? follow(part, path, change, where) : part)),
  };
}

function changed(schema: ContractSchema, change: ContractChange, where: string): ContractSchema {
  if ("replace" in change) return schemaOf(change.replace, where);
  if ("optional" in change) return optional(schema, change.optional, where);
  if (!("set" in change)) throw new Misfit(`${where} takes replace, set or optional.`);
  return schemaOf(merged(schema, change.set), where);
}

/** The object with other facts; a fact of null is taken away. */
export function merged<T extends object>(value: T, facts: Readonly<Record<string, unknown>>): T {
  const entries = Object.entries({ ...value, ...facts }).filter(([, fact]) => fact !== null);
  return Object.fromEntries(entries) as T;
}

/** Looks into the parts of an `allOf` too, which share one list of names. */
function optional(schema: ContractSchema, names: readonly string[], where: string): ContractSchema {
  const stray = names.find((name) => !requires(schema, name));
  if (stray !== undefined) throw new Misfit(`${stray} is not required at ${where}.`);
  return relaxed(schema, new Set(names));
}

function requires(schema: ContractSchema, name: string): boolean {
  return (
    (schema.required?.includes(name) ?? false) || (schema.allOf ?? []).some((part) => requires(part, name))
  );
}

function relaxed(schema: ContractSchema, names: ReadonlySet<string>): ContractSchema {
  const { required, allOf, ...rest } = schema;
  const kept = required?.filter((name) => !names.has(name)) ?? [];
  return {
    ...rest,
    ...(kept.length > 0 ? { required: kept } : {}),
    ...(allOf === undefined ? {} : { allOf: allOf.map((part) => relaxed(part, names)) }),
  };
}

function without(schema: ContractSchema, name: string): ContractSchema {
  const { properties, required, ...rest } = schema;
  const kept = Object.entries(properties ?? {}).filter(([key]) => key !== name);
  const must = required?.filter((key) => key !== name) ?? [];
  return {
    ...rest,
    ...(kept.length > 0 ? { properties: Object.fromEntries(kept) } : {}),
    ...(must.length > 0 ? { required: must } : {}),
  };
}

/** A schema as a person wrote it. @throws Misfit for a key that contracts do not have. */
export function schemaOf(value: unknown, where: string): ContractSchema {
  if (!isObject(value)) throw new Misfit(`What ${where} becomes is not a schema.`);
  for (const [key, part] of Object.entries(value)) {
    if (!facts.has(key)) throw new Misfit(`A contract's schema has no ${key}.`);
    if (key === "items" || key === "additionalProperties") schemaOf(part, where);
    if (key === "properties" && isObject(part))
      Object.values(part).forEach((property) => schemaOf(property, where));
    if (/Of$/u.test(key) && Array.isArray(part)) part.forEach((shape) => schemaOf(shape, where));
  }
  return value;
}
