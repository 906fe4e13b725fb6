import { isObject } from "../../../runtime/json.ts";
import { isStorageUri } from "./storage-uri.ts";

/** What Kestra keeps in place of a value that nobody is to read. */
const encrypted = "io.kestra.datatype:aes_encrypted";

/** The type of an output as JSON has it; `file` for the address of one, `encrypted` for what nobody is to read. */
export function typeOf(value: unknown): string {
  if (isStorageUri(value)) return "file";
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (!isObject(value)) return typeof value;
  return value.type === encrypted ? "encrypted" : "object";
}

/** A value without what is encrypted in it. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (!isObject(value)) return value;
  if (typeOf(value) === "encrypted") return "(encrypted)";
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readable(one)]));
}

/** A value as text: a text itself, else its JSON. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** Bytes of a value as text. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(textOf(value)).length;
}

/**
 * What stands under a name in an object, and in the objects in it: `outputFiles.a.csv`, where a key may hold dots, too.
 * @returns undefined where nothing does
 */
export function valueAt(object: unknown, name: string): { readonly value: unknown } | undefined {
  if (!isObject(object)) return undefined;
  if (Object.hasOwn(object, name)) return { value: object[name] };
  for (const [key, one] of Object.entries(object)) {
    const found = name.startsWith(`${key}.`) ? valueAt(one, name.slice(key.length + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Each address of a file in a value, with the keys that lead to it. @param at the name of the value */
export function filesIn(value: unknown, at: string): readonly (readonly [uri: string, from: string])[] {
  if (isStorageUri(value)) return [[value, at]];
  if (Array.isArray(value)) return value.flatMap((one, index) => filesIn(one, `${at}[${index}]`));
  return isObject(value) ? Object.entries(value).flatMap(([key, one]) => filesIn(one, `${at}.${key}`)) : [];
}
