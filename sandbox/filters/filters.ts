import type { Line } from "../line/line.ts";
import type { Condition } from "../executions/condition.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Resource } from "../data/filters.ts";
import { constantOf, fieldsIn, fieldsOf, operations } from "./rules.ts";
import { readFlat } from "./flat.ts";

/** Ways to fit a search: a row fits when it fits every condition of one of them. Never empty. */
export type Alternatives = readonly (readonly Condition[])[];

interface Parameter {
  /** What stands in the brackets after `filters`. */
  readonly keys: readonly string[];
  readonly value: string;
}

function parameters(query: URLSearchParams): readonly Parameter[] {
  return [...query].flatMap(([name, value]) =>
    /^filters(\[[^\]]*\])+$/.test(name)
      ? [{ keys: [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ""), value }]
      : [],
  );
}

function unknownField(field: string, line: Line): Refusal {
  const known = [...fieldsOf(line).keys()].join(", ");
  return new Refusal(422, `Illegal argument: Unsupported field '${field}'. Expected one of: [${known}]`);
}

function conditionOf({ keys, value }: Parameter, line: Line): Condition | undefined {
  const [field = "", operation, key] = keys;
  if (operation === undefined) return undefined;
  if (!fieldsOf(line).has(field)) throw unknownField(field, line);
  if (!operations.includes(operation)) {
    throw new Refusal(
      422,
      `Illegal argument: No enum constant io.kestra.core.models.QueryFilter.Op.${operation}`,
    );
  }
  return { field, operation, ...(key === undefined ? {} : { key }), value };
}

/** Why a resource does not take a condition. `timeRange` stands for the start date. */
function misfit({ field, operation }: Condition, line: Line, resource: Resource): string | undefined {
  const name = constantOf(field, line);
  const taken = fieldsIn(resource, line);
  const allowed = fieldsOf(line).get(field) ?? [];
  if (!allowed.includes(operation)) {
    return `Operation ${operation} is not supported for field ${name}. Supported operations are ${allowed.join(", ")}`;
  }
  if (!taken.includes(field === "timeRange" ? "startDate" : field)) {
    const supported = taken.map((item) => constantOf(item, line)).join(", ");
    return `Field ${name} is not supported for resource ${resource}. Supported fields are ${supported}`;
  }
  return undefined;
}

function check(conditions: readonly Condition[], line: Line, resource: Resource): void {
  const wrong = conditions.flatMap((condition) => misfit(condition, line, resource) ?? []);
  if (line === "1.0" && conditions.some(({ field, key }) => field === "labels" && key === undefined)) {
    wrong.push("Label field value must but instance of Map");
  }
  if (wrong.length === 0) return;
  const message =
    line === "1.0"
      ? `${wrong.join(", ")}: Provided query filters are invalid`
      : `Invalid query filters: Provided query filters are invalid: ${wrong.join(", ")}`;
  throw new Refusal(400, message);
}

function dateOf(conditions: readonly Condition[], field: string, operation: RegExp): number | undefined {
  const found = conditions.find((it) => it.field === field && operation.test(it.operation));
  return found === undefined ? undefined : Date.parse(found.value);
}

/** Throws a `Refusal` (422) for times that no row can fit. */
export function checkDates(conditions: readonly Condition[]): void {
  const has = (...fields: readonly string[]): boolean =>
    conditions.some(({ field }) => fields.includes(field));
  if (has("timeRange") && has("startDate", "endDate")) {
    throw new Refusal(
      422,
      "Illegal argument: Parameters 'startDate'/'endDate' and 'timeRange' are mutually exclusive",
    );
  }
  const start = dateOf(conditions, "startDate", /^GREATER/);
  const end = dateOf(conditions, "endDate", /^LESS/);
  if (start !== undefined && end !== undefined && start > end) {
    throw new Refusal(422, "Illegal argument: Start date must be before End Date");
  }
}

/** `[or][0][namespace][EQUALS]`: the operator, the group, and the condition itself. */
function isGroup({ keys }: Parameter, line: Line): boolean {
  return line === "2.0" && (keys[0] === "or" || keys[0] === "and");
}

function grouped(
  given: readonly Parameter[],
  line: Line,
  operator: string,
): readonly (readonly Condition[])[] {
  const groups = new Map<string, readonly Condition[]>();
  for (const { keys, value } of given) {
    const [first, group = "", ...rest] = keys;
    if (first !== operator) continue;
    const condition = conditionOf({ keys: rest, value }, line);
    if (condition !== undefined) groups.set(group, [...(groups.get(group) ?? []), condition]);
  }
  return [...groups.values()];
}

/**
 * The filters of a search: `filters[field][OPERATION]=value` (labels: `[labels][OPERATION][key]`), from 2.0 also in `or` and `and`
 * groups; up to 1.3 the flat parameters where there is no filter. Anything malformed is ignored, as Kestra does. Throws a `Refusal`
 * for an unknown field or operation, and for what the resource does not take.
 */
export function readFilters(query: URLSearchParams, line: Line, resource: Resource): Alternatives {
  const flat = readFlat(query, line, resource);
  const given = parameters(query);
  const plain = given
    .filter((parameter) => !isGroup(parameter, line))
    .flatMap((parameter) => conditionOf(parameter, line) ?? []);
  const groups = given.filter((parameter) => isGroup(parameter, line));
  const always = [...plain, ...grouped(groups, line, "and").flat()];
  const either = grouped(groups, line, "or");
  const alternatives = either.length === 0 ? [always] : either.map((group) => [...always, ...group]);
  for (const conditions of alternatives) {
    check(conditions, line, resource);
    checkDates(conditions);
  }
  return alternatives.every((conditions) => conditions.length === 0) ? [flat] : alternatives;
}

/** The rows that fit one of the alternatives, in their own order. */
export function fitting<Row>(
  rows: readonly Row[],
  alternatives: Alternatives,
  find: (rows: readonly Row[], conditions: readonly Condition[]) => readonly Row[],
): readonly Row[] {
  const found = new Set(alternatives.flatMap((conditions) => find(rows, conditions)));
  return rows.filter((row) => found.has(row));
}
