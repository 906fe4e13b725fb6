import { isObject } from "../../../runtime/json.ts";
import { fittingRows } from "../../../runtime/json/leave-out.ts";
import { plainLine } from "./plain-line.ts";
import {
  definitionsOf,
  namesIn,
  objectOr,
  resolved,
  text,
  typeOf,
  type Definitions,
  type Schema,
} from "./schema-type.ts";

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

/** Characters of texts of others. */
const longest = { name: 100, title: 200, description: 400, text: 240, example: 1200, value: 200 };

/** Characters of the values of an enum, and of types within a property or of outputs: how many more there are is told. */
const room = { values: 400, types: 600 };

/** What an agent needs of a class. Pure. */
export function classSchema(document: ClassDocument): ClassSchema {
  const root = objectOr(document.properties);
  const definitions = definitionsOf({
    ...objectOr(root.$defs),
    ...objectOr(root.definitions),
    ...objectOr(document.definitions),
  });
  const required = namesIn(root.required);
  const properties = Object.entries(objectOr(root.properties))
    .filter(([name]) => name !== "id" && name !== "type" && isName(name))
    .map(([name, schema]) => propertyOf(name, objectOr(schema), required.includes(name), definitions));
  const rank = ({ required: isRequired, deprecated }: ClassProperty) => (deprecated ? 2 : isRequired ? 0 : 1);
  const outputs = objectOr(document.outputs);
  const outputDefinitions = definitionsOf({
    ...definitions.byName,
    ...objectOr(outputs.$defs),
    ...objectOr(outputs.definitions),
  });
  return {
    title: plainLine(text(root.title), longest.title),
    description: plainLine(text(root.description), longest.description),
    deprecated: isSet(root.$deprecated),
    properties: properties.toSorted((a, b) => rank(a) - rank(b)),
    outputs: typesOf(objectOr(outputs.properties), [], outputDefinitions),
    example: exampleOf(root.$examples),
  };
}

function propertyOf(
  name: string,
  written: Schema,
  isRequired: boolean,
  definitions: Definitions,
): ClassProperty {
  const schema = resolved(written, definitions);
  const within = [schema, schema.items, schema.additionalProperties]
    .map((one) => resolved(objectOr(one), definitions))
    .find((one) => isObject(one.properties));
  const of = objectOr(within?.properties);
  const value = written.default ?? schema.default;
  const values = enumOf(schema);
  const title = text(written.title) ?? text(schema.title);
  const description = text(written.description) ?? text(schema.description);
  return {
    name,
    type: typeOf(written, definitions),
    ...((isRequired || written.$required === true) && { required: true }),
    ...(value !== undefined && { default: shortValue(value) }),
    ...(values !== undefined && { enum: enumValues(values) }),
    ...optionalText(title, description),
    ...(isSet(written.$deprecated) && { deprecated: true }),
    ...(Object.keys(of).length > 0 && { of: typesOf(of, namesIn(within?.required), definitions) }),
  };
}

function optionalText(...texts: readonly (string | undefined)[]): { readonly text?: string } {
  const ended = texts.flatMap((one) => (one === undefined ? [] : [one.trim().replace(/[^.!?:]$/, "$&.")]));
  const line = plainLine(ended.join(" "), longest.text);
  return line === undefined ? {} : { text: line };
}

/** Name -> type, the required ones first and with a `*`; as many as there is room for. */
function typesOf(
  properties: Schema,
  required: readonly string[],
  definitions: Definitions,
): Readonly<Record<string, string>> {
  const rows = Object.entries(properties)
    .filter(([name]) => isName(name))
    .map(([name, schema]) => ({
      name,
      schema: objectOr(schema),
      isRequired: required.includes(name) || objectOr(schema).$required === true,
    }))
    .toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map(({ name, schema, isRequired }): [string, string] => [
      isRequired ? `${name}*` : name,
      typeOf(schema, definitions, 1),
    ]);
  const fitting = Math.max(1, fittingRows(rows, room.types));
  const more = rows.length - fitting;
  const rest = more > 0 ? { "…": `${more} more` } : {};
  return { ...Object.fromEntries(rows.slice(0, fitting)), ...rest };
}

function enumValues(values: readonly unknown[]): readonly unknown[] {
  const short = values.map(shortValue);
  const fitting = Math.max(1, fittingRows(short, room.values));
  return fitting < short.length ? [...short.slice(0, fitting), `… ${short.length - fitting} more`] : short;
}

/** A value of others; a long one as the beginning of its JSON. */
function shortValue(value: unknown): unknown {
  const json = JSON.stringify(value);
  return json.length > longest.value ? plainLine(json, longest.value) : value;
}

function enumOf({ enum: values, items }: Schema): readonly unknown[] | undefined {
  if (Array.isArray(values)) return values as readonly unknown[];
  const inner = objectOr(items).enum;
  return Array.isArray(inner) ? (inner as readonly unknown[]) : undefined;
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

/** Whether a key is one that a flow may have: others write it. */
function isName(key: string): boolean {
  return plainLine(key, longest.name) === key;
}

/** Kestra writes it as a text, too. */
function isSet(flag: unknown): boolean {
  return flag === true || flag === "true";
}
