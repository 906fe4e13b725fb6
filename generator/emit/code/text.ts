import type { Json } from "../../../runtime/json.ts";

/** A string literal that is exactly `text`, whatever stands in it. */
export function quote(text: string): string {
  return lineSafe(JSON.stringify(text));
}

/** What stands between the backticks of a template literal that is exactly `text`. */
export function templateText(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return lineSafe(escaped.replaceAll("`", "\\`").replaceAll("${", "\\${"));
}

/** A regular expression literal with the flag `u`. @throws SyntaxError where `pattern` is none. */
export function regex(pattern: string): string {
  const { source } = new RegExp(pattern, "u");
  return `/${source.replace(/\p{Surrogate}/gu, escaped)}/u`;
}

/** A JSON value as a literal; a key that is undefined is left out. */
export function literal(value: Json | undefined): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(literal).join(", ")}]`;
  const entries = Object.entries(value).filter(([, it]) => it !== undefined);
  return object(entries.map(([key, it]) => `${propertyKey(key)}: ${literal(it)}`));
}

/** An object literal of these properties. */
export function object(properties: readonly string[]): string {
  return properties.length === 0 ? "{}" : `{ ${properties.join(", ")} }`;
}

/** `key: value`, or `key` alone where both are one word. */
export function entry(key: string, value: string): string {
  return key === value ? key : `${propertyKey(key)}: ${value}`;
}

/** A key in an object literal; `__proto__` would set the prototype if it were not computed. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return isIdentifier(key) || /^(?:0|[1-9]\d{0,14})$/.test(key) ? key : quote(key);
}

/** `.key` or `["key"]`; with `?.` where what stands before may be null or undefined. */
export function access(key: string, optional = false): string {
  if (isIdentifier(key)) return `${optional ? "?." : "."}${key}`;
  return `${optional ? "?." : ""}[${quote(key)}]`;
}

/** True for a plain ASCII identifier; a reserved word may be a key, and is one here. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** Code in which U+2028 and U+2029 are escaped; they may stand in texts alone. */
export function lineSafe(text: string): string {
  return text.replace(/[\u2028\u2029]/g, escaped);
}

/** Code in which all that is not ASCII is escaped; it may stand in texts and regular expressions alone. */
export function asciiSafe(code: string): string {
  return code.replace(/[^\0-\x7f]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
