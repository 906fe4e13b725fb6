import { writeExactly } from "../values/exact-number.ts";

/** Whether a rendered text or a value counts as true where Kestra wants a condition (`runIf`, `If`). */
export function isTruthy(value: unknown): boolean {
  if (typeof value === "string") return !["", "false", "0", "0.0", "-0", "null"].includes(value.trim());
  if (typeof value === "number") return value !== 0;
  return value !== null && value !== undefined && value !== false;
}

/** A value as Kestra prints it in a template: text as it is, nothing for null, JSON for lists and maps. */
export function printed(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return writeExactly(value);
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}
