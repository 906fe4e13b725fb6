import { launch } from "./create.ts";
import { move, moveAttempt, restartFrom, type Engine } from "./engine.ts";
import { stateIs, taskRunOf, type Execution, type TaskRun } from "../executions/execution.ts";
import { findTask, tasksUnder, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { addLabel } from "../executions/labels.ts";
import { refusal } from "../executions/refusal.ts";
import { isTerminal, moved, stateOf, type StateType } from "../executions/state.ts";
import { kindOf } from "./tasks.ts";
import type { Values } from "../values/values.ts";

function holders(tasks: readonly TaskSpec[]): readonly TaskSpec[] {
  return tasks.flatMap((task) => [
    task,
    ...holders(["tasks", "then", "else", "defaults"].flatMap((key) => tasksUnder(task, key))),
  ]);
}

/** The tasks that only run because something failed, or at the very end: they run anew after a restart. */
function aftermath(flow: FlowSpec): ReadonlySet<string> {
  const inside = holders(flow.tasks).flatMap((task) => [
    ...tasksUnder(task, "errors"),
    ...tasksUnder(task, "finally"),
  ]);
  return new Set([...(flow.errors ?? []), ...(flow.finally ?? []), ...inside].map(({ id }) => id));
}

function isFlowable(flow: FlowSpec, run: TaskRun): boolean {
  const task = findTask(flow, run.taskId);
  return task !== undefined && kindOf(task.type) === "flowable";
}

/** A copy under a new id, its task runs too; the originals are left alone. */
function copyOf(engine: Engine, execution: Execution, flow: FlowSpec, inputs: Values | undefined): Execution {
  const ids = new Map((execution.taskRuns ?? []).map(({ id }) => [id, engine.newId()]));
  const newIdOf = (id: string): string => ids.get(id) ?? id;
  const copy: Execution = {
    id: engine.newId(),
    namespace: execution.namespace,
    flowId: execution.flowId,
    originalId: execution.originalId,
    createdAt: execution.createdAt,
    attemptNumber: execution.attemptNumber,
    labels: execution.labels,
    state: execution.state,
    ...(execution.trigger === undefined ? {} : { trigger: execution.trigger }),
    ...(execution.inputs === undefined ? {} : { inputs: execution.inputs }),
    parentId: execution.id,
    flow,
    flowRevision: flow.revision,
    breakpoints: [],
    ...(inputs === undefined ? {} : { inputs }),
    taskRuns: (execution.taskRuns ?? []).map((run) => ({
      ...run,
      id: newIdOf(run.id),
      ...(run.parentTaskRunId === undefined ? {} : { parentTaskRunId: newIdOf(run.parentTaskRunId) }),
    })),
  };
  engine.executions.add(copy);
  return copy;
}

/** Puts task runs back to where they can run again; the blocks around them run on. */
function rewind(engine: Engine, execution: Execution, again: readonly TaskRun[]): void {
  for (const run of again) {
    if (isFlowable(execution.flow, run)) {
      move(engine, run, "RESTARTED", "RUNNING");
      run.attempts = [];
    } else {
      move(engine, run, "RESTARTED");
    }
  }
}

/**
 * Restarts a failed execution from its failed tasks: in place, or with another revision as a new execution. Returns the one that
 * runs. Throws a `Refusal` when it has not ended, was killed, or nothing in it failed.
 */
export function restart(engine: Engine, execution: Execution, flow?: FlowSpec): Execution {
  const { line } = engine.dialect;
  const killed = stateIs(execution, "KILLED") && line !== "1.0";
  if (killed || !(isTerminal(execution.state.current) || stateIs(execution, "PAUSED"))) {
    throw refusal(line, "restartNotEnded", execution);
  }
  if (!execution.taskRuns?.some((run) => stateIs(run, "FAILED")))
    throw refusal(line, "restartNothing", execution);
  const target = flow === undefined ? execution : copyOf(engine, execution, flow, undefined);
  const dropped = aftermath(execution.flow);
  target.taskRuns = (target.taskRuns ?? []).filter(({ taskId }) => !dropped.has(taskId));
  rewind(
    engine,
    target,
    target.taskRuns.filter((run) => stateIs(run, "FAILED")),
  );
  restartFrom(engine, target);
  addLabel(target, "system.restarted", "true");
  launch(engine, target, engine.dialect.queueTime);
  return target;
}

/** The task run, the blocks it stands in, and no run that began after it. */
function cutAfter(runs: readonly TaskRun[], index: number): readonly TaskRun[] {
  return runs.slice(0, index + 1);
}

function around(runs: readonly TaskRun[], run: TaskRun): readonly TaskRun[] {
  const parent = runs.find(({ id }) => id === run.parentTaskRunId);
  return parent === undefined ? [] : [parent, ...around(runs, parent)];
}

export interface Replay {
  /** Start here instead of at the beginning. */
  readonly taskRunId?: string;
  /** Another revision than the original's. */
  readonly flow?: FlowSpec;
  /** Other inputs than the original's. */
  readonly inputs?: Values;
  /** Tasks to stop before. */
  readonly breakpoints?: readonly string[];
  /** The original does not tell that it was replayed. */
  readonly unmarked?: true;
}

/** Replays an execution as a new one, which it returns. Throws a `Refusal` when the task run is not there. */
export function replay(
  engine: Engine,
  execution: Execution,
  { taskRunId, flow, inputs, breakpoints = [], unmarked }: Replay,
): Execution {
  const index = (execution.taskRuns ?? []).findIndex(({ id }) => id === taskRunId);
  if (taskRunId !== undefined && index < 0) {
    throw refusal(engine.dialect.line, "replayTaskRunMissing", execution, { taskRunId });
  }
  const copy = copyOf(engine, execution, flow ?? execution.flow, inputs);
  copy.breakpoints = breakpoints;
  if (taskRunId === undefined) {
    copy.taskRuns = [];
    copy.state = stateOf(engine.time, "CREATED");
    copy.attemptNumber += 1;
  } else {
    const runs = cutAfter(copy.taskRuns ?? [], index);
    const target = runs.at(-1);
    copy.taskRuns = [...runs];
    if (target !== undefined) rewind(engine, copy, [...around(runs, target), target]);
    restartFrom(engine, copy);
  }
  addLabel(copy, "system.replay", "true");
  if (unmarked !== true) addLabel(execution, "system.replayed", "true");
  if (inputs !== undefined && engine.dialect.replayRewritesInputs) execution.inputs = inputs;
  launch(engine, copy, engine.dialect.queueTime);
  return copy;
}

/**
 * Gives an ended execution another end. Throws a `Refusal` when it has not ended, was killed (from 1.3), or `state` is no end.
 */
export function changeStatus(engine: Engine, execution: Execution, state: StateType): void {
  const { line } = engine.dialect;
  if (!isTerminal(state)) throw refusal(line, "changeToUnended", execution);
  const killed = stateIs(execution, "KILLED") && line !== "1.0";
  if (killed || !isTerminal(execution.state.current)) throw refusal(line, "changeNotEnded", execution);
  if (!stateIs(execution, state)) execution.state = moved(execution.state, state, engine.time);
}

/** Gives a task run another end, and lets its execution go on from there. Throws a `Refusal` when the task run is not there. */
export function changeTaskRun(
  engine: Engine,
  execution: Execution,
  taskRunId: string,
  state: StateType,
): void {
  const run = taskRunOf(execution, taskRunId);
  if (run === undefined) throw refusal(engine.dialect.line, "taskRunMissing", execution);
  const dropped = aftermath(execution.flow);
  execution.taskRuns = (execution.taskRuns ?? []).filter(({ taskId }) => !dropped.has(taskId));
  for (const parent of around(execution.taskRuns, run)) {
    if (isTerminal(parent.state.current)) move(engine, parent, "RUNNING");
  }
  move(engine, run, state);
  moveAttempt(engine, run, state);
  restartFrom(engine, execution);
  addLabel(execution, "system.restarted", "true");
  launch(engine, execution, engine.dialect.queueTime);
}
