import { filters, type Resource } from "../data/filters.ts";
import type { Line } from "../line/line.ts";

/** Every operation, in the order in which Kestra names those of a field. */
export const operations: readonly string[] = [
  "GREATER_THAN_OR_EQUAL_TO",
  "GREATER_THAN",
  "LESS_THAN_OR_EQUAL_TO",
  "LESS_THAN",
  "EQUALS",
  "NOT_EQUALS",
  "CONTAINS",
  "STARTS_WITH",
  "ENDS_WITH",
  "REGEX",
  "IN",
  "NOT_IN",
  "PREFIX",
];

/** The order in which Kestra names the fields of a resource; others follow. */
const named: Readonly<Partial<Record<Resource, readonly string[]>>> = {
  FLOW: ["labels", "namespace", "q", "scope"],
  EXECUTION: [
    "q",
    "scope",
    "flowId",
    "startDate",
    "endDate",
    "state",
    "labels",
    "triggerExecutionId",
    "childFilter",
    "namespace",
  ],
  LOG: ["q", "scope", "namespace", "startDate", "endDate", "flowId", "triggerId", "level", "executionId"],
  TASK: ["namespace", "q", "endDate", "flowId", "startDate", "state", "labels", "triggerExecutionId"],
  TRIGGER: ["q", "scope", "namespace", "workerId", "flowId", "startDate", "endDate", "triggerId"],
};

/** Fields that Kestra knows, although none of its searches has an operation for them. */
const unused: Readonly<Record<Line, readonly string[]>> = {
  "1.0": [],
  "1.3": [],
  "2.0": ["existingOnly", "expired_at"],
};

function inOrder(words: readonly string[], order: readonly string[]): readonly string[] {
  return [...order.filter((word) => words.includes(word)), ...words.filter((word) => !order.includes(word))];
}

/** Field -> its operations, whatever is searched. */
export function fieldsOf(line: Line): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...unused[line].map((field) => [field, []] as const),
    ...Object.values(filters[line])
      .flatMap((fields) => Object.entries(fields))
      .map(([field, its]) => [field, inOrder(its, operations)] as const),
  ]);
}

/** The fields by which a search can be filtered, but for the time range: Kestra takes it where it takes a start. */
export function fieldsIn(resource: Resource, line: Line): readonly string[] {
  return inOrder(Object.keys(filters[line][resource] ?? {}), named[resource] ?? []).filter(
    (field) => field !== "timeRange",
  );
}

/** How Kestra writes a field in its messages: `flowId` is `FLOW_ID`. */
export function constantOf(field: string, line: Line): string {
  if (field === "q") return "QUERY";
  if (field === "level" && line !== "2.0") return "MIN_LEVEL";
  return field.replaceAll(/([A-Z])/g, "_$1").toUpperCase();
}
