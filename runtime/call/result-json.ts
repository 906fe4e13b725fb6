import type { JsonObject } from "../json.ts";

const texts = new WeakMap<object, string>();

/** Keeps the JSON of a value, for what is sent of it later. @returns it */
export function jsonOf(value: JsonObject): string {
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** A result as a response of JSON-RPC, as the SDKs write it. What `jsonOf` was given is not written a second time. */
export function resultJson(result: object, id: string | number): string {
  const members = Object.entries(result).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${written(value)}`],
  );
  return `{"result":{${members.join(",")}},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
}

function written(value: unknown): string {
  return (typeof value === "object" && value !== null && texts.get(value)) || JSON.stringify(value);
}
