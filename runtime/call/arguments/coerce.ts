import { InputError } from "../../errors.ts";
import type { OpenSchema, JsonTypeName } from "../../json/schema.ts";
import { isObject } from "../../json.ts";
import { parseExactly, RoundedNumber } from "../../json/foreign-json.ts";
import { say } from "../../text/said.ts";

/**
 * Reads an argument as its published schema means it, before it is validated: what models write in place of a number, a
 * boolean, an object. Whatever is not clearly meant stays as it is, for validation to refuse. A number that
 * JavaScript cannot hold is never changed.
 * @param place of the value, such as `inputs`
 * @throws InputError for a text of JSON that is nested too deeply or holds too many values
 */
export function coerce(value: unknown, schema: OpenSchema, place = "an argument"): unknown {
  switch (typeOf(schema)) {
    case "integer":
      return typeof value === "string" ? integer(value) : value;
    case "number":
      return typeof value === "string" ? decimal(value) : value;
    case "boolean":
      return boolean(value);
    case "array":
      return coerceArray(
        typeof value === "string" ? fromJson(value, Array.isArray, place) : value,
        schema,
        place,
      );
    case "object":
      return coerceObject(
        typeof value === "string" ? fromJson(value, isObject, place) : value,
        schema,
        place,
      );
    case "string":
    case undefined:
      return schema.enum === undefined ? value : word(value, schema.enum);
  }
}

/** One of these words in another case, where just one can be meant. */
function word(value: unknown, words: readonly unknown[]): unknown {
  if (typeof value !== "string" || words.includes(value)) return value;
  const plain = value.trim().toLowerCase();
  const meant = words.filter((it) => typeof it === "string" && it.toLowerCase() === plain);
  return meant.length === 1 ? meant[0] : value;
}

/** Reads each property of an object as `coerce` does; an optional one that is null is left out. */
export function coerceProperties(
  values: Readonly<Record<string, unknown>>,
  schema: OpenSchema,
  place = "",
): Readonly<Record<string, unknown>> {
  const properties = schema.properties ?? {};
  const names = Object.keys(values).filter(
    (name) =>
      values[name] !== null || !Object.hasOwn(properties, name) || schema.required?.includes(name) === true,
  );
  const meant = names.map((name) =>
    Object.hasOwn(properties, name)
      ? coerce(values[name], properties[name] ?? {}, place + name)
      : values[name],
  );
  const isSame =
    names.length === Object.keys(values).length && names.every((name, i) => meant[i] === values[name]);
  return isSame ? values : Object.fromEntries(names.map((name, i) => [name, meant[i]]));
}

function typeOf(schema: OpenSchema): JsonTypeName | undefined {
  return typeof schema.type === "object" ? schema.type[0] : schema.type;
}

/** `"5"` and `"5.0"`. */
function integer(text: string): unknown {
  const match = /^\s*([+-]?\d+)(?:\.0*)?\s*$/.exec(text);
  const number = Number(match?.[1] ?? NaN);
  return Number.isSafeInteger(number) ? number : text;
}

/** Up to 15 significant digits, which a double always holds. */
function decimal(text: string): unknown {
  const match = /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?\s*$/i.exec(text);
  const digits = (match?.[1] ?? "").replace(".", "").replace(/^0+/, "");
  return match === null || digits.length > 15 ? text : Number(text);
}

const yes = ["true", "t", "yes", "y", "on", "1"];
const no = ["false", "f", "no", "n", "off", "0"];

function boolean(value: unknown): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const word = String(value).trim().toLowerCase();
  if (yes.includes(word)) return true;
  return no.includes(word) ? false : value;
}

function coerceArray(given: unknown, schema: OpenSchema, place: string): unknown {
  const { items } = schema;
  // One text in place of a list of texts.
  const isOne = typeof given === "string" && given.trim() !== "" && items?.type === "string";
  const value = isOne && !/^\s*[[{]/.test(given) ? [given] : given;
  return Array.isArray(value) && items !== undefined
    ? value.map((item, i) => coerce(item, items, `${place}[${i}]`))
    : value;
}

function coerceObject(value: unknown, schema: OpenSchema, place: string): unknown {
  if (value instanceof RoundedNumber) return value;
  if (isObject(value)) {
    return schema.properties === undefined ? value : coerceProperties(value, schema, `${place}.`);
  }
  return Array.isArray(value) && schema.properties === undefined ? fromPairs(value) : value;
}

/** `[{ key, value }, "key:value"]` as `{ key: value }`; as it is where an item is neither or a key comes twice. */
function fromPairs(items: readonly unknown[]): unknown {
  const pairs = items.map(pairOf);
  const whole = pairs.filter((pair) => pair !== undefined);
  const unique = new Set(whole.map(([key]) => key));
  return unique.size === items.length ? Object.fromEntries(whole) : items;
}

function pairOf(item: unknown): readonly [string, unknown] | undefined {
  if (isObject(item) && typeof item.key === "string" && Object.keys(item).length === 2 && "value" in item) {
    return [item.key, item.value];
  }
  const colon = typeof item === "string" ? item.indexOf(":") : -1;
  return typeof item === "string" && colon > 0
    ? [item.slice(0, colon).trim(), item.slice(colon + 1).trim()]
    : undefined;
}

/** @throws InputError for what is nested too deeply or holds too many values */
function fromJson(text: string, isMeant: (value: unknown) => boolean, place: string): unknown {
  try {
    const value = parseExactly(text);
    return isMeant(value) ? value : text;
  } catch (error) {
    if (error instanceof InputError) throw new InputError(say`${place} ${error.said}.`);
    return text;
  }
}
