import type { Engine, Event } from "./engine.ts";
import { finishAttempt, retryTask, step, submit } from "./executor.ts";
import { stateIs, taskRunOf, type Execution, type TaskRun } from "../executions/execution.ts";
import { findTask } from "../executions/flow.ts";
import { endKilled } from "./kill.ts";
import { pauseAtTask, pauseEnded } from "./pause.ts";
import { replay } from "./restart.ts";
import { settledByCondition, startTask } from "./start-task.ts";
import { isTerminal } from "../executions/state.ts";
import { endSubflow } from "./subflow.ts";

/**
 * Task runs start in executions that run, and in ones that were paused meanwhile: what was sent out goes on. Up to 1.3 what was not
 * sent out yet stays CREATED until the execution goes on.
 */
function mayStart(engine: Engine, execution: Execution, run: TaskRun): boolean {
  if (stateIs(execution, "PAUSED") && stateIs(run, "CREATED") && !engine.dialect.waits) return false;
  return (
    stateIs(execution, "RUNNING", "PAUSED", "RETRYING") && stateIs(run, "CREATED", "SUBMITTED", "RESTARTED")
  );
}

function withRun(engine: Engine, execution: Execution, run: TaskRun, event: Event): void {
  const task = findTask(execution.flow, run.taskId);
  switch (event.kind) {
    case "submit":
      if (!mayStart(engine, execution, run) || task === undefined || stateIs(run, "SUBMITTED")) return;
      if (settledByCondition(engine, execution, run, task)) return;
      submit(engine, execution, run);
      return;
    case "start":
      if (!mayStart(engine, execution, run) || task === undefined) return;
      if (!stateIs(run, "SUBMITTED") && settledByCondition(engine, execution, run, task)) return;
      startTask(engine, execution, run, task);
      return;
    case "finish":
      finishAttempt(engine, execution, run, event.attempt, event.outcome);
      return;
    case "retry":
      retryTask(engine, execution, run);
      return;
    case "pause":
      pauseAtTask(engine, execution, run);
      return;
    case "resume":
      pauseEnded(engine, execution, run, event.to);
      return;
    case "childEnded":
      endSubflow(engine, execution, event);
      if (stateIs(execution, "KILLING")) endKilled(engine, execution);
      return;
    case "step":
    case "again":
    case "killed":
      return;
  }
}

function handle(engine: Engine, event: Event): void {
  const execution = engine.executions.get(event.executionId);
  if (execution === undefined) return;
  if (event.kind === "step") {
    step(engine, execution);
  } else if (event.kind === "again") {
    replay(engine, execution, { unmarked: true });
  } else if (event.kind === "killed") {
    endKilled(engine, execution);
  } else {
    const run = taskRunOf(execution, event.taskRunId);
    if (run !== undefined) withRun(engine, execution, run, event);
  }
}

/** Works off everything that is due at `now` (milliseconds since 1970) or before, each at its own instant. */
export function runUntil(engine: Engine, now: number): void {
  for (let due = engine.queue.take(now); due !== undefined; due = engine.queue.take(now)) {
    engine.time = due.at;
    handle(engine, due.event);
  }
  engine.time = Math.max(engine.time, now);
}

/** Lets the executor take an execution at once, instead of when its step is due. */
export function takeNow(engine: Engine, execution: Execution): void {
  step(engine, execution);
}

/** When there is more to do for an execution that goes on: the next instant of the whole engine; undefined when it has stopped. */
export function nextInstant(engine: Engine, execution: Execution): number | undefined {
  return isTerminal(execution.state.current) ? undefined : engine.queue.next();
}
