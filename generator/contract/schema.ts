import type { OpenSchema, JsonTypeName } from "../../runtime/json/schema.ts";
import type { Contract, ContractSchema } from "./contract.ts";

/** A place in an answer: what the contract says stands there. */
export type Step =
  | { readonly found: true; readonly schema: ContractSchema; readonly required: boolean }
  /** `any`: the way leads through a value of which the contract says nothing. */
  | {
      readonly found: false;
      readonly any: boolean;
      readonly among: readonly string[];
      readonly name: string;
    };

/** Follows references, and joins `allOf` into one schema. References that go in a circle end where they began. */
export function flatten(
  contract: Contract,
  schema: ContractSchema,
  seen: ReadonlySet<string> = new Set(),
): ContractSchema {
  if (schema.ref !== undefined) {
    const target = contract.schemas[schema.ref];
    if (target === undefined || seen.has(schema.ref)) return {};
    const flat = flatten(contract, target, new Set([...seen, schema.ref]));
    return schema.nullable === true ? { ...flat, nullable: true } : flat;
  }
  if (schema.allOf === undefined) return schema;
  const { allOf, ...own } = schema;
  return [own, ...allOf].map((part) => flatten(contract, part, seen)).reduce(join);
}

function join(a: ContractSchema, b: ContractSchema): ContractSchema {
  const properties = { ...a.properties, ...b.properties };
  const required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])];
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** True where the contract says nothing of a value: any JSON may stand there. */
export function isAny(schema: ContractSchema): boolean {
  return schema.type === undefined && schema.ref === undefined && schema.allOf === undefined;
}

/** One step down into an object's property. */
export function property(contract: Contract, schema: ContractSchema, name: string): Step {
  const flat = flatten(contract, schema);
  const own =
    flat.properties !== undefined && Object.hasOwn(flat.properties, name) ? flat.properties[name] : undefined;
  if (own !== undefined)
    return { found: true, schema: own, required: flat.required?.includes(name) ?? false };
  if (flat.additionalProperties !== undefined)
    return { found: true, schema: flat.additionalProperties, required: false };
  return { found: false, any: isAny(flat), among: Object.keys(flat.properties ?? {}), name };
}

/** Walks a dotted path from `schema`; `required` is true only where every step of it is. */
export function walk(contract: Contract, schema: ContractSchema, path: readonly string[]): Step {
  let here: Step = { found: true, schema, required: true };
  for (const name of path) {
    const next = property(contract, here.schema, name);
    if (!next.found) return next;
    here = {
      ...next,
      required: here.required && next.required && flatten(contract, here.schema).nullable !== true,
    };
  }
  return here;
}

const kept = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
  "enum",
] as const;

/** An argument's schema: type, enum and bounds of the contract; objects stay open. */
export function argumentSchema(contract: Contract, schema: ContractSchema): OpenSchema {
  const flat = flatten(contract, schema);
  if (flat.type === undefined) return {};
  const facts = Object.fromEntries(
    kept.flatMap((key) => (flat[key] === undefined ? [] : [[key, flat[key]]])),
  );
  if (flat.type !== "array") return { type: flat.type, ...facts };
  return { type: "array", items: argumentSchema(contract, flat.items ?? {}), ...facts };
}

/** A value of an answer: its type alone, enums open, null allowed where the contract allows it. */
export function answerSchema(contract: Contract, schema: ContractSchema): OpenSchema {
  const flat = flatten(contract, schema);
  if (flat.type === undefined) return {};
  const type: JsonTypeName = flat.type;
  const shape: OpenSchema = { type: flat.nullable === true ? [type, "null"] : type };
  if (type !== "array") return shape;
  const items = answerSchema(contract, flat.items ?? {});
  return Object.keys(items).length === 0 ? shape : { ...shape, items };
}
