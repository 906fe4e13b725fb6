import { InputError } from "../../errors.ts";
import { RoundedNumber } from "../../json/foreign-json.ts";
import { limits } from "../../limits.ts";
import { own, say, type Said } from "../../text/said.ts";
import type { ToolDefinition } from "../../tool/definition.ts";

/**
 * Holds each argument to what one may have of text and of entries, where its schema says nothing less. It takes time that
 * grows with the arguments alone, so it comes before whatever takes more.
 * @param values by argument; their own depth is bounded by whoever read them
 * @throws InputError that names the argument, its length and the limit
 */
export function requireBounded(
  tool: Pick<ToolDefinition, "inputSchema" | "longTexts">,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const type = tool.inputSchema.properties[name]?.type;
    const isLong = tool.longTexts?.includes(name) === true;
    // A text in place of a list or an object is its JSON.
    const most =
      isLong || (typeof value === "string" && isHolder(type)) || type === "object"
        ? limits.longText
        : limits.text;
    if (typeof value === "string" ? value.length > most : typeof value === "object")
      refuseLarge(own(name), value, type === "object" && isHolder(typeof value) ? "together" : "each", most);
  }
}

function isHolder(type: string | undefined): boolean {
  return type === "array" || type === "object";
}

/** @param count whether each of the texts in a value may be so long, or all of them together */
function refuseLarge(name: Said, value: unknown, count: "each" | "together", most: number): void {
  // Not by recursion, and in the order in which they stand there.
  const left: { readonly place: Said; readonly value: unknown }[] = [{ place: name, value }];
  let together = 0;
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const { place, value } = one;
    if (typeof value === "string") {
      together += value.length;
      if (value.length > most) throw tooLong(place, value.length, most);
    }
    if (typeof value !== "object" || value === null || value instanceof RoundedNumber) continue;
    const entries = Object.entries(value);
    if (entries.length > limits.entries) throw tooMany(place, entries.length);
    for (const [key, inner] of entries.toReversed()) {
      if (!Array.isArray(value)) together += key.length;
      left.push({ place: Array.isArray(value) ? say`${name}[${Number(key)}]` : name, value: inner });
    }
    if (count === "together" && together > most) throw tooLong(name, together, most);
  }
  if (count === "together" && together > most) throw tooLong(name, together, most);
}

function tooLong(place: Said, length: number, most: number): InputError {
  return new InputError(say`${place} has ${length} characters, and at most ${most} are taken.`);
}

function tooMany(place: Said, entries: number): InputError {
  return new InputError(
    say`${place} has ${entries} entries, and at most ${limits.entries} are taken: make several calls.`,
  );
}
