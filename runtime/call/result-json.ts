import type { JsonObject } from "../json.ts";

const texts = new WeakMap<object, string>();

/** The JSON of a value that nobody changes any more: made once, for what is sent of it later too. */
export function jsonOf(value: JsonObject): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

const memberTexts = new WeakMap<object, Readonly<Record<string, string>>>();

/** Says what the JSON of members of a result is, which may be getters: a value is then made for who reads it. @returns it */
export function withText<Result extends object>(
  known: Readonly<Record<string, string>>,
  result: Result,
): Result {
  memberTexts.set(result, known);
  return result;
}

/**
 * A result as a response of JSON-RPC, as the SDKs write it. What `jsonOf` or `withText` was given is not written a second time.
 * @param more members that come after its own
 */
export function resultJson(result: object, id: string | number, more: object = {}): string {
  const known = memberTexts.get(result);
  let members = "";
  const add = (name: string, text: string | undefined) => {
    if (text !== undefined) members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${text}`;
  };
  for (const name of Object.keys(result))
    add(name, known?.[name] ?? written((result as Readonly<Record<string, unknown>>)[name]));
  for (const [name, value] of Object.entries(more)) add(name, written(value));
  return `{"result":{${members}},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
}

/** @returns undefined for what JSON has no word for */
function written(value: unknown): string | undefined {
  return (typeof value === "object" && value !== null && texts.get(value)) || JSON.stringify(value);
}
