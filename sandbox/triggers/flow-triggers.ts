import { correlationLabel } from "../engine/create.ts";
import { formatInstant } from "../values/duration.ts";
import type { Engine } from "../engine/engine.ts";
import type { Execution } from "../executions/execution.ts";
import type { FlowSpec, TaskSpec } from "../executions/flow.ts";
import { nested } from "../engine/scope.ts";
import { startOf } from "../executions/state.ts";
import type { Label, Values } from "../values/values.ts";
import type { FlowStore } from "../flows/flow-store.ts";
import { startFor } from "./start.ts";
import { triggersOf } from "../flows/trigger-spec.ts";

/** An execution that a Flow trigger waits for. */
interface Awaited {
  readonly namespace?: string;
  readonly flowId?: string;
  readonly states?: readonly string[];
}

const ends: readonly string[] = ["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED"];

/** What the trigger waits for; up to 1.3 under `preconditions`, from 2.0 on in `dependsOn`. None: any execution. */
function awaitedBy(trigger: TaskSpec): readonly Awaited[] {
  const preconditions = trigger["preconditions"] as Values | undefined;
  const listed = trigger["dependsOn"] ?? preconditions?.["flows"];
  return Array.isArray(listed) ? (listed as readonly Awaited[]) : [{}];
}

function fits({ namespace, flowId, states = ends }: Awaited, execution: Execution): boolean {
  return (
    (namespace === undefined || namespace === execution.namespace) &&
    (flowId === undefined || flowId === execution.flowId) &&
    states.includes(execution.state.current)
  );
}

function variablesFor(execution: Execution, engine: Engine): Values {
  const { id, namespace, flowId, flowRevision, state } = execution;
  const correlations = execution.labels.filter(({ key }) => key !== correlationLabel);
  const lastTaskId = execution.taskRuns?.at(-1)?.taskId;
  const told = {
    startDate: formatInstant(startOf(state)),
    endDate: formatInstant(engine.time),
    ...(lastTaskId === undefined ? {} : { lastTaskId }),
  };
  return {
    executionId: id,
    executionLabels: nested(correlations),
    state: state.current,
    namespace,
    flowId,
    flowRevision,
    ...(engine.dialect.line === "2.0" ? told : {}),
  };
}

/** The execution belongs to what the ended one belongs to. */
function labelsAfter({ labels }: Execution): readonly Label[] {
  return labels.filter(({ key }) => key === correlationLabel);
}

/** Starts the executions of Flow triggers, each when all that it waits for has ended. */
export function listenForEnds(engine: Engine, flows: FlowStore): void {
  const { line } = engine.dialect;
  /** What of its list a trigger has seen, since it last started an execution. */
  const seen = new Map<string, ReadonlySet<number>>();

  const notice = (flow: FlowSpec, trigger: TaskSpec, execution: Execution): void => {
    const awaited = awaitedBy(trigger);
    const fitting = awaited.flatMap((one, index) => (fits(one, execution) ? [index] : []));
    if (fitting.length === 0) return;
    const key = JSON.stringify([flow.namespace, flow.id, trigger.id]);
    const all = new Set([...(seen.get(key) ?? []), ...fitting]);
    seen.set(key, all.size < awaited.length ? all : new Set());
    if (all.size < awaited.length) return;
    startFor(engine, flow, trigger, {
      id: engine.newId(),
      variables: variablesFor(execution, engine),
      systemLabels: labelsAfter(execution),
    });
  };

  engine.endListeners.push((execution) => {
    for (const { flow } of flows.all()) {
      const own = flow.namespace === execution.namespace && flow.id === execution.flowId;
      if (own || flow.disabled === true) continue;
      for (const trigger of triggersOf(flow, "Flow", line)) {
        if (trigger.disabled !== true) notice(flow, trigger, execution);
      }
    }
  });
}
