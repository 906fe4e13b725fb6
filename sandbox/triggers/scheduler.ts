import { ownLabels } from "../engine/create.ts";
import type { Engine } from "../engine/engine.ts";
import type { TaskSpec } from "../executions/flow.ts";
import { formatInstant } from "../values/duration.ts";
import type { Values } from "../values/values.ts";
import type { FlowStore } from "../flows/flow-store.ts";
import { dueAt, evaluate } from "./evaluation.ts";
import { scheduleOf, type Schedule } from "./schedule.ts";
import { isTrue } from "./flow-conditions.ts";
import { flowScope } from "../engine/scope.ts";
import { startFor } from "./start.ts";
import { triggersOf } from "../flows/trigger-spec.ts";
import {
  triggerKey,
  withNext,
  without,
  type TriggerId,
  type TriggerState,
  type TriggerStore,
} from "./trigger-state.ts";

/** Looks once a second, from its start on, which Schedule triggers are due, and evaluates one date of each. */
export interface Scheduler {
  readonly states: TriggerStore;
  /** True: it is down. What is due stays due, in the past, until it is up again. */
  halted: boolean;
  /** Takes up the triggers of new revisions, and forgets those that are gone. */
  observe(now: number): void;
  /** When it acts next, in milliseconds since 1970; undefined when nothing is due by itself. */
  next(): number | undefined;
  /** Acts on what is due at this instant. */
  tick(at: number): void;
  /** All that was due by this instant has been done. */
  settled(now: number): void;
  /** The trigger as its flow has it now; undefined where it is gone. */
  specOf(id: TriggerId): TaskSpec | undefined;
  /** Deletes a state. Up to 1.3 it is made anew a second later. Whether there was one. */
  forget(id: TriggerId, now: number): boolean;
}

const second = 1000;

/** A date as templates see it: without decimals where it has none. */
function dateText(instant: number): string {
  return formatInstant(instant).replace(".000Z", "Z");
}

function variablesFor(date: number, schedule: Schedule): Values {
  const [next, previous] = [schedule.after(date), schedule.before(date)];
  return {
    date: dateText(date),
    ...(next === undefined ? {} : { next: dateText(next) }),
    ...(previous === undefined ? {} : { previous: dateText(previous) }),
  };
}

interface SchedulerOptions {
  /** The instant that its seconds are counted from, in milliseconds since 1970. */
  readonly start: number;
  /** How long after it was saved a revision is taken up, in milliseconds. */
  readonly lag: number;
}

export function createScheduler(
  engine: Engine,
  flows: FlowStore,
  states: TriggerStore,
  { start, lag }: SchedulerOptions,
): Scheduler {
  const { line } = engine.dialect;
  /** The newest revision of each flow that was seen. */
  const seen = new Map<string, number>();
  const forgotten = new Map<string, number>();
  let checked = 0;

  /** The first of its seconds that is not before an instant. */
  const lookAfter = (instant: number): number => start + Math.ceil((instant - start) / second) * second;

  const specOf: Scheduler["specOf"] = ({ namespace, flowId, triggerId }) => {
    const flow = flows.find(namespace, flowId);
    return flow === undefined
      ? undefined
      : triggersOf(flow, "Schedule", line).find(({ id }) => id === triggerId);
  };

  const isOff = ({ namespace, flowId }: TriggerId): boolean =>
    flows.find(namespace, flowId)?.disabled === true;

  const add = (id: TriggerId, trigger: TaskSpec, now: number): void => {
    const found = now - (now % second);
    const state: TriggerState =
      line === "2.0"
        ? { ...id, disabled: trigger.disabled === true, updated: found }
        : { ...id, disabled: false, evaluated: found };
    states.put(withNext(state, scheduleOf(trigger)?.after(now)));
  };

  /** Another revision may have another schedule. */
  const renew = (state: TriggerState, trigger: TaskSpec, now: number): void => {
    const disabled = line === "2.0" ? trigger.disabled === true : state.disabled;
    const waits = state.next === undefined || state.backfill !== undefined;
    states.put(withNext({ ...state, disabled }, waits ? state.next : scheduleOf(trigger)?.after(now)));
  };

  const observe = (now: number): void => {
    for (const { flow } of flows.allAt(now - lag)) {
      const key = JSON.stringify([flow.namespace, flow.id]);
      const isNew = seen.get(key) !== flow.revision;
      seen.set(key, flow.revision);
      for (const trigger of triggersOf(flow, "Schedule", line)) {
        const id = { namespace: flow.namespace, flowId: flow.id, triggerId: trigger.id };
        const state = states.get(id);
        if (state !== undefined) {
          if (isNew) renew(state, trigger, now);
          continue;
        }
        const since = forgotten.get(triggerKey(id));
        if (isNew || (since !== undefined && line !== "2.0" && lookAfter(since + 1) <= now)) {
          add(id, trigger, now);
        }
      }
    }
    for (const state of states.all()) if (specOf(state) === undefined) states.delete(state);
  };

  const due = (state: TriggerState): number | undefined => {
    if (isOff(state) || (line !== "2.0" && specOf(state)?.disabled === true)) return undefined;
    const at = dueAt(state, line);
    return at === undefined ? undefined : lookAfter(Math.max(at, checked + 1, engine.time));
  };

  const act = (state: TriggerState, at: number): void => {
    const { namespace, flowId } = state;
    const flow = flows.find(namespace, flowId);
    const trigger = specOf(state);
    const schedule = trigger === undefined ? undefined : scheduleOf(trigger);
    if (flow === undefined || trigger === undefined || schedule === undefined) return;
    const evaluation = evaluate(state, schedule, line, at);
    states.put(evaluation.state);
    if (evaluation.date === undefined) return;
    const variables = variablesFor(evaluation.date, schedule);
    const scope = flowScope(flow, engine.time);
    const inside = { ...scope, variables: { ...scope.variables, trigger: variables } };
    if (trigger["when"] !== undefined && !isTrue(trigger["when"], inside)) return;
    const id = engine.newId();
    const { backfill } = state;
    const execution = startFor(engine, flow, trigger, {
      id,
      variables,
      systemLabels: ownLabels(engine, id, "trigger"),
      ...(backfill?.inputs === undefined ? {} : { inputs: backfill.inputs }),
      ...(backfill?.labels === undefined ? {} : { labels: backfill.labels }),
      ...(line === "2.0" ? { scheduleDate: at } : {}),
    });
    if (execution.state.current === "CREATED" && trigger["allowConcurrent"] !== true) {
      states.put({ ...evaluation.state, executionId: id, ...(line === "2.0" ? {} : { updated: at }) });
    }
  };

  engine.endListeners.push(({ id }) => {
    const state = states.all().find(({ executionId }) => executionId === id);
    if (state === undefined) return;
    states.put(line === "2.0" ? without(state, "executionId") : without(state, "executionId", "updated"));
  });

  const scheduler: Scheduler = {
    states,
    halted: false,
    observe,
    specOf,
    next: () => {
      if (scheduler.halted) return undefined;
      const instants = states.all().flatMap((state) => due(state) ?? []);
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
    tick: (at) => {
      const ready = states.all().filter((state) => {
        const instant = due(state);
        return instant !== undefined && instant <= at;
      });
      checked = at;
      for (const state of ready) act(state, at);
    },
    settled: (now) => {
      checked = now;
    },
    forget: (id, now) => {
      forgotten.set(triggerKey(id), now);
      return states.delete(id);
    },
  };
  return scheduler;
}
