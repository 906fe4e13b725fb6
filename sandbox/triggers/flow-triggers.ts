import { correlationLabel } from "../engine/create.ts";
import { formatInstant, parseDuration } from "../values/duration.ts";
import type { Engine } from "../engine/engine.ts";
import type { Execution } from "../executions/execution.ts";
import type { FlowSpec, TaskSpec } from "../executions/flow.ts";
import { executionScope, nested } from "../engine/scope.ts";
import type { Scope } from "../pebble/pebble.ts";
import { startOf } from "../executions/state.ts";
import type { Label, Values } from "../values/values.ts";
import type { FlowStore } from "../flows/flow-store.ts";
import { awaitedBy, triggerFits, lookBack } from "./flow-conditions.ts";
import { startFor } from "./start.ts";
import { triggersOf } from "../flows/trigger-spec.ts";

const day = 86_400_000;

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

/** What an expression of a trigger sees: the execution that ended, and the trigger. */
function scopeOf(execution: Execution, variables: Values, engine: Engine): Scope {
  const scope = executionScope(execution, engine.time);
  return { ...scope, variables: { ...scope.variables, trigger: variables } };
}

/** The execution belongs to what the ended one belongs to. */
function labelsAfter({ labels }: Execution): readonly Label[] {
  return labels.filter(({ key }) => key === correlationLabel);
}

/** Starts the executions of Flow triggers, each when all that it waits for has ended, within its window. */
export function listenForEnds(engine: Engine, flows: FlowStore): void {
  const { line } = engine.dialect;
  /** When each thing that a trigger waits for was seen last, since the trigger last started an execution. */
  const seen = new Map<string, ReadonlyMap<number, number>>();

  const notice = (flow: FlowSpec, trigger: TaskSpec, execution: Execution): void => {
    const variables = variablesFor(execution, engine);
    const ended = { execution, scope: scopeOf(execution, variables, engine) };
    if (!triggerFits(trigger, ended)) return;
    const awaited = awaitedBy(trigger);
    const fitting = awaited.flatMap((fits, index) => (fits(ended) ? [index] : []));
    if (fitting.length === 0) return;
    const key = JSON.stringify([flow.namespace, flow.id, trigger.id]);
    const since = engine.time - (parseDuration(lookBack(trigger)) ?? day);
    const kept = [...(seen.get(key) ?? [])].filter(([, at]) => at > since);
    const all = new Map([...kept, ...fitting.map((index) => [index, engine.time] as const)]);
    seen.set(key, all.size < awaited.length ? all : new Map());
    if (all.size < awaited.length) return;
    startFor(engine, flow, trigger, {
      id: engine.newId(),
      variables,
      systemLabels: labelsAfter(execution),
    });
  };

  engine.endListeners.push((execution) => {
    for (const { flow } of flows.allAt(Number.POSITIVE_INFINITY)) {
      const own = flow.namespace === execution.namespace && flow.id === execution.flowId;
      if (own || flow.disabled === true) continue;
      for (const trigger of triggersOf(flow, "Flow", line)) {
        if (trigger.disabled !== true) notice(flow, trigger, execution);
      }
    }
  });
}
