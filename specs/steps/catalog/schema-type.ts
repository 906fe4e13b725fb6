import { isObject } from "../../../runtime/json.ts";
import { plainLine } from "./plain-line.ts";

/** A JSON schema, or whatever somebody gave as one. */
export type Schema = Readonly<Record<string, unknown>>;

/** The schemas that references name, and how many more steps are gone on their way: a few of them can make millions. */
export interface Definitions {
  readonly byName: Schema;
  /** Counted down. */
  left: number;
}

/** How deep types are told: what is deeper is an object. */
const deepest = 3;

const most = { choices: 20, characters: 150, references: 50, steps: 50_000 };

/** The definitions of a document, which may be gone through for some tenths of a second. */
export function definitionsOf(byName: Schema): Definitions {
  return { byName, left: most.steps };
}

/** The type of a schema in words: `array of string`, `string or array of string`, `object of type constant`. */
export function typeOf(written: Schema, definitions: Definitions, depth = 0): string {
  return plainLine(wholeTypeOf(written, definitions, depth), most.characters) ?? "any";
}

function wholeTypeOf(written: Schema, definitions: Definitions, depth: number): string {
  const schema = resolved(written, definitions);
  if (depth > deepest) return "object";
  const inner = (one: unknown) => wholeTypeOf(objectOr(one), definitions, depth + 1);
  const some = choicesOf(schema);
  if (some !== undefined) return [...new Set(some.slice(0, most.choices).map(inner))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `array of ${inner(schema.items)}`;
  if (isObject(schema.additionalProperties) && schema.properties === undefined)
    return `map of ${inner(schema.additionalProperties)}`;
  const kind = text(objectOr(objectOr(schema.properties).type).const);
  if (kind !== undefined) return `object of type ${kind}`;
  const types = [schema.type].flat().filter((one) => typeof one === "string" && one !== "null");
  const format = text(schema.format);
  if (format !== undefined && types.includes("string")) return format;
  return types.length === 0 ? "any" : types.join(" or ");
}

/** What a schema is any of, where that is more than one. */
function choicesOf({ anyOf, oneOf }: Schema): readonly unknown[] | undefined {
  return [anyOf, oneOf].find((one): one is readonly unknown[] => Array.isArray(one));
}

/**
 * A schema in the place of its reference, and what it is all of in one; a reference to itself, one after too many others, and
 * what comes after too many steps is an object.
 */
export function resolved(schema: Schema, definitions: Definitions, seen: readonly string[] = []): Schema {
  if (--definitions.left < 0) return { type: "object" };
  const ref = text(schema.$ref)?.replace(/^#\/(\$defs|definitions)\//, "");
  if (ref !== undefined) {
    const name = decode(ref);
    const isFollowed = seen.length < most.references && !seen.includes(name);
    if (!isFollowed || !Object.hasOwn(definitions.byName, name)) return { type: "object" };
    const { $ref: _, ...rest } = schema;
    return { ...resolved(objectOr(definitions.byName[name]), definitions, [...seen, name]), ...rest };
  }
  const [only, ...others] = choicesOf(schema) ?? [];
  const all = Array.isArray(schema.allOf)
    ? (schema.allOf as readonly unknown[])
    : only !== undefined && others.length === 0
      ? [only]
      : [];
  if (all.length === 0) return schema;
  const { allOf: _, anyOf: _any, oneOf: _one, ...rest } = schema;
  const whole = [...all.map((one) => resolved(objectOr(one), definitions, seen)), rest].reduce(together);
  definitions.left -= all.length * Object.keys(objectOr(whole.properties)).length;
  return whole;
}

/** A schema that is both; what the second says counts. */
function together(first: Schema, second: Schema): Schema {
  const properties = { ...objectOr(first.properties), ...objectOr(second.properties) };
  const required = [...namesIn(first.required), ...namesIn(second.required)];
  return {
    ...first,
    ...second,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

/** As JSON Pointer writes a key in a URI. */
function decode(pointer: string): string {
  try {
    return decodeURIComponent(pointer).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return pointer;
  }
}

/** A text, or nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** An object, or an empty one. */
export function objectOr(value: unknown): Schema {
  return isObject(value) ? value : {};
}

/** The texts of a list. */
export function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
