import type { JsonObject } from "../json.ts";

const texts = new WeakMap<object, string>();

/** Keeps the JSON of a value, for what is sent of it later. @returns it */
export function jsonOf(value: JsonObject): string {
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
  const known = memberTexts.get(result) ?? {};
  const own = Object.keys(result).map((name) =>
    Object.hasOwn(known, name)
      ? [name, known[name]]
      : [name, written((result as Readonly<Record<string, unknown>>)[name])],
  );
  const others = Object.entries(more).map(([name, value]) => [name, written(value)]);
  const members = [...own, ...others].flatMap(([name, text]) =>
    text === undefined ? [] : [`${JSON.stringify(name)}:${text}`],
  );
  return `{"result":{${members.join(",")}},"jsonrpc":"2.0","id":${JSON.stringify(id)}}`;
}

/** @returns undefined for what JSON has no word for */
function written(value: unknown): string | undefined {
  return (typeof value === "object" && value !== null && texts.get(value)) || JSON.stringify(value);
}
