import type { OpenSchema } from "../../runtime/json/schema.ts";

/** A schema's type as people say it: `string`, `list of objects (id, state)`, `any`; with `or null` where it may be. */
export function typeText(schema: OpenSchema): string {
  if (schema.type === undefined) return "any";
  const [type, nothing] = typeof schema.type === "string" ? [schema.type] : schema.type;
  const said = type === "array" ? `list of ${many(schema.items ?? {})}` : single(type, schema);
  return nothing === undefined ? said : `${said} or null`;
}

function single(type: string, schema: OpenSchema): string {
  if (type !== "object") return type;
  const keys = Object.keys(schema.properties ?? {});
  return keys.length === 0 ? "object" : `object (${keys.join(", ")})`;
}

function many(schema: OpenSchema): string {
  const said = typeText(schema);
  if (said === "any") return "anything";
  return said.replace(/^(string|integer|number|boolean|object)/, "$1s");
}

/** What a value is bounded by: `1 to 100`, `at least 1`, `up to 36 characters`; empty where it is not. */
export function boundsText(schema: OpenSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const bounds = [
    range(minimum, maximum, ""),
    range(minLength, maxLength, "character"),
    range(minItems, maxItems, "item"),
    pattern === undefined ? "" : `matches \`${pattern}\``,
  ];
  return bounds.filter((it) => it !== "").join(", ");
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined) return most === undefined ? "" : `up to ${counted(most, unit)}`;
  return most === undefined ? `at least ${counted(least, unit)}` : `${least} to ${counted(most, unit)}`;
}

function counted(count: number, unit: string): string {
  return unit === "" ? String(count) : `${count} ${unit}${count === 1 ? "" : "s"}`;
}
