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

/**
 * A result as a response of JSON-RPC, as the SDKs write it. What `jsonOf` was given is not written a second time.
 * @param more further members of the result
 */
export function resultJson(result: object, id: string | number, more: object = {}): string {
  let members = "";
  for (const [name, value] of [...Object.entries(result), ...Object.entries(more)]) {
    if (value === undefined) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${written(value)}`;
  }
  return `{"result":{${members}},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
}

function written(value: unknown): string {
  return (typeof value === "object" && value !== null && texts.get(value)) || JSON.stringify(value);
}
