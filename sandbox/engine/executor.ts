import { admit } from "./concurrency.ts";
import { afterEnd } from "./end.ts";
import {
  logOf,
  move,
  moveAttempt,
  release,
  schedule,
  stepSoon,
  type Engine,
  type Outcome,
} from "./engine.ts";
import { stateIs, type Execution, type TaskRun } from "../executions/execution.ts";
import { findTask, type TaskSpec } from "../executions/flow.ts";
import { InputFault } from "../inputs/fault.ts";
import { typedValue } from "../inputs/inputs.ts";
import { planNext, type Plan } from "./plan.ts";
import { printed } from "../pebble/value.ts";
import { render } from "../pebble/pebble.ts";
import { flowRetryDelay, retryDelay } from "./retry.ts";
import { executionScope } from "./scope.ts";
import { isTerminal, stateOf, type StateType } from "../executions/state.ts";
import { kindOf } from "./tasks.ts";
import { templateMessage } from "./worker-tasks.ts";
import type { Values } from "../values/values.ts";

/** Sends a task run on its way: worker tasks over a queue of their own, where the line has one. */
export function dispatch(engine: Engine, execution: Execution, run: TaskRun, task: TaskSpec): void {
  const kind = engine.dialect.submits && kindOf(task.type) === "worker" ? "submit" : "start";
  schedule(engine, { kind, executionId: execution.id, taskRunId: run.id });
}

/** Puts a worker task on the workers' queue. */
export function submit(engine: Engine, execution: Execution, run: TaskRun): void {
  move(engine, run, "SUBMITTED");
  schedule(engine, { kind: "start", executionId: execution.id, taskRunId: run.id });
}

function createTaskRun(
  engine: Engine,
  execution: Execution,
  { task, parent, value, iteration }: Plan["create"][number],
): void {
  const run: TaskRun = {
    id: engine.newId(),
    taskId: task.id,
    ...(parent === undefined ? {} : { parentTaskRunId: parent.id }),
    ...(value === undefined ? {} : { value }),
    ...(iteration === undefined ? {} : { iteration }),
    attempts: [],
    state: stateOf(engine.time, "CREATED"),
  };
  execution.taskRuns = [...(execution.taskRuns ?? []), run];
  if (execution.breakpoints.includes(task.id)) {
    move(engine, run, "BREAKPOINT");
    move(engine, execution, "BREAKPOINT");
  } else {
    dispatch(engine, execution, run, task);
  }
}

/** The flow's outputs, typed; a template or a value that does not fit fails the execution. */
function flowOutputs(
  engine: Engine,
  execution: Execution,
): { readonly outputs?: Values; readonly failed: boolean } {
  const specs = execution.flow.outputs ?? [];
  if (specs.length === 0) return { failed: false };
  const scope = {
    ...executionScope(execution, engine.time),
    fileAt: (uri: string) => engine.files.get(uri),
  };
  try {
    const entries = specs.map((spec): [string, unknown] => {
      const text = render(printed(spec["value"]), scope);
      return [
        spec.id,
        text === "" && spec.required === false ? null : typedValue(spec, text, engine.dialect),
      ];
    });
    return { outputs: Object.fromEntries(entries), failed: false };
  } catch (error) {
    if (!(error instanceof InputFault)) templateMessage(error);
    return { failed: true };
  }
}

/** Leaves a failed execution to a new one that tries again, where its flow says so. */
function retryFlow(engine: Engine, execution: Execution): void {
  if (!stateIs(execution, "FAILED")) return;
  const delay = flowRetryDelay(execution.flow, execution.attemptNumber);
  if (delay === undefined) return;
  for (const run of execution.taskRuns ?? []) if (stateIs(run, "FAILED")) move(engine, run, "RETRIED");
  move(engine, execution, "RETRIED");
  schedule(engine, { kind: "again", executionId: execution.id }, delay);
}

function end(engine: Engine, execution: Execution, state: StateType): void {
  const { outputs, failed } =
    state === "SUCCESS" || state === "WARNING" ? flowOutputs(engine, execution) : { failed: false };
  if (outputs !== undefined) execution.outputs = outputs;
  move(engine, execution, failed ? "FAILED" : state);
  retryFlow(engine, execution);
  afterEnd(engine, execution);
}

function endFlowable(engine: Engine, run: TaskRun, state: StateType): void {
  move(engine, run, state);
  if (engine.dialect.flowableAttempts) run.attempts = [{ state: run.state }];
}

/** Asks what stands between executions and their run. Whether this one may run. */
function passes(engine: Engine, execution: Execution): boolean {
  const admission = engine.guard.admits(execution);
  if (admission.kind === "run") return true;
  if (admission.kind === "hold") {
    engine.held.push({ kind: "step", executionId: execution.id });
    return false;
  }
  move(engine, execution, admission.state);
  if (admission.message !== undefined) logOf(engine, execution, "ERROR", admission.message);
  afterEnd(engine, execution);
  return false;
}

/** One step of the executor: start what waits, create the next task runs, end what has nothing left to do. */
export function step(engine: Engine, execution: Execution): void {
  if (stateIs(execution, "CREATED", "RESTARTED")) {
    if ((execution.scheduleDate ?? 0) > engine.time) return;
    if (stateIs(execution, "CREATED") && !passes(engine, execution)) return;
    if (stateIs(execution, "CREATED") && !admit(engine, execution)) {
      if (isTerminal(execution.state.current)) afterEnd(engine, execution);
      return;
    }
    move(engine, execution, "RUNNING");
    for (const run of execution.taskRuns ?? []) {
      const task = findTask(execution.flow, run.taskId);
      if (!stateIs(run, "RESTARTED") || task === undefined) continue;
      if (engine.dialect.waits && kindOf(task.type) === "worker") submit(engine, execution, run);
      else dispatch(engine, execution, run, task);
    }
  }
  if (!stateIs(execution, "RUNNING")) return;
  const plan = planNext(execution);
  for (const { run, state } of plan.end) endFlowable(engine, run, state);
  for (const wanted of plan.create) createTaskRun(engine, execution, wanted);
  if (plan.end.length > 0) stepSoon(engine, execution.id);
  if (plan.final !== undefined) end(engine, execution, plan.final);
}

/** Ends an attempt of a worker task; then the task, or it waits for its next attempt. */
export function finishAttempt(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  attempt: number,
  outcome: Outcome,
): void {
  if (!stateIs(run, "RUNNING") || run.attempts.length - 1 !== attempt) return;
  const task = findTask(execution.flow, run.taskId);
  moveAttempt(engine, run, outcome.state);
  release(engine);
  run.outputs = outcome.outputs ?? {};
  const delay =
    outcome.state === "FAILED" && task !== undefined
      ? retryDelay(task["retry"] as Values | undefined, run.attempts.length)
      : undefined;
  if (delay !== undefined && stateIs(execution, "RUNNING")) {
    move(engine, run, "FAILED", "RETRYING");
    move(engine, execution, "FAILED", "RETRYING");
    schedule(engine, { kind: "retry", executionId: execution.id, taskRunId: run.id }, delay);
    return;
  }
  const retried =
    run.attempts.length > 1 && (task?.["retry"] as Values | undefined)?.["warningOnRetry"] === true;
  const forgiven = outcome.state === "FAILED" && task?.["allowFailure"] === true;
  move(engine, run, forgiven || (retried && outcome.state === "SUCCESS") ? "WARNING" : outcome.state);
  stepSoon(engine, execution.id);
}

/** Starts the next attempt of a task run that waits for it. */
export function retryTask(engine: Engine, execution: Execution, run: TaskRun): void {
  const task = findTask(execution.flow, run.taskId);
  if (!stateIs(run, "RETRYING") || task === undefined) return;
  move(engine, run, "CREATED");
  if (stateIs(execution, "RETRYING")) move(engine, execution, "RUNNING");
  dispatch(engine, execution, run, task);
}
