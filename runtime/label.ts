import { InputError } from "./errors.ts";
import { say, type Said } from "./said.ts";

/**
 * What Kestra refuses in a label without saying in which: it speaks of its own `queryString`.
 * @throws InputError that names the label, what is wrong with it, and what to give
 */
export function requireLabel(key: string, value: string): void {
  const fault = faultOf(key, value);
  if (fault !== undefined) throw new InputError(fault);
}

function faultOf(key: string, value: string): Said | undefined {
  const name = JSON.stringify(key);
  if (key.trim() === "") return say`A label needs a key: give labels as {"key": "value"}.`;
  if (key.includes(":")) return say`The key ${name} holds a colon, where Kestra ends the key of a label.`;
  if (/\s/.test(key)) {
    const instead = JSON.stringify(key.trim().replace(/\s+/g, "_"));
    return say`The key ${name} holds white space, which Kestra refuses in the key of a label: ${instead} would do.`;
  }
  return value === "" ? say`The label ${name} has no value: give it one, or leave it out.` : undefined;
}
