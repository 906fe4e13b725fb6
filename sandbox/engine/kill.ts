import { afterEnd } from "./end.ts";
import { move, moveAttempt, release, restartFrom, schedule, type Engine } from "./engine.ts";
import { stateIs, type Execution, type TaskRun } from "../executions/execution.ts";
import { findTask } from "../executions/flow.ts";
import { endPause, pausedRun } from "./pause.ts";
import { planNext } from "./plan.ts";
import { refusal } from "../executions/refusal.ts";
import { isTerminal, stateOf } from "../executions/state.ts";
import { kindOf } from "./tasks.ts";

/** Whether a task run waits for an execution that it started, which lives on by itself. */
function waitsForChild(engine: Engine, execution: Execution, run: TaskRun): boolean {
  const task = findTask(execution.flow, run.taskId);
  return (
    task !== undefined &&
    kindOf(task.type) === "subflow" &&
    engine.executions
      .childrenOf(execution.id)
      .some(({ trigger, state }) => trigger?.variables["taskRunId"] === run.id && !isTerminal(state.current))
  );
}

/** Ends what a killed execution still runs; on some lines only once its children have ended. */
export function endKilled(engine: Engine, execution: Execution): void {
  if (!stateIs(execution, "KILLING")) return;
  const running = (execution.taskRuns ?? []).filter((run) => !isTerminal(run.state.current));
  const waiting = running.filter((run) => waitsForChild(engine, execution, run));
  for (const run of running) {
    if (waiting.includes(run)) continue;
    move(engine, run, "KILLED");
    if (run.attempts.length > 0) run.outputs ??= {};
    const last = run.attempts.at(-1);
    if (last !== undefined && !isTerminal(last.state.current)) moveAttempt(engine, run, "KILLED");
  }
  if (waiting.length > 0 && !engine.dialect.killLeavesChildren) return;
  move(engine, execution, "KILLED");
  release(engine);
  afterEnd(engine, execution);
}

/** Up to 1.0 what is killed while it waits lets its next task be created, which is then killed with it. */
function runOnAndEnd(engine: Engine, execution: Execution, paused: TaskRun | undefined): void {
  move(engine, execution, "RUNNING");
  const asIfResumed = (execution.taskRuns ?? []).map((run) =>
    run.id === paused?.id ? { ...run, state: stateOf(engine.time, "SUCCESS") } : run,
  );
  const next = planNext({ ...execution, taskRuns: asIfResumed }).create.map(({ task, parent }) => ({
    id: engine.newId(),
    taskId: task.id,
    ...(parent === undefined ? {} : { parentTaskRunId: parent.id }),
    attempts: [],
    state: stateOf(engine.time, "CREATED", "KILLED"),
  }));
  execution.taskRuns = [...(execution.taskRuns ?? []), ...next];
  move(engine, execution, "KILLED");
  afterEnd(engine, execution);
}

function killPaused(engine: Engine, execution: Execution, run: TaskRun): void {
  endPause(engine, run, "KILLING", undefined, "KILLED");
  restartFrom(engine, execution);
}

/**
 * Kills an execution and, with `cascade`, every execution that it started. One that has ended is left alone with `cascade`;
 * without, this throws a `Refusal`.
 */
export function kill(engine: Engine, execution: Execution, cascade: boolean): void {
  if (isTerminal(execution.state.current)) {
    if (!cascade) throw refusal(engine.dialect.line, "killEnded", execution);
  } else if (!stateIs(execution, "KILLING")) {
    const paused = stateIs(execution, "PAUSED") ? pausedRun(execution) : undefined;
    if (paused !== undefined) killPaused(engine, execution, paused);
    const waiting = paused !== undefined || stateIs(execution, "QUEUED");
    if (waiting && engine.dialect.killRunsOn) {
      runOnAndEnd(engine, execution, paused);
    } else {
      move(engine, execution, "KILLING");
      schedule(engine, { kind: "killed", executionId: execution.id });
    }
  }
  if (!cascade) return;
  for (const child of engine.executions.childrenOf(execution.id)) {
    if (!isTerminal(child.state.current)) kill(engine, child, true);
  }
}
