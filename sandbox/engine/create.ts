import { schedule, stepTime, type Engine } from "./engine.ts";
import type { Execution, Trigger } from "./execution.ts";
import type { Label, Values } from "./values.ts";
import { labelsOf, type FlowSpec } from "./flow.ts";
import { startOf, stateOf } from "./state.ts";

export const correlationLabel = "system.correlationId";
const originLabel = "system.from";

export interface NewExecution {
  readonly id: string;
  readonly inputs?: Values;
  readonly labels?: readonly Label[];
  readonly trigger?: Trigger;
  /** Milliseconds since 1970; the execution stays CREATED until then. */
  readonly scheduleDate?: number;
  readonly breakpoints?: readonly string[];
}

/** The labels of the flow, those given, and Kestra's own. A given key replaces the flow's. */
const labelsFor = (engine: Engine, flow: FlowSpec, id: string, given: readonly Label[]): readonly Label[] => {
  const inherited = labelsOf(flow.labels).filter(({ key }) => !given.some((label) => label.key === key));
  const origin = engine.dialect.labelsOrigin ? [{ key: originLabel, value: "api" }] : [];
  const system = [...origin, { key: correlationLabel, value: id }];
  return [...inherited, ...given, ...system.filter(({ key }) => !given.some((label) => label.key === key))];
};

/** Queues what takes an execution further, `delay` milliseconds from now or at its own start when that lies ahead. */
export const launch = (engine: Engine, execution: Execution, delay: number = stepTime): void => {
  const wait = Math.max(delay, (execution.scheduleDate ?? 0) - engine.time);
  schedule(engine, { kind: "step", executionId: execution.id }, wait);
};

/** A new execution of a flow, in state CREATED; the engine takes it from there. */
export const createExecution = (engine: Engine, flow: FlowSpec, wanted: NewExecution): Execution => {
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
    labels: labelsFor(engine, flow, wanted.id, wanted.labels ?? []),
    breakpoints: wanted.breakpoints ?? [],
    state,
  };
  engine.executions.add(execution);
  launch(engine, execution);
  return execution;
};
