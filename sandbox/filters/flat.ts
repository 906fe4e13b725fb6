import type { Line } from "../line/line.ts";
import type { Condition } from "../executions/condition.ts";
import { parseDuration } from "../values/duration.ts";
import { isLogLevel } from "../executions/log-search.ts";
import { Refusal } from "../executions/refusal.ts";
import { isStateType } from "../executions/state.ts";
import type { Resource } from "../data/filters.ts";

/** A parameter that 1.x takes beside `filters`. */
interface FlatParameter {
  readonly field: string;
  readonly operation: string;
  /** Why a value cannot be read; undefined where it can. */
  readonly fault?: (value: string) => string | undefined;
  /** `labels=key:value`. */
  readonly pairs?: true;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
}

function dateFault(value: string): string | undefined {
  return isInstant(value) ? undefined : `Text '${value}' could not be parsed at index 0`;
}

function constant(type: string, is: (text: string) => boolean) {
  return (value: string): string | undefined => {
    const wrong = value.split(",").find((item) => !is(item));
    return wrong === undefined ? undefined : `No enum constant ${type}.${wrong}`;
  };
}

const scope = constant(
  "io.kestra.core.models.flows.FlowScope",
  (text) => text === "USER" || text === "SYSTEM",
);
const q = { field: "q", operation: "EQUALS" };
const namespace = { field: "namespace", operation: "PREFIX" };
const flowId = { field: "flowId", operation: "EQUALS" };
const labels: FlatParameter = { field: "labels", operation: "EQUALS", pairs: true };
const dates: Readonly<Record<string, FlatParameter>> = {
  startDate: { field: "startDate", operation: "GREATER_THAN_OR_EQUAL_TO", fault: dateFault },
  endDate: { field: "endDate", operation: "LESS_THAN_OR_EQUAL_TO", fault: dateFault },
};

const flat: Readonly<Partial<Record<Resource, Readonly<Record<string, FlatParameter>>>>> = {
  // `query` is an older name of `q`.
  FLOW: { q, query: q, scope: { field: "scope", operation: "IN", fault: scope }, namespace, labels },
  EXECUTION: {
    q,
    scope: { field: "scope", operation: "IN", fault: scope },
    namespace,
    flowId,
    ...dates,
    timeRange: {
      field: "timeRange",
      operation: "EQUALS",
      fault: (value) =>
        parseDuration(value) === undefined ? "Text cannot be parsed to a Duration" : undefined,
    },
    state: {
      field: "state",
      operation: "IN",
      fault: constant("io.kestra.core.models.flows.State.Type", isStateType),
    },
    labels,
    triggerExecutionId: { field: "triggerExecutionId", operation: "EQUALS" },
    childFilter: {
      field: "childFilter",
      operation: "EQUALS",
      fault: constant(
        "io.kestra.core.repositories.ExecutionRepositoryInterface.ChildFilter",
        (text) => text === "CHILD" || text === "MAIN",
      ),
    },
  },
  TRIGGER: { q, namespace, flowId, workerId: { field: "workerId", operation: "EQUALS" } },
  LOG: {
    q,
    namespace,
    flowId,
    triggerId: { field: "triggerId", operation: "EQUALS" },
    minLevel: { field: "level", operation: "EQUALS", fault: constant("org.slf4j.event.Level", isLogLevel) },
    ...dates,
  },
};

function conditionsOf(
  { field, operation, pairs }: FlatParameter,
  values: readonly string[],
): readonly Condition[] {
  if (pairs !== true) return [{ field, operation, value: values.join(",") }];
  return values.flatMap((pair) => {
    const colon = pair.indexOf(":");
    return colon < 0 ? [] : [{ field, operation, key: pair.slice(0, colon), value: pair.slice(colon + 1) }];
  });
}

/** The flat parameters of a search as conditions; none from 2.0 on. Throws a `Refusal` for a value that cannot be read. */
export function readFlat(query: URLSearchParams, line: Line, resource: Resource): readonly Condition[] {
  if (line === "2.0") return [];
  return Object.entries(flat[resource] ?? {}).flatMap(([name, parameter]) => {
    const values = query.getAll(name).filter((value) => value !== "");
    if (values.length === 0) return [];
    for (const value of values) {
      const fault = parameter.fault?.(value);
      if (fault !== undefined) {
        throw new Refusal(
          422,
          `Internal server error: Failed to convert argument [${name}] for value [${value}] due to: ${fault}`,
        );
      }
    }
    return conditionsOf(parameter, values);
  });
}
