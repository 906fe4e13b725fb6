import { schedule, stepTime, type Engine } from "./engine.ts";
import type { Execution, Trigger } from "../executions/execution.ts";
import type { Label, Values } from "../values/values.ts";
import { labelsOf, type FlowSpec } from "../executions/flow.ts";
import { startOf, stateOf } from "../executions/state.ts";

export const correlationLabel = "system.correlationId";
const originLabel = "system.from";

export interface NewExecution {
  readonly id: string;
  readonly inputs?: Values;
  readonly labels?: readonly Label[];
  readonly trigger?: Trigger;
  /** Kestra's own labels: where the execution comes from, and what it belongs to. */
  readonly systemLabels?: readonly Label[];
  /** Milliseconds since 1970; the execution stays CREATED until then. */
  readonly scheduleDate?: number;
  readonly breakpoints?: readonly string[];
}

/** What Kestra labels an execution with by itself: from 1.3 on where it comes from, and what it belongs to, itself. */
export function ownLabels(engine: Engine, id: string, origin: "api" | "trigger"): readonly Label[] {
  return [
    ...(engine.dialect.labelsOrigin ? [{ key: originLabel, value: origin }] : []),
    { key: correlationLabel, value: id },
  ];
}

/** The labels of the flow, those given, and Kestra's own. A given key replaces the flow's. */
function labelsFor(flow: FlowSpec, given: readonly Label[], system: readonly Label[]): readonly Label[] {
  const inherited = labelsOf(flow.labels).filter(({ key }) => !given.some((label) => label.key === key));
  return [...inherited, ...given, ...system.filter(({ key }) => !given.some((label) => label.key === key))];
}

/** Queues what takes an execution further, `delay` milliseconds from now or at its own start when that lies ahead. */
export function launch(engine: Engine, execution: Execution, delay: number = stepTime): void {
  const wait = Math.max(delay, (execution.scheduleDate ?? 0) - engine.time);
  schedule(engine, { kind: "step", executionId: execution.id }, wait);
}

/** A new execution of a flow, in state CREATED; the engine takes it from there. */
export function createExecution(engine: Engine, flow: FlowSpec, wanted: NewExecution): Execution {
  const state = stateOf(engine.time, "CREATED");
  const execution: Execution = {
    id: wanted.id,
    namespace: flow.namespace,
    flowId: flow.id,
    flowRevision: flow.revision,
    flow,
    originalId: wanted.id,
    createdAt: startOf(state),
    attemptNumber: 1,
    ...(wanted.inputs === undefined || Object.keys(wanted.inputs).length === 0
      ? {}
      : { inputs: wanted.inputs }),
    ...(wanted.trigger === undefined ? {} : { trigger: wanted.trigger }),
    ...(wanted.scheduleDate === undefined ? {} : { scheduleDate: wanted.scheduleDate }),
    labels: labelsFor(flow, wanted.labels ?? [], wanted.systemLabels ?? ownLabels(engine, wanted.id, "api")),
    breakpoints: wanted.breakpoints ?? [],
    state,
  };
  engine.executions.add(execution);
  launch(engine, execution);
  return execution;
}
