import type { ErrorObject } from "ajv";
import { isObject } from "../../../runtime/json.ts";
import { nearest } from "../../../runtime/near-miss.ts";

/** An error in words: what is wrong, and what to do about it. */
export interface Wording {
  readonly message: string;
  readonly hint?: string;
}

/**
 * What a schema refuses in a value, in one sentence.
 * @param name of the value, as it stands in a sentence; empty for the whole file
 */
export function says(error: ErrorObject, value: unknown, name: string): Wording {
  const schema = error.parentSchema ?? {};
  const { limit } = error.params as { readonly limit?: number };
  const subject = name === "" ? "The file" : name;
  switch (error.keyword) {
    case "type":
      return wrongType(subject, error, value);
    case "enum":
      return wrongWord(subject, error.params.allowedValues as readonly unknown[], value);
    case "const":
      return wrongWord(subject, [error.params.allowedValue], value);
    case "pattern":
      return { message: `${quoted(value)} ${stringOr(schema.patternErrorMessage, "is not of its form")}.` };
    case "not":
      return { message: `${stringOr(schema.errorMessage, `${subject} cannot stand here`)}.` };
    case "maxLength":
      return {
        message: `${quoted(value)} has ${String(value).length} characters; ${String(limit)} is the most.`,
      };
    case "minItems":
      return { message: `${subject} is an empty list.`, hint: "Remove it, or write at least one entry." };
    case "minProperties":
      return { message: `${subject} is an empty map.`, hint: "Remove it, or write at least one entry." };
    case "maxItems":
      return { message: `${subject} has more than ${String(limit)} entries.` };
    case "minimum":
      return { message: `${subject} is ${String(value)}; ${String(limit)} is the least.` };
    case "maximum":
      return { message: `${subject} is ${String(value)}; ${String(limit)} is the most.` };
    case "dependentRequired": {
      const { property, missingProperty } = error.params as Readonly<Record<string, string>>;
      return { message: `${subject} has \`${property}\`, and so needs \`${missingProperty}\`.` };
    }
    case "uniqueItems":
      return { message: `${subject} has an entry twice.`, hint: "Keep one of them." };
    default:
      return { message: `${subject} ${error.message ?? "is wrong"}.` };
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "nothing",
};

function wrongType(subject: string, error: ErrorObject, value: unknown): Wording {
  const types = [error.params.type as string | readonly string[]].flat();
  const wanted = types.map((type) => kinds[type] ?? type).join(" or ");
  if (value === null) return { message: `${subject} has no value: it must be ${wanted}.` };
  const message = `${subject} must be ${wanted}, not ${shown(value)}.`;
  const scalar = typeof value === "number" || typeof value === "boolean";
  if (types.includes("string") && scalar) return { message, hint: `Write "${value}", in quotes.` };
  if (typeof value !== "string") return { message };
  if (types.includes("boolean") && /^(yes|on|no|off)$/iu.test(value)) {
    return { message, hint: `Write ${/^(yes|on)$/iu.test(value) ? "true" : "false"}.` };
  }
  const isNumber = (types.includes("integer") || types.includes("number")) && /^-?\d+$/u.test(value);
  if (isNumber) return { message, hint: `Write ${value}, without quotes.` };
  return { message };
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "a map";
  if (typeof value === "boolean") return `the truth value ${value}`;
  return typeof value === "number" ? `the number ${value}` : `the text ${quoted(value)}`;
}

function wrongWord(subject: string, allowed: readonly unknown[], value: unknown): Wording {
  const words = allowed.map(String);
  const list = words.length > 1 ? `one of ${words.join(", ")}` : (words[0] ?? "");
  const message =
    value === null
      ? `${subject} has no value: it must be ${list}.`
      : `${subject} must be ${list}, not ${quoted(value)}.`;
  const near = typeof value === "string" ? nearest(value, words) : undefined;
  return near === undefined ? { message } : { message, hint: `Did you mean "${near}"?` };
}

function quoted(value: unknown): string {
  if (Array.isArray(value) || isObject(value)) return shown(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return typeof value === "string" ? JSON.stringify(short) : short;
}

function stringOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
