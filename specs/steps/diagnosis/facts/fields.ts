import { isObject } from "../../../../runtime/json.ts";

/** An object of an answer, whose fields nothing promises. */
export type Raw = Readonly<Record<string, unknown>>;

/** An object, or an empty one in place of anything else. */
export function rawOf(value: unknown): Raw {
  return isObject(value) ? value : {};
}

/** The objects of a list. */
export function listOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : [];
}

/** A text; empty in place of anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text, or nothing. */
export function optionalText(value: unknown): string | undefined {
  return textOf(value) || undefined;
}

/** A number, or nothing. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly unknown[]).map(textOf).filter((text) => text !== "") : [];
}

/** Those of the keys that hold a text. */
export function textsAt<Key extends string>(of: unknown, keys: readonly Key[]): { [K in Key]?: string } {
  const raw = rawOf(of);
  const found: { [K in Key]?: string } = {};
  for (const key of keys) {
    const text = textOf(raw[key]);
    if (text !== "") found[key] = text;
  }
  return found;
}
