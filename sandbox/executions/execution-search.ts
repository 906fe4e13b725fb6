import type { Line } from "../line/line.ts";
import { instantFits, queryFits, scopeFits, textFits, type Condition } from "./condition.ts";
import { parseDuration } from "../values/duration.ts";
import type { Execution } from "./execution.ts";
import { labelValue } from "./labels.ts";
import { Refusal } from "./refusal.ts";
import { endOf, isStateType, startOf } from "./state.ts";

function known(text: string, is: (item: string) => boolean, type: string): void {
  const wrong = text.split(",").find((item) => !is(item.trim()));
  if (wrong !== undefined)
    throw new Refusal(422, `Illegal argument: No enum constant ${type}.${wrong.trim()}`);
}

/** Fails on a value that the field can never have, before anything is compared. Throws a `Refusal`. */
function check(condition: Condition): void {
  const { field, value } = condition;
  if (field === "state") known(value, isStateType, "io.kestra.core.models.flows.State.Type");
  if (field === "childFilter") {
    known(
      value,
      (item) => item === "CHILD" || item === "MAIN",
      "io.kestra.core.repositories.ExecutionRepositoryInterface.ChildFilter",
    );
  }
  if (field === "labels" && condition.key === undefined) {
    throw new Refusal(500, `Internal server error: Unsupported operation for query: ${condition.operation}`);
  }
  if (field === "timeRange" && parseDuration(value) === undefined) {
    throw new Refusal(422, `Illegal argument: Invalid duration: ${value}`);
  }
  if (field === "startDate" || field === "endDate") instantFits(undefined, condition);
  if (field === "scope") scopeFits("", condition);
}

/** 1.0 finds nothing that does not have a label. */
function labelFits(execution: Execution, condition: Condition, line: Line): boolean {
  const value = labelValue(execution, condition.key ?? "");
  if (condition.operation !== "NOT_EQUALS") return textFits(value, condition);
  return line !== "1.0" && value !== condition.value;
}

function fits(execution: Execution, condition: Condition, line: Line, now: number): boolean {
  const { field, operation, value } = condition;
  const { id, namespace, flowId, labels } = execution;
  switch (field) {
    case "q":
      return queryFits(
        [id, namespace, flowId, ...labels.flatMap((label) => [label.key, label.value])],
        condition,
      );
    case "scope":
      return scopeFits(namespace, condition);
    case "flowId":
      return textFits(flowId, condition);
    case "namespace":
      return textFits(namespace, condition);
    case "state":
      return textFits(execution.state.current, condition);
    case "labels":
      return labelFits(execution, condition, line);
    case "startDate":
    // The end of the time that is searched, not of the execution.
    case "endDate":
      return instantFits(startOf(execution.state), condition);
    case "timeRange":
      return startOf(execution.state) >= now - (parseDuration(value) ?? 0);
    case "triggerExecutionId": {
      const parent = execution.trigger?.variables["executionId"];
      return textFits(typeof parent === "string" ? parent : undefined, condition);
    }
    case "parentId":
      return textFits(execution.parentId, condition);
    case "childFilter":
      return ((execution.trigger === undefined) === (value === "MAIN")) === (operation !== "NOT_EQUALS");
    default:
      // `kind` is stored as nothing for an ordinary execution, and nothing equals no kind.
      return false;
  }
}

/** The executions that fit every condition. `now` in milliseconds since 1970, for time ranges. Throws a `Refusal`. */
export function searchExecutions(
  executions: readonly Execution[],
  conditions: readonly Condition[],
  line: Line,
  now: number,
): readonly Execution[] {
  conditions.forEach(check);
  return executions.filter((execution) =>
    conditions.every((condition) => fits(execution, condition, line, now)),
  );
}

const sortKeys: ReadonlyMap<string, (execution: Execution) => string | number> = new Map<
  string,
  (execution: Execution) => string | number
>([
  ["id", ({ id }) => id],
  ["namespace", ({ namespace }) => namespace],
  ["flowId", ({ flowId }) => flowId],
  ["flowRevision", ({ flowRevision }) => flowRevision],
  ["state.current", ({ state }) => state.current],
  ["state.startDate", ({ state }) => startOf(state)],
  ["state.endDate", ({ state }) => endOf(state) ?? Number.POSITIVE_INFINITY],
  ["state.duration", ({ state }) => (endOf(state) ?? startOf(state)) - startOf(state)],
]);

/** One `sort=field:direction` after the other; any direction but `desc` is ascending. Throws a `Refusal`. */
export function sortExecutions(
  executions: readonly Execution[],
  sorts: readonly string[],
  line: Line,
): readonly Execution[] {
  return sorts.toReversed().reduce((sorted, sort) => {
    const [field = "", direction] = sort.split(":");
    if (direction === undefined) throw new Refusal(422, "Unprocessable Entity: Invalid sort parameter");
    const key = sortKeys.get(field);
    if (key === undefined) {
      throw line === "1.0"
        ? new Refusal(500, "Internal server error: Argument [property] cannot be null")
        : new Refusal(422, `Unprocessable Entity: Invalid sort field: ${field}`);
    }
    const ascending = sorted.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    // Executions of one instant were created one after the other all the same.
    return direction.toLowerCase() === "desc" ? ascending.toReversed() : ascending;
  }, executions);
}
