import type { z } from "zod";
import type { OpenSchema } from "./json-schema.ts";
import { isObject } from "./json.ts";
import { didYouMean } from "./near-miss.ts";

/** Problems told at once: the first ones usually explain the rest. */
const mostProblems = 5;

/** Problems looked at, of which several may read the same. */
const mostIssues = 50;

/**
 * What is wrong with the arguments, in one sentence that a model can act on: the place, what is expected, what was given.
 * @param schema what was published for `values`: zod tells an integer as a number
 * @param when such as ` when action is get`, or nothing
 */
export function problemsOf(
  error: z.core.$ZodError,
  values: unknown,
  schema: OpenSchema,
  when: string,
): string {
  const issues = error.issues.slice(0, mostIssues);
  const problems = [...new Set(issues.map((issue) => problemOf(issue, values, schema, when)))];
  return `${problems.slice(0, mostProblems).join("; ")}.`;
}

function problemOf(issue: z.core.$ZodIssue, values: unknown, schema: OpenSchema, when: string): string {
  const where = place(issue.path);
  const value = valueAt(values, issue.path);
  if (value === undefined && issue.code !== "custom") return `${where} is required${when}`;
  switch (issue.code) {
    case "invalid_type":
      return `${where} must be ${kindAt(schema, issue.path) ?? kinds[issue.expected] ?? issue.expected}, not ${show(value, issue.path)}`;
    case "invalid_value":
      return `${where} must be ${oneOf(issue.values)}, not ${show(value, issue.path)}${near(value, issue.values)}`;
    case "too_big":
      return `${where} must ${bound("at most", issue.maximum, issue.origin)}, not ${show(value, issue.path)}`;
    case "too_small":
      return `${where} must ${bound("at least", issue.minimum, issue.origin)}, not ${show(value, issue.path)}`;
    case "invalid_format":
      return `${where} must ${issue.pattern === undefined ? `be a valid ${issue.format}` : `match ${issue.pattern}`}, not ${show(value, issue.path)}`;
    case "unrecognized_keys":
      return `${where} takes no ${issue.keys.join(", ")}`;
    case "not_multiple_of":
      return `${where} must be a multiple of ${issue.divisor}, not ${show(value, issue.path)}`;
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return `${where}: ${issue.message}`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "a string",
  int: "an integer",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  record: "an object",
};

/** What the published schema wants at a place; undefined where it says nothing. */
function kindAt(schema: OpenSchema, path: readonly PropertyKey[]): string | undefined {
  const at = path.reduce<OpenSchema | undefined>(
    (inner, key) => (typeof key === "number" ? inner?.items : inner?.properties?.[String(key)]),
    schema,
  );
  return typeof at?.type === "string" ? kinds[at.type] : undefined;
}

/** Whatever is not one of these is counted in its own unit. */
function bound(which: string, limit: number | bigint, origin: string): string {
  const many = Number(limit) === 1 ? "" : "s";
  if (origin === "string") return `have ${which} ${limit} character${many}`;
  if (origin === "array" || origin === "set") return `have ${which} ${limit} item${many}`;
  return `be ${which} ${limit}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? JSON.stringify(values[0]) : `one of ${values.map(String).join(", ")}`;
}

function near(value: unknown, values: readonly unknown[]): string {
  if (typeof value !== "string") return "";
  const guess = didYouMean(value, values.map(String));
  return guess === "" ? "" : ` (${guess.trim().toLowerCase().slice(0, 12)}${guess.trim().slice(12)})`;
}

/** The value as it was given, short; nothing of one whose name says that it is a secret. */
function show(value: unknown, path: readonly PropertyKey[]): string {
  if (path.some((key) => /password|secret|token|credential/i.test(String(key)))) return "what was given";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
}

function place(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return "the arguments";
  return keys
    .map((key, i) => (typeof key === "number" ? `[${key}]` : `${i > 0 ? "." : ""}${String(key)}`))
    .join("");
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    values,
  );
}
