import type { Line } from "../line/line.ts";
import { concurrencyCounts, type ConcurrencyCounts } from "./concurrency-counts.ts";
import { dialectOf, type Dialect } from "../line/dialect.ts";
import { eventQueue, type EventQueue } from "./event-queue.ts";
import type { Execution, LogEntry, LogLine, Metric, TaskRun } from "../executions/execution.ts";
import { openGuard, type Guard } from "./guard.ts";
import { fileStore, type FileStore } from "../executions/file-store.ts";
import type { FlowSource } from "../executions/flow.ts";
import { rowStore, type LogStore, type MetricStore } from "../executions/log-store.ts";
import { moved, type StateType } from "../executions/state.ts";
import { executionStore, type ExecutionStore } from "../executions/store.ts";

/** How a worker task ended. */
export interface Outcome {
  readonly state: "SUCCESS" | "FAILED";
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What the engine does at an instant, to one execution. */
export type Event = { readonly executionId: string } & (
  | { readonly kind: "step" }
  | { readonly kind: "again" }
  | { readonly kind: "submit" | "start" | "pause" | "retry"; readonly taskRunId: string }
  | {
      readonly kind: "finish";
      readonly taskRunId: string;
      readonly attempt: number;
      readonly outcome: Outcome;
    }
  | { readonly kind: "resume"; readonly taskRunId: string; readonly to: StateType }
  | { readonly kind: "killed" }
  | { readonly kind: "childEnded"; readonly taskRunId: string; readonly childId: string }
);

/** Everything that executions live in. The engine's only clock is `time`, moved by the events it works off. */
export interface Engine {
  readonly dialect: Dialect;
  readonly flows: FlowSource;
  readonly executions: ExecutionStore;
  readonly logs: LogStore;
  readonly metrics: MetricStore;
  readonly files: FileStore;
  readonly queue: EventQueue<Event>;
  readonly concurrency: ConcurrencyCounts;
  /** Called with each execution that has ended. */
  readonly endListeners: ((execution: Execution) => void)[];
  /** A new id: 22 characters, letters and digits. */
  readonly newId: () => string;
  readonly workerId: string;
  guard: Guard;
  /** What is tried again when a worker or an operator lets go. */
  held: Event[];
  /** Milliseconds since 1970 of the event being worked off. */
  time: number;
  /** How many worker threads have run so far. */
  threads: number;
}

/** What each move of the engine takes, in milliseconds. */
export const stepTime = 10;

export function createEngine(line: Line, flows: FlowSource, newId: () => string): Engine {
  const workerId = newId();
  return {
    dialect: dialectOf(line),
    flows,
    executions: executionStore(),
    logs: rowStore<LogEntry>(),
    metrics: rowStore<Metric>(),
    files: fileStore(),
    queue: eventQueue<Event>(),
    concurrency: concurrencyCounts(),
    endListeners: [],
    newId,
    workerId,
    guard: openGuard(workerId),
    held: [],
    time: 0,
    threads: 0,
  };
}

/** Puts an event on the queue, `delay` milliseconds from now. */
export function schedule(engine: Engine, event: Event, delay: number = stepTime): void {
  engine.queue.add(engine.time + delay, event);
}

/** Tries again what was held back. */
export function release(engine: Engine): void {
  const { held } = engine;
  engine.held = [];
  for (const event of held) schedule(engine, event);
}

export function stepSoon(engine: Engine, executionId: string): void {
  schedule(engine, { kind: "step", executionId });
}

export function move(engine: Engine, item: Execution | TaskRun, ...states: readonly StateType[]): void {
  for (const state of states) item.state = moved(item.state, state, engine.time);
}

/** Sends an execution through RESTARTED, which counts as a new attempt. */
export function restartFrom(engine: Engine, execution: Execution): void {
  move(engine, execution, "RESTARTED");
  execution.attemptNumber += 1;
}

/** Moves the last attempt of a task run, if it has one. */
export function moveAttempt(engine: Engine, run: TaskRun, state: StateType): void {
  const last = run.attempts.at(-1);
  if (last !== undefined) last.state = moved(last.state, state, engine.time);
}

export function log(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  lines: readonly LogLine[],
  thread: string,
): void {
  for (const line of lines) {
    engine.logs.add({
      namespace: execution.namespace,
      flowId: execution.flowId,
      executionId: execution.id,
      taskId: run.taskId,
      taskRunId: run.id,
      attemptNumber: Math.max(0, run.attempts.length - 1),
      timestamp: engine.time,
      thread,
      ...line,
    });
  }
}

/** A line of the executor itself. */
export function logOf(engine: Engine, execution: Execution, level: LogLine["level"], message: string): void {
  const { id: executionId, namespace, flowId } = execution;
  engine.logs.add({
    executionId,
    namespace,
    flowId,
    timestamp: engine.time,
    thread: "executor",
    level,
    message,
  });
}
