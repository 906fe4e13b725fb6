import type { Engine } from "../engine/engine.ts";
import type { Place } from "../engine/guard.ts";
import { kindOf } from "../engine/tasks.ts";
import type { Execution, TaskRun } from "../executions/execution.ts";
import { findTask, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { isTerminal } from "../executions/state.ts";
import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";
import { anyone, workersOf, type Fleet, type Subscription, type Worker, type WorkerGroup } from "./fleet.ts";

/** Who is to run a task: a group up to 1.3, from 2.0 on whoever works for queues with these tags. */
interface Wanted {
  readonly group?: string;
  readonly tags?: readonly string[];
  readonly matchAny: boolean;
  readonly fallback: string;
}

function wantedBy(flow: FlowSpec, task: TaskSpec): Wanted {
  const of = (name: string): Values | undefined =>
    (task[name] ?? (flow as unknown as Values)[name]) as Values | undefined;
  const [group, selector] = [of("workerGroup"), of("workerSelector")];
  if (group?.["key"] !== undefined) {
    return { group: printed(group["key"]), matchAny: false, fallback: printed(group["fallback"] ?? "WAIT") };
  }
  if (Array.isArray(selector?.["tags"])) {
    return {
      tags: (selector["tags"] as readonly unknown[]).map(printed),
      matchAny: selector["match"] === "ANY",
      fallback: printed(selector["fallback"] ?? "FAIL"),
    };
  }
  return { matchAny: false, fallback: "WAIT" };
}

/** The queues that serve a wish, from 2.0 on. */
function queuesFor({ queues }: Fleet, { tags, matchAny }: Wanted): readonly string[] {
  if (tags === undefined) return [anyone];
  return queues
    .filter((queue) => {
      const has = (tag: string): boolean => queue.tags.includes(tag);
      return matchAny ? tags.some(has) : tags.every(has);
    })
    .map(({ id }) => id);
}

/** A task of this tenant that a worker runs or that waits for one. */
interface Work {
  readonly execution: Execution;
  readonly run: TaskRun;
  readonly wanted: Wanted;
}

function workIn(engine: Engine, states: readonly string[]): readonly Work[] {
  return engine.executions.all().flatMap((execution) => {
    if (isTerminal(execution.state.current)) return [];
    return (execution.taskRuns ?? []).flatMap((run): readonly Work[] => {
      const task = states.includes(run.state.current) ? findTask(execution.flow, run.taskId) : undefined;
      if (task === undefined || kindOf(task.type) !== "worker") return [];
      return [{ execution, run, wanted: wantedBy(execution.flow, task) }];
    });
  });
}

/** How many threads of each worker are at work. */
export function runningOn(engine: Engine, { id, busy }: Worker): number {
  return busy + workIn(engine, ["RUNNING"]).filter(({ run }) => run.attempts.at(-1)?.workerId === id).length;
}

function serves({ id, subscriptions }: WorkerGroup, fleet: Fleet, wanted: Wanted): boolean {
  if (wanted.group !== undefined) return wanted.group === id;
  const queues = queuesFor(fleet, wanted);
  return subscriptions.some(({ queue }) => queues.includes(queue));
}

/** How many tasks wait for a group. */
export function pendingFor(engine: Engine, fleet: Fleet, group: WorkerGroup): number {
  return workIn(engine, ["CREATED", "SUBMITTED"]).filter(({ wanted }) => serves(group, fleet, wanted)).length;
}

/** What a subscription has of the threads of its group, and how many of them are at work. */
export function shareOf(
  engine: Engine,
  fleet: Fleet,
  group: WorkerGroup,
  { queue, reservedPercent, busy }: Subscription,
): { readonly allocated: number; readonly used: number } {
  const workers = workersOf(fleet, group.id).filter(({ state }) => state === "RUNNING");
  const threads = workers.reduce((sum, worker) => sum + worker.threads, 0);
  const own = workIn(engine, ["RUNNING"]).filter(
    ({ run, wanted }) =>
      queuesFor(fleet, wanted).includes(queue) &&
      workers.some(({ id }) => id === run.attempts.at(-1)?.workerId),
  );
  return { allocated: Math.floor((threads * reservedPercent) / 100), used: busy + own.length };
}

function freeWorker(engine: Engine, fleet: Fleet, group: WorkerGroup, wanted: Wanted): Worker | undefined {
  const queues = queuesFor(fleet, wanted);
  const full = group.subscriptions
    .filter(({ queue }) => queues.includes(queue))
    .every((subscription) => {
      if (subscription.mode !== "STRICT") return false;
      const { allocated, used } = shareOf(engine, fleet, group, subscription);
      return used >= allocated;
    });
  if (wanted.group === undefined && full) return undefined;
  return workersOf(fleet, group.id).find(
    (worker) => worker.state === "RUNNING" && runningOn(engine, worker) < worker.threads,
  );
}

function nobody(wanted: Wanted, who: string): Place {
  const ending = { FAIL: "failing", CANCEL: "canceling", IGNORE: "skipping" }[wanted.fallback];
  if (ending === undefined) return { kind: "wait", message: `${who}, waiting for one to be available.` };
  const states = { FAIL: "FAILED", CANCEL: "CANCELLED", IGNORE: "SKIPPED" } as const;
  const state = states[wanted.fallback as keyof typeof states];
  return { kind: "end", state, message: `${who}, ${ending} the task now.` };
}

/** Where a task of an execution runs. */
export function placeFor(engine: Engine, fleet: Fleet, execution: Execution, task: TaskSpec): Place {
  const wanted = wantedBy(execution.flow, task);
  const groups = fleet.groups.filter((group) => serves(group, fleet, wanted));
  if (wanted.group !== undefined && groups.length === 0) {
    const message = `No worker group exists for key '${wanted.group}', failing the task now.`;
    return { kind: "end", state: "FAILED", message };
  }
  const workers = groups.flatMap(({ id }) => workersOf(fleet, id)).filter(({ state }) => state === "RUNNING");
  if (workers.length === 0) {
    if (wanted.group !== undefined)
      return nobody(wanted, `No workers are available for worker group '${wanted.group}'`);
    if (wanted.tags !== undefined)
      return nobody(wanted, `No workers are available for tags [${wanted.tags.join(", ")}]`);
    return { kind: "wait" };
  }
  for (const group of groups) {
    const worker = freeWorker(engine, fleet, group, wanted);
    if (worker !== undefined) return { kind: "worker", workerId: worker.id };
  }
  return { kind: "wait" };
}
