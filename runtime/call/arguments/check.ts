import type { OpenSchema } from "../../json/schema.ts";
import { innerPlace } from "../../json/inner-place.ts";
import { isObject } from "../../json.ts";
import { isSecretName, isSecretPair, secretPair } from "../../masking/secret-name.ts";
import { didYouMean } from "../../near-miss.ts";
import type { Issue } from "../../tool/issue.ts";
import { foreign, joined, own, say, shortened, type Said } from "../../text/said.ts";

/** Problems told at once: the first ones usually explain the rest. */
const mostProblems = 5;

/** Problems looked at, of which several may read the same. */
const mostIssues = 50;

/** How arguments were asked for. */
export interface HowAsked {
  /** Such as ` when action is get`. */
  readonly when?: Said;
  /** Argument -> the argument that it may hold too. */
  readonly within?: Readonly<Record<string, string>> | undefined;
  /** The tool is made of what an instance has: what it takes is in words of others. */
  readonly made?: boolean;
}

/**
 * What is wrong with the arguments, in one sentence that a model can act on: the place, what is expected, what was given.
 * @param schema what was published for `values`: an issue tells an integer as a number
 */
export function problemsOf(
  all: readonly Issue[],
  values: unknown,
  schema: OpenSchema,
  how: HowAsked = {},
): Said {
  const issues = all.slice(0, mostIssues);
  const missing = issues.map(({ path }) => path.join("."));
  const problems = new Map(
    issues.map((issue) => {
      const problem = problemOf(issue, values, schema, { ...how, missing });
      return [String(problem), problem] as const;
    }),
  );
  return say`${joined([...problems.values()].slice(0, mostProblems), "; ")}.`;
}

function problemOf(
  issue: Issue,
  values: unknown,
  schema: OpenSchema,
  { when = own(""), within = {}, made = false, missing }: HowAsked & { readonly missing: readonly string[] },
): Said {
  const where = place(issue.path);
  const value = valueAt(values, issue.path);
  if (value === undefined && issue.code !== "custom")
    return say`${where} is required${when}${own(otherwise(issue.path, values, within, missing))}`;
  const published = made ? foreign : own;
  const given = isSecretAt(values, issue.path) ? own("what was given") : show(value);
  switch (issue.code) {
    case "invalid_type":
      return say`${where} must be ${own(kindAt(schema, issue.path) ?? kinds[issue.expected] ?? issue.expected)}, not ${given}`;
    case "invalid_value":
      return say`${where} must be ${published(oneOf(issue.values))}, not ${given}${published(near(value, issue.values))}`;
    case "too_big":
      return say`${where} must ${bound("at most", issue.maximum, issue.origin)}, not ${given}`;
    case "too_small":
      return say`${where} must ${bound("at least", issue.minimum, issue.origin)}, not ${given}`;
    case "invalid_format":
      return say`${where} must ${published(issue.pattern === undefined ? `be a valid ${issue.format}` : `match ${issue.pattern}`)}, not ${given}`;
    case "unrecognized_keys":
      return say`${where} does not take ${issue.keys.join(", ")}`;
    case "not_multiple_of":
      return say`${where} must be a multiple of ${issue.divisor}, not ${given}`;
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return say`${where}: ${issue.message}`;
  }
}

/** How what is missing can be given in an argument that was given without it, or that may be given besides. */
function otherwise(
  path: readonly PropertyKey[],
  values: unknown,
  within: Readonly<Record<string, string>>,
  missing: readonly string[],
): string {
  const holders = Object.keys(within).filter((name) => path.length === 1 && within[name] === path[0]);
  const inner =
    holders.find((name) => valueAt(values, [name]) !== undefined) ??
    holders.find((name) => !missing.includes(name));
  return inner === undefined ? "" : `, or ${inner} as ${within[inner]}/${inner}`;
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
function bound(which: string, limit: number | bigint, origin: string): Said {
  const many = Number(limit) === 1 ? "" : "s";
  if (origin === "string") return own(`have ${which} ${limit} character${many}`);
  if (origin === "array" || origin === "set") return own(`have ${which} ${limit} item${many}`);
  return own(`be ${which} ${limit}`);
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? JSON.stringify(values[0]) : `one of ${values.map(String).join(", ")}`;
}

function near(value: unknown, values: readonly unknown[]): string {
  const guess = typeof value === "string" ? didYouMean(value, values.map(String)).trim() : "";
  return guess === "" ? "" : ` (${guess.toLowerCase().slice(0, 12)}${guess.slice(12)})`;
}

/** Whether a name on the way says that what is there is secret. */
function isSecretAt(values: unknown, path: readonly PropertyKey[]): boolean {
  const value = valueAt(values, path);
  const isPair = path.at(-1) === "value" && isSecretPair(valueAt(values, path.slice(0, -1)));
  return (
    isPair ||
    path.some((key) => isSecretName(String(key))) ||
    (typeof value === "string" && secretPair(value) !== undefined)
  );
}

/** The value as it was given, short. */
function show(value: unknown): Said {
  if (value === null) return own("null");
  if (Array.isArray(value)) return own("an array");
  if (isObject(value)) return own("an object");
  const text = JSON.stringify(value);
  const { length } = typeof value === "string" ? value : text;
  return shortened(text, 60, `… (${length} characters)`);
}

/** The argument is ours; what it holds is not. */
function place([name, ...keys]: readonly PropertyKey[]): Said {
  if (name === undefined) return own("the arguments");
  return say`${own(String(name))}${innerPlace(keys)}`;
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
