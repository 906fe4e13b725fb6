import { ownLabels } from "../engine/create.ts";
import { kindOf } from "../engine/tasks.ts";
import type { Execution, LogLine, TaskRun, Trigger } from "../executions/execution.ts";
import { labelsOf, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { isTerminal, moved, stateOf, type State, type StateType } from "../executions/state.ts";
import type { Kestra } from "../kestra/kestra.ts";
import type { Values } from "../values/values.ts";

/** An execution as it is found. Times are in milliseconds. */
export interface SeedExecution {
  readonly namespace: string;
  readonly flowId: string;
  readonly id?: string;
  /** The newest where absent. */
  readonly revision?: number;
  readonly state: StateType;
  /** How long ago it was created. */
  readonly age: number;
  /** How long after that it came into its state: a second where absent, or its age where that is less. */
  readonly duration?: number;
  /** The task that it is at, or failed at; the first one, or the first `Pause`, where absent. */
  readonly task?: string;
  /** What the task logged as it failed. */
  readonly error?: string;
  /** What its tasks logged, evenly from its beginning to its end. */
  readonly logs?: readonly (LogLine & { readonly task: string })[];
  /** True: each task takes its share of the time, one after the other; absent: all of it passes in the last one. */
  readonly even?: true;
  /** What the flow gave back. */
  readonly result?: Values;
  /** Who runs its task; the one worker of the open-source edition where absent. */
  readonly workerId?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly inputs?: Values;
  readonly outputs?: Readonly<Record<string, Values>>;
  readonly trigger?: Trigger;
  /** How long from now it is to start. */
  readonly scheduledIn?: number;
}

/** What an execution goes through before it comes into a state. */
const ways: Readonly<Partial<Record<StateType, readonly StateType[]>>> = {
  CREATED: [],
  QUEUED: ["CREATED"],
  CANCELLED: ["CREATED"],
  SUBMITTED: ["CREATED"],
  RUNNING: ["CREATED"],
  RETRYING: ["CREATED", "RUNNING", "FAILED"],
  RESTARTED: ["CREATED", "RUNNING", "FAILED"],
  KILLED: ["CREATED", "RUNNING", "KILLING"],
};

function stateAt(current: StateType, start: number, end: number): State {
  const [first, ...rest] = [...(ways[current] ?? ["CREATED", "RUNNING"]), current] as const;
  const began = stateOf(start, first);
  return rest.reduce(
    (state, next) => moved(state, next, next === "RUNNING" && current !== next ? start : end),
    began,
  );
}

/** States in which no task has begun. */
const before: ReadonlySet<StateType> = new Set<StateType>(["CREATED", "QUEUED", "CANCELLED"]);

/** The state that the task is in which an execution is at. */
const ofTask: Readonly<Partial<Record<StateType, StateType>>> = {
  KILLING: "RUNNING",
  RESTARTED: "RESTARTED",
};

function enabledTasks({ tasks }: FlowSpec): readonly TaskSpec[] {
  return tasks.filter(({ disabled }) => disabled !== true);
}

function placeOf({ flowId, task, state }: SeedExecution, tasks: readonly TaskSpec[]): number {
  if (task !== undefined) {
    const place = tasks.findIndex(({ id }) => id === task);
    if (place < 0) throw new Error(`No task ${task} in ${flowId}`);
    return place;
  }
  const pause = state === "PAUSED" ? tasks.findIndex(({ type }) => kindOf(type) === "pause") : -1;
  if (pause >= 0) return pause;
  return state === "SUCCESS" || state === "WARNING" ? tasks.length - 1 : 0;
}

function runsOf(
  seed: SeedExecution,
  flow: FlowSpec,
  kestra: Kestra,
  start: number,
  end: number,
): readonly TaskRun[] {
  if (before.has(seed.state) && seed.task === undefined) return [];
  const tasks = enabledTasks(flow);
  const place = placeOf(seed, tasks);
  const { engine } = kestra;
  const share = seed.even === true ? (end - start) / (place + 1) : 0;
  return tasks.slice(0, place + 1).map((task, index): TaskRun => {
    const current = index < place ? "SUCCESS" : (ofTask[seed.state] ?? seed.state);
    const began = Math.round(start + index * share);
    const state = stateAt(current, began, index < place ? Math.round(began + share) : end);
    const worker = kindOf(task.type) === "worker" ? { workerId: seed.workerId ?? engine.workerId } : {};
    const outputs = seed.outputs?.[task.id];
    return {
      id: engine.newId(),
      taskId: task.id,
      state,
      attempts: before.has(current) || current === "SUBMITTED" ? [] : [{ state, ...worker }],
      ...(outputs !== undefined ? { outputs } : isTerminal(current) ? { outputs: {} } : {}),
    };
  });
}

/** A running execution of a flow with a limit holds one of its places. */
function count({ engine }: Kestra, { id, namespace, flowId, flow, state }: Execution): void {
  if (flow.concurrency === undefined || isTerminal(state.current)) return;
  if (state.current === "CREATED" || state.current === "QUEUED") return;
  const running = (engine.concurrency.of(namespace, flowId)?.running ?? 0) + 1;
  engine.concurrency.set({ namespace, flowId, running });
  engine.concurrency.counted.add(id);
}

function log(
  { engine }: Kestra,
  execution: Execution,
  run: TaskRun | undefined,
  lines: readonly LogLine[],
  timestamp: number,
): void {
  const { id: executionId, namespace, flowId } = execution;
  const task = run === undefined ? {} : { taskId: run.taskId, taskRunId: run.id, attemptNumber: 0 };
  const shared = { executionId, namespace, flowId, timestamp, thread: engine.dialect.threads, ...task };
  for (const line of lines) engine.logs.add({ ...shared, ...line });
}

function logAll(kestra: Kestra, execution: Execution, seed: SeedExecution, start: number, end: number): void {
  const { logs = [], error } = seed;
  const { taskRuns = [] } = execution;
  logs.forEach(({ task, ...line }, i) => {
    const run = taskRuns.find(({ taskId }) => taskId === task);
    log(kestra, execution, run, [line], Math.round(start + ((end - start) * (i + 1)) / (logs.length + 1)));
  });
  if (error === undefined) return;
  const lines = [
    { level: "ERROR", message: error },
    { level: "TRACE", message: `java.lang.Exception: ${error}` },
  ] as const;
  log(kestra, execution, taskRuns.at(-1), lines, end);
}

/** @returns the id of the execution */
export function plantExecution(kestra: Kestra, seed: SeedExecution, now: number): string {
  const { engine, flows } = kestra;
  const { namespace, flowId, id = kestra.newId(), age, inputs, trigger, scheduledIn } = seed;
  const flow = flows.find(namespace, flowId, seed.revision);
  if (flow === undefined) throw new Error(`No flow ${namespace}.${flowId}`);
  const start = now - age;
  const end = start + (seed.duration ?? Math.min(1000, age));
  const given = labelsOf(seed.labels);
  const runs = runsOf(seed, flow, kestra, start, end);
  const execution: Execution = {
    id,
    namespace,
    flowId,
    flowRevision: flow.revision,
    flow,
    originalId: id,
    createdAt: start,
    attemptNumber: 1,
    ...(inputs === undefined ? {} : { inputs }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(seed.result === undefined ? {} : { outputs: seed.result }),
    ...(scheduledIn === undefined ? {} : { scheduleDate: now + scheduledIn }),
    labels: [
      ...labelsOf(flow.labels),
      ...given,
      ...ownLabels(engine, id, trigger === undefined ? "api" : "trigger"),
    ],
    breakpoints: seed.state === "BREAKPOINT" ? runs.slice(-1).map(({ taskId }) => taskId) : [],
    state: stateAt(seed.state, start, end),
    ...(runs.length === 0 ? {} : { taskRuns: [...runs] }),
  };
  engine.executions.add(execution);
  count(kestra, execution);
  logAll(kestra, execution, seed, start, end);
  return id;
}
