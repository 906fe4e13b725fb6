import { InputError } from "../errors.ts";
import { own, say, type Said } from "../text/said.ts";

/**
 * Labels that were given, each value as the text that Kestra keeps: of a number, true or false the word. What Kestra refuses
 * in a label it does not say in which: it speaks of its own `queryString`. What it does not refuse would be lost (null) or
 * be a text that nobody looks for (a list or object).
 * @throws InputError that names the label, what is wrong with it, and what to give
 */
export function labelTexts(given: readonly (readonly [string, unknown])[]): (readonly [string, string])[] {
  return given.map(([key, value]) => {
    const fault = faultOf(key, value);
    if (fault !== undefined) throw new InputError(fault);
    return [key, String(value)] as const;
  });
}

function faultOf(key: string, value: unknown): Said | undefined {
  const name = JSON.stringify(key);
  if (key.trim() === "") return say`A label needs a key: give labels as {"key": "value"}.`;
  if (key.includes(":")) return say`The key ${name} holds a colon, where Kestra ends the key of a label.`;
  if (/\s/.test(key)) {
    const instead = JSON.stringify(key.trim().replace(/\s+/g, "_"));
    return say`The key ${name} holds white space, which Kestra refuses in the key of a label: ${instead} would do.`;
  }
  if (typeof value === "object" && value !== null) {
    const what = own(Array.isArray(value) ? "a list" : "an object");
    return say`The value of the label ${name} must be a text, a number, true or false, not ${what}.`;
  }
  return value === "" || value === null || value === undefined
    ? say`The label ${name} has no value: give it one, or leave it out.`
    : undefined;
}
