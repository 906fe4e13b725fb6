import type { RequestPlan } from "../http-client/request-plan.ts";
import type { AnyOperation } from "../tool/definition.ts";
import { namesIn, type Issue } from "../tool/issue.ts";
import { nameOf } from "../http-client/wire.ts";
import { planOf } from "./plan.ts";

/** How often what is wrong is mended: a value may hold others. */
const mostRounds = 8;

/** Stands for the value of an argument, with its name: nothing in it is escaped, or refused as a part of a path. */
const sign = (name: string): string => `xArgument_${name}_x`;
const signs = /xArgument_(\w+?)_x/g;

const time = "2026-01-01T00:00:00Z";

/** A text in place of an argument. */
type Text = (name: string) => string;

const signOrTime: Text = (name) => (/date|start|end/i.test(name) ? time : sign(name));

/** Where a request is made. */
interface Place {
  readonly line: string;
  /** Stands in the path; absent: `{tenant}`. */
  readonly tenant?: string;
}

/** `GET /api/v1/main/flows`, behind the name of its service where that is not Kestra: `catalog GET /v1/plugins`. */
export function shortly(plan: RequestPlan, tenant: string): string {
  const { service } = plan;
  return `${service === undefined ? "" : `${service} `}${String(nameOf(plan, tenant))}`;
}

/**
 * The method and the path of a request as its operation would send it, for a person to read: an argument that is not given
 * stands in it as its name in braces, such as `GET /api/v1/main/flows/{namespace}/{flow_id}`.
 * @param given those of these arguments that the operation has are taken
 * @returns undefined where no such request can be made
 */
export function sketched(
  operation: AnyOperation,
  given: Readonly<Record<string, unknown>>,
  place: Place,
): string | undefined {
  const known = namesIn(operation.input());
  const taken = Object.entries(given).filter(([name, value]) => known.includes(name) && value !== "");
  const values = Object.fromEntries(taken);
  // An operation may want more than its schema says: one of two arguments, or a time.
  const missing = known.filter((name) => !Object.hasOwn(values, name));
  const ways: readonly (readonly [object, Text])[] = [
    [values, sign],
    [values, signOrTime],
    ...missing.map((name) => [{ ...values, [name]: sign(name) }, sign] as const),
  ];
  for (const [tried, text] of ways) {
    const said = requestOf(operation, tried, text, place);
    if (said !== undefined) return said;
  }
  return undefined;
}

function requestOf(
  operation: AnyOperation,
  given: unknown,
  text: Text,
  { line, tenant = sign("tenant") }: Place,
): string | undefined {
  const schema = operation.input();
  let values = given;
  for (let round = 0; round < mostRounds; round++) {
    const parsed = schema.safeParse(values);
    if (!parsed.success) {
      values = parsed.error.issues.reduce((all: unknown, issue) => mended(all, issue, text), values);
      continue;
    }
    try {
      const plan = planOf(operation, parsed.data, { line, uuid: () => crypto.randomUUID() });
      return shortly(plan, tenant).replaceAll(signs, "{$1}");
    } catch {
      // Whatever is wrong with it, nothing is sent here.
      return undefined;
    }
  }
  return undefined;
}

/** The values with something that fits at the place of an issue. */
function mended(values: unknown, issue: Issue, text: Text): unknown {
  if (issue.code === "unrecognized_keys") return values;
  const name = issue.path.findLast((key) => typeof key === "string");
  return putAt(values, issue.path, fitting(issue, text(name ?? "")));
}

function fitting(issue: Issue, text: string): unknown {
  if (issue.code === "invalid_type") return ofType(issue.expected, text);
  if (issue.code === "invalid_value") return issue.values[0];
  if (issue.code === "too_small") return issue.origin === "array" ? [text] : Number(issue.minimum);
  return text;
}

function ofType(type: string, text: string): unknown {
  switch (type) {
    case "number":
    case "int":
      return 1;
    case "boolean":
      return false;
    case "array":
      return [text];
    case "object":
    case "record":
      return {};
    default:
      return text;
  }
}

function putAt(values: unknown, [key, ...inner]: readonly PropertyKey[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === "number" && Array.isArray(values))
    return values.map((it: unknown, i) => (i === key ? putAt(it, inner, value) : it));
  const object = (typeof values === "object" ? values : {}) as Readonly<Record<PropertyKey, unknown>>;
  return { ...object, [key]: putAt(object[key], inner, value) };
}
