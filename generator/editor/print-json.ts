import type { Json } from "../../runtime/json.ts";

/** The columns of a line. */
const width = 110;

/**
 * JSON as prettier prints it, in a hundredth of the time: what fits on a line stands on one, the rest is a line for each
 * member. The schemas for editors are large, and they are printed at each compilation.
 */
export function printJson(value: Json): string {
  return printed(value, 0, 0);
}

/** @param indent of the line in columns @param before columns of the line that are taken already */
function printed(value: Json, indent: number, before: number): string {
  const line = onLine(value);
  if (typeof value !== "object" || value === null || before + line.length <= width) return line;
  const inner = indent + 2;
  const space = " ".repeat(inner);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const members = Array.isArray(value)
    ? (value as readonly Json[]).map((it) => `${space}${printed(it, inner, inner + 1)}`)
    : entriesOf(value).map(([key, it]) => {
        const label = `${JSON.stringify(key)}: `;
        return `${space}${label}${printed(it, inner, inner + label.length + 1)}`;
      });
  return members.length === 0 ? line : `${open}\n${members.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

function onLine(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(onLine).join(", ")}]`;
  const members = entriesOf(value).map(([key, it]) => `${JSON.stringify(key)}: ${onLine(it)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  return Object.entries(value as Readonly<Record<string, Json>>);
}
