import { InputError } from "../errors.ts";
import { parseExactly } from "./foreign-json.ts";
import type { Json } from "../json.ts";
import { refuseRounded } from "./rounded.ts";
import { say } from "../text/said.ts";

/**
 * True for a text that is JSON. @param place of the text, such as `value`
 * @throws InputError where it is nested too deeply or holds too many values, as all functions here do
 */
export function isJson(text: string, place: string): boolean {
  return valueIn(text, place) !== undefined;
}

/** True for a text that is a JSON object or list: nobody writes one who means just a text. */
export function isJsonContainer(text: string, place: string): boolean {
  return containerIn(text, place) !== undefined;
}

/**
 * An argument that may be any JSON, which some clients can give only as text: the object or list that a text holds, and
 * everything else as it is.
 * @throws InputError for a number in the text that would be rounded
 */
export function jsonOrText(value: Json | undefined, argument: string): Json | undefined {
  const held = typeof value === "string" ? containerIn(value, argument) : undefined;
  if (held === undefined) return value;
  refuseRounded({ [argument]: held });
  return held as Json;
}

/** The JSON object or list that a text holds; undefined where it holds none. */
export function containerIn(text: string, place: string): unknown {
  return /^\s*[[{]/.test(text) ? valueIn(text, place) : undefined;
}

/** Undefined for a text that is not JSON, which has no such value. */
function valueIn(text: string, place: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(say`${place} ${error.said}.`);
    return undefined;
  }
}
