import { isObject } from "../../../runtime/json.ts";
import { plainLine } from "./plain-line.ts";

type Schema = Readonly<Record<string, unknown>>;

/** What Kestra documents of a class. */
export interface ClassDocument {
  readonly properties?: unknown;
  readonly outputs?: unknown;
  readonly definitions?: unknown;
}

/** A property of a class, as an agent needs it. */
export interface ClassProperty {
  readonly name: string;
  /** In words: `string`, `array of string`, `map of string`, `string or array of string`. */
  readonly type: string;
  readonly required?: true;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly text?: string;
  readonly deprecated?: true;
  /** Of an object its own properties: name -> type, required ones with a `*` after the name. */
  readonly of?: Readonly<Record<string, string>>;
}

/** A class, cut to what an agent needs. */
export interface ClassSchema {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** Required ones first, deprecated ones last. */
  readonly properties: readonly ClassProperty[];
  /** Name -> type. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The YAML of one use; a whole flow or a part of one. */
  readonly example: string | undefined;
}

/** Characters of texts of others, and values of an enum that are told. */
const longest = { title: 200, description: 400, text: 240, example: 1200, of: 20, values: 40 };

/** How deep types are told: what is deeper is an object. */
const deepest = 3;

/** What an agent needs of a class. Pure. */
export function classSchema(document: ClassDocument): ClassSchema {
  const root = objectOr(document.properties);
  const definitions = {
    ...objectOr(root.$defs),
    ...objectOr(root.definitions),
    ...objectOr(document.definitions),
  };
  const required = namesIn(root.required);
  const properties = Object.entries(objectOr(root.properties))
    .filter(([name]) => name !== "id" && name !== "type")
    .map(([name, schema]) => propertyOf(name, objectOr(schema), required.includes(name), definitions));
  const rank = ({ required: isRequired, deprecated }: ClassProperty) => (deprecated ? 2 : isRequired ? 0 : 1);
  const outputs = objectOr(document.outputs);
  const outputDefinitions = { ...definitions, ...objectOr(outputs.$defs), ...objectOr(outputs.definitions) };
  return {
    title: plainLine(text(root.title), longest.title),
    description: plainLine(text(root.description), longest.description),
    deprecated: isSet(root.$deprecated),
    properties: properties.toSorted((a, b) => rank(a) - rank(b)),
    outputs: typesOf(objectOr(outputs.properties), [], outputDefinitions),
    example: exampleOf(root.$examples),
  };
}

function propertyOf(name: string, written: Schema, isRequired: boolean, definitions: Schema): ClassProperty {
  const schema = resolved(written, definitions);
  const of = objectOr(schema.properties);
  const value = written.default ?? schema.default;
  const values = enumOf(schema);
  const title = text(written.title) ?? text(schema.title);
  const description = text(written.description);
  return {
    name,
    type: typeOf(written, definitions),
    ...((isRequired || written.$required === true) && { required: true }),
    ...(value !== undefined && { default: value }),
    ...(values !== undefined && { enum: values.slice(0, longest.values) }),
    ...optionalText(title, description),
    ...(isSet(written.$deprecated) && { deprecated: true }),
    ...(Object.keys(of).length > 0 && { of: typesOf(of, namesIn(schema.required), definitions) }),
  };
}

function optionalText(...texts: readonly (string | undefined)[]): { readonly text?: string } {
  const ended = texts.flatMap((one) => (one === undefined ? [] : [one.trim().replace(/[^.!?:]$/, "$&.")]));
  const line = plainLine(ended.join(" "), longest.text);
  return line === undefined ? {} : { text: line };
}

/** Name -> type, the required ones first and with a `*`. */
function typesOf(
  properties: Schema,
  required: readonly string[],
  definitions: Schema,
): Readonly<Record<string, string>> {
  const names = Object.keys(properties).toSorted(
    (a, b) => Number(required.includes(b)) - Number(required.includes(a)),
  );
  return Object.fromEntries(
    names
      .slice(0, longest.of)
      .map((name) => [
        required.includes(name) ? `${name}*` : name,
        typeOf(objectOr(properties[name]), definitions, 1),
      ]),
  );
}

/** The type of a schema in words. */
function typeOf(written: Schema, definitions: Schema, depth = 0): string {
  const schema = resolved(written, definitions);
  if (depth > deepest) return "object";
  const some = [schema.anyOf, schema.oneOf].find((one): one is readonly unknown[] => Array.isArray(one));
  if (some !== undefined) {
    const types = some.map((one) => typeOf(objectOr(one), definitions, depth + 1));
    return [...new Set(types)].slice(0, 6).join(" or ");
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `array of ${typeOf(objectOr(schema.items), definitions, depth + 1)}`;
  if (isObject(schema.additionalProperties) && schema.properties === undefined)
    return `map of ${typeOf(schema.additionalProperties, definitions, depth + 1)}`;
  const types = [schema.type].flat().filter((one) => typeof one === "string" && one !== "null");
  const format = text(schema.format);
  if (format !== undefined && types.includes("string")) return format;
  return types.length === 0 ? "any" : types.join(" or ");
}

function enumOf({ enum: values, items }: Schema): readonly unknown[] | undefined {
  if (Array.isArray(values)) return values as readonly unknown[];
  const inner = objectOr(items).enum;
  return Array.isArray(inner) ? (inner as readonly unknown[]) : undefined;
}

/** A schema in the place of its reference, and what it is all of in one; a reference to itself is not followed. */
function resolved(schema: Schema, definitions: Schema, seen: readonly string[] = []): Schema {
  const ref = text(schema.$ref)?.replace(/^#\/(\$defs|definitions)\//, "");
  if (ref !== undefined) {
    const name = decode(ref);
    if (seen.includes(name) || !Object.hasOwn(definitions, name)) return { type: "object" };
    const { $ref: _, ...rest } = schema;
    return { ...resolved(objectOr(definitions[name]), definitions, [...seen, name]), ...rest };
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...rest } = schema;
  return Object.assign(
    {},
    ...(allOf as readonly unknown[]).map((one) => resolved(objectOr(one), definitions, seen)),
    rest,
  ) as Schema;
}

/** As JSON Pointer writes a key in a URI. */
function decode(pointer: string): string {
  try {
    return decodeURIComponent(pointer).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return pointer;
  }
}

/** The shortest example that is whole, else the first; cut at a line. */
function exampleOf(examples: unknown): string | undefined {
  const codes = (Array.isArray(examples) ? examples : []).flatMap((one: unknown) => {
    const code = text(objectOr(one).code);
    return code === undefined ? [] : [code.trim()];
  });
  const fitting = codes.filter((code) => code.length <= longest.example);
  const [shortest] = fitting.toSorted((a, b) => a.length - b.length);
  if (shortest !== undefined) return shortest;
  const [first] = codes;
  return first === undefined
    ? undefined
    : `${first.slice(0, longest.example).replace(/\n[^\n]*$/, "")}\n# cut`;
}

/** Kestra writes it as a text, too. */
function isSet(flag: unknown): boolean {
  return flag === true || flag === "true";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function objectOr(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
