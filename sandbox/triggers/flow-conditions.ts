import { textFits } from "../executions/condition.ts";
import type { Execution } from "../executions/execution.ts";
import { labelsOf, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { PebbleError } from "../pebble/error.ts";
import { render, type Scope } from "../pebble/pebble.ts";
import { isTruthy, printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";

/** What a condition of a Flow trigger looks at: the execution that ended, and what templates see of it. */
export interface Ended {
  readonly execution: Execution;
  readonly scope: Scope;
}

/** Whether an expression of a trigger is true; one that cannot be rendered is not. */
export function isTrue(expression: unknown, scope: Scope): boolean {
  try {
    return isTruthy(render(printed(expression), scope));
  } catch (error) {
    if (error instanceof PebbleError) return false;
    throw error;
  }
}

function listed(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]).map(printed) : undefined;
}

function hasLabels(execution: Execution, labels: unknown): boolean {
  return labelsOf(labels as FlowSpec["labels"]).every(({ key, value }) =>
    execution.labels.some((label) => label.key === key && label.value === value),
  );
}

function namespaceFits(condition: Values, { execution }: Ended): boolean {
  const wanted = condition["comparison"] ?? (condition["prefix"] === true ? "PREFIX" : "EQUALS");
  const operations: Readonly<Record<string, string>> = { PREFIX: "STARTS_WITH", SUFFIX: "ENDS_WITH" };
  const operation = operations[printed(wanted)] ?? "EQUALS";
  return textFits(execution.namespace, {
    field: "namespace",
    operation,
    value: printed(condition["namespace"]),
  });
}

type Check = (condition: Values, ended: Ended) => boolean;

/** By the last word of a condition's type; former releases wrote `…Condition` behind it. */
const checks: Readonly<Record<string, Check>> = {
  ExecutionStatus: (condition, { execution: { state } }) =>
    (listed(condition["in"])?.includes(state.current) ?? true) &&
    !(listed(condition["notIn"])?.includes(state.current) ?? false),
  ExecutionNamespace: namespaceFits,
  ExecutionFlow: (condition, { execution }) =>
    condition["namespace"] === execution.namespace && condition["flowId"] === execution.flowId,
  ExecutionLabels: (condition, { execution }) => hasLabels(execution, condition["labels"]),
  Expression: (condition, ended) => isTrue(condition["expression"], ended.scope),
  Not: (condition, ended) => !conditionsOf(condition["conditions"]).every((one) => conditionFits(one, ended)),
  Or: (condition, ended) => conditionsOf(condition["conditions"]).some((one) => conditionFits(one, ended)),
};

/** Conditions as a flow lists them. */
export function conditionsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : [];
}

/** The last word of a type: `io.kestra.plugin.core.condition.ExecutionStatus` is `ExecutionStatus`. */
export function conditionName({ type }: Values): string {
  return (printed(type).split(".").at(-1) ?? "").replace(/Condition$/, "");
}

/** Whether a condition holds. One that looks at something else than the execution, such as the day of the week, does. */
function conditionFits(condition: Values, ended: Ended): boolean {
  return checks[conditionName(condition)]?.(condition, ended) ?? true;
}

/** Whether a Flow trigger is for this execution at all, whatever it waits for besides. */
export function triggerFits(trigger: TaskSpec, ended: Ended): boolean {
  const states = listed(trigger["states"]);
  if (states !== undefined && !states.includes(ended.execution.state.current)) return false;
  if (trigger["when"] !== undefined && !isTrue(trigger["when"], ended.scope)) return false;
  return conditionsOf(trigger["conditions"])
    .filter((condition) => conditionName(condition) !== "MultipleCondition")
    .every((condition) => conditionFits(condition, ended));
}

/** One of several things that a trigger waits for. */
export type Awaited = (ended: Ended) => boolean;

function flowFits({ namespace, flowId, states, labels }: Values): Awaited {
  return ({ execution }) =>
    (namespace === undefined || namespace === execution.namespace) &&
    (flowId === undefined || flowId === execution.flowId) &&
    (listed(states)?.includes(execution.state.current) ?? true) &&
    (labels === undefined || hasLabels(execution, labels));
}

/** What a Flow trigger waits for: up to 1.3 under `preconditions` or in a `MultipleCondition`, from 2.0 on in `dependsOn`. */
export function awaitedBy(trigger: TaskSpec): readonly Awaited[] {
  const preconditions = trigger["preconditions"] as Values | undefined;
  const flows = trigger["dependsOn"] ?? preconditions?.["flows"];
  if (Array.isArray(flows)) return (flows as readonly Values[]).map(flowFits);
  const several = conditionsOf(trigger["conditions"]).find((it) => conditionName(it) === "MultipleCondition");
  if (several === undefined) return [() => true];
  const named = Object.values((several["conditions"] ?? {}) as Readonly<Record<string, Values>>);
  return named.map((condition) => (ended) => conditionFits(condition, ended));
}

/** For how long what was seen counts, in ISO 8601: a day unless the trigger says otherwise. */
export function lookBack(trigger: TaskSpec): string {
  const preconditions = trigger["preconditions"] as Values | undefined;
  const several = conditionsOf(trigger["conditions"]).find((it) => conditionName(it) === "MultipleCondition");
  const told = [preconditions?.["timeWindow"], trigger["window"], several]
    .filter((it) => typeof it === "object" && it !== null)
    .map((it) => (it as Values)["window"]);
  return printed(told.find((it) => it !== undefined) ?? trigger["window"] ?? "P1D");
}
