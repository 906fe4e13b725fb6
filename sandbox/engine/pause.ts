import { formatInstant, parseDuration } from "../values/duration.ts";
import { move, moveAttempt, restartFrom, schedule, stepSoon, type Engine } from "./engine.ts";
import { dispatch } from "./executor.ts";
import { stateIs, type Execution, type TaskRun } from "../executions/execution.ts";
import { findTask, type InputSpec } from "../executions/flow.ts";
import { printed } from "../pebble/value.ts";
import { render } from "../pebble/pebble.ts";
import { leaveQueue } from "./queued.ts";
import { refusal } from "../executions/refusal.ts";
import { executionScope } from "./scope.ts";
import { isTerminal, stateOf, type StateType } from "../executions/state.ts";
import type { Values } from "../values/values.ts";

/**
 * The task run that an execution waits at, of several the first, which is the one that Kestra resumes; undefined when it was
 * paused from outside.
 */
export function pausedRun(execution: Execution): TaskRun | undefined {
  return execution.taskRuns?.find((run) => stateIs(run, "PAUSED"));
}

/** The inputs that resuming takes: those of the `Pause` task that the execution waits at. */
export function resumeInputs(execution: Execution): readonly InputSpec[] {
  const run = pausedRun(execution);
  const task = run === undefined ? undefined : findTask(execution.flow, run.taskId);
  return Array.isArray(task?.["onResume"]) ? (task["onResume"] as readonly InputSpec[]) : [];
}

const behaviours: Readonly<Record<string, StateType>> = {
  RESUME: "SUCCESS",
  WARN: "WARNING",
  FAIL: "FAILED",
  CANCEL: "CANCELLED",
};

/** Pauses an execution at its `Pause` task, for as long as the task says. */
export function pauseAtTask(engine: Engine, execution: Execution, run: TaskRun): void {
  const task = findTask(execution.flow, run.taskId);
  const isBeside = stateIs(execution, "PAUSED") && pausedRun(execution) !== undefined;
  if (!stateIs(run, "RUNNING") || !(stateIs(execution, "RUNNING") || isBeside) || task === undefined) return;
  move(engine, run, "PAUSED");
  if (!isBeside) move(engine, execution, "PAUSED");
  const scope = executionScope(execution, engine.time);
  const milliseconds = (key: string): number | undefined =>
    task[key] === undefined ? undefined : parseDuration(render(printed(task[key]), scope));
  const resumeIn = milliseconds("pauseDuration") ?? milliseconds("delay");
  const failIn = milliseconds("timeout");
  const event = { kind: "resume", executionId: execution.id, taskRunId: run.id } as const;
  if (resumeIn !== undefined) {
    const to = behaviours[printed(task["behavior"] ?? "RESUME")] ?? "SUCCESS";
    schedule(engine, { ...event, to }, resumeIn);
  }
  if (failIn !== undefined) schedule(engine, { ...event, to: "FAILED" }, failIn);
}

function pauseOutputs(engine: Engine, to: StateType, onResume: Values | undefined): Values {
  return {
    ...(onResume === undefined ? {} : { onResume }),
    resumed: { on: formatInstant(engine.time).slice(0, -1), to },
  };
}

/** Ends the `Pause` task that an execution waits at. `to` is what its outputs name, `state` how it ends. */
export function endPause(
  engine: Engine,
  run: TaskRun,
  to: StateType,
  onResume: Values | undefined,
  state: StateType = to,
): void {
  run.outputs = pauseOutputs(engine, to, onResume);
  move(engine, run, state);
  moveAttempt(engine, run, state);
}

/**
 * What was due when a pause lasted long enough. Kestra does it also where the execution was resumed by hand before and goes on: it
 * forgets what was given then, and sends the execution through RESTARTED once more.
 */
export function pauseEnded(engine: Engine, execution: Execution, run: TaskRun, to: StateType): void {
  const waits = stateIs(run, "PAUSED") && stateIs(execution, "PAUSED");
  if (!waits && !(stateIs(run, to) && stateIs(execution, "RUNNING"))) return;
  if (waits) endPause(engine, run, to, undefined);
  else run.outputs = pauseOutputs(engine, to, undefined);
  if (waits && pausedRun(execution) !== undefined) return;
  restartFrom(engine, execution);
  stepSoon(engine, execution.id);
}

/** Pauses a running execution; the tasks that run go on to their end. Throws a `Refusal` when it does not run. */
export function pause(engine: Engine, execution: Execution): void {
  if (!stateIs(execution, "RUNNING")) throw refusal(engine.dialect.line, "pauseNotRunning", execution);
  move(engine, execution, "PAUSED");
}

/**
 * Resumes a paused execution, which stays paused while other task runs wait beside. `onResume` are the inputs of the `Pause`
 * task, undefined where none can be sent (bulk, force run).
 * Throws a `Refusal` when it is not paused.
 */
export function resume(engine: Engine, execution: Execution, onResume: Values | undefined): void {
  if (!stateIs(execution, "PAUSED")) throw refusal(engine.dialect.line, "resumeNotPaused", execution);
  const run = pausedRun(execution);
  if (run === undefined) {
    move(engine, execution, "RUNNING");
    for (const held of execution.taskRuns ?? []) {
      const task = findTask(execution.flow, held.taskId);
      if (stateIs(held, "CREATED") && task !== undefined) dispatch(engine, execution, held, task);
    }
  } else {
    endPause(engine, run, "SUCCESS", onResume);
    if (pausedRun(execution) !== undefined) return;
    restartFrom(engine, execution);
  }
  stepSoon(engine, execution.id);
}

/** Lets an execution go on that stopped at a breakpoint, and forgets its breakpoints. */
export function resumeFromBreakpoint(engine: Engine, execution: Execution): void {
  if (!stateIs(execution, "BREAKPOINT")) throw refusal(engine.dialect.line, "notSuspended", execution);
  execution.breakpoints = [];
  move(engine, execution, "RUNNING");
  for (const run of execution.taskRuns ?? []) {
    const task = findTask(execution.flow, run.taskId);
    if (!stateIs(run, "BREAKPOINT") || task === undefined) continue;
    move(engine, run, "CREATED");
    dispatch(engine, execution, run, task);
  }
}

/** Starts what waits: a paused execution goes on, one that is scheduled or queued runs now. */
export function forceRun(engine: Engine, execution: Execution): void {
  if (isTerminal(execution.state.current)) throw refusal(engine.dialect.line, "forceRunEnded", execution);
  if (stateIs(execution, "PAUSED")) {
    resume(engine, execution, undefined);
  } else if (stateIs(execution, "QUEUED")) {
    leaveQueue(engine, execution, "RUNNING");
  } else if (stateIs(execution, "CREATED")) {
    execution.state = execution.taskRuns === undefined ? execution.state : stateOf(engine.time, "CREATED");
    move(engine, execution, "RUNNING");
    stepSoon(engine, execution.id);
  }
}
