import { log, move, schedule, stepSoon, type Engine } from "./engine.ts";
import type { Execution, TaskRun } from "../executions/execution.ts";
import type { Values } from "../values/values.ts";
import { labelsOf, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { parseDuration } from "../values/duration.ts";
import { replaceLabels } from "../executions/labels.ts";
import { isTruthy, printed } from "../pebble/value.ts";
import { render, renderDeep, type Scope } from "../pebble/pebble.ts";
import { executionScope } from "./scope.ts";
import { isStateType, stateOf, type StateType } from "../executions/state.ts";
import { startSubflow } from "./subflow.ts";
import { kindOf, loops, taskType } from "./tasks.ts";
import { PebbleError } from "../pebble/error.ts";
import { readExactly, writeExactly } from "../values/exact-number.ts";
import { failure, runWorkerTask, templateMessage, type WorkerResult } from "./worker-tasks.ts";

/** A name for a stored file as Kestra makes one: digits. */
function fileName(engine: Engine): string {
  return Array.from(engine.newId())
    .reduce((sum, letter) => (sum * 131n + BigInt(letter.charCodeAt(0))) % 10n ** 19n, 7n)
    .toString();
}

/** A task whose time is over before it has ended fails then. */
function withinTimeout(task: TaskSpec, result: WorkerResult, scope: Scope): WorkerResult {
  const limit =
    task["timeout"] === undefined ? undefined : parseDuration(render(printed(task["timeout"]), scope));
  if (limit === undefined || result.duration <= limit) return result;
  const timedOut = failure(
    `Timeout after ${printed(task["timeout"])}`,
    "dev.failsafe.TimeoutExceededException",
  );
  return { ...timedOut, duration: limit, logs: [...result.logs, ...timedOut.logs] };
}

/** `taskrun.attemptsCount` counts the attempts before this one. */
function attemptScope(scope: Scope, attempt: number): Scope {
  return {
    ...scope,
    variables: {
      ...scope.variables,
      taskrun: { ...(scope.variables["taskrun"] as Values), attemptsCount: attempt },
    },
  };
}

/** The worker that takes a task now; undefined where none does, and the task waits or has ended. */
function workerFor(engine: Engine, execution: Execution, run: TaskRun, task: TaskSpec): string | undefined {
  const place = engine.guard.placeFor(execution, task);
  if (place.kind === "worker") return place.workerId;
  if (place.kind === "end") {
    endAtStart(engine, execution, run, place.state, place.message);
    return undefined;
  }
  const { message } = place;
  const isTold = engine.held.some((event) => "taskRunId" in event && event.taskRunId === run.id);
  if (message !== undefined && !isTold) log(engine, execution, run, [{ level: "INFO", message }], "executor");
  engine.held.push({ kind: "start", executionId: execution.id, taskRunId: run.id });
  return undefined;
}

function startWorker(engine: Engine, execution: Execution, run: TaskRun, task: TaskSpec, scope: Scope): void {
  const workerId = workerFor(engine, execution, run, task);
  if (workerId === undefined) return;
  move(engine, run, "RUNNING");
  run.attempts = [...run.attempts, { state: stateOf(engine.time, "CREATED", "RUNNING"), workerId }];
  const attempt = run.attempts.length - 1;
  const result = withinTimeout(
    task,
    runWorkerTask(task, {
      scope: attemptScope(scope, attempt),
      store: (content, extension) =>
        engine.files.addOutput(
          execution,
          task.id,
          run.id,
          fileName(engine) + extension,
          new TextEncoder().encode(content),
        ),
    }),
    scope,
  );
  log(engine, execution, run, result.logs, `${engine.dialect.threads}_${engine.threads}`);
  engine.threads += 1;
  for (const metric of result.metrics ?? []) {
    const { id: executionId, namespace, flowId } = execution;
    engine.metrics.add({
      executionId,
      namespace,
      flowId,
      taskId: task.id,
      taskRunId: run.id,
      timestamp: engine.time,
      ...metric,
    });
  }
  const outcome = {
    state: result.state,
    ...(result.outputs === undefined ? {} : { outputs: result.outputs }),
  };
  schedule(
    engine,
    { kind: "finish", executionId: execution.id, taskRunId: run.id, attempt, outcome },
    result.duration,
  );
}

function jsonIn(text: string): unknown {
  try {
    return readExactly(text);
  } catch {
    return text;
  }
}

/** The values of a loop: a list, or a template that makes the JSON of one. Throws a `PebbleError` for anything else. */
function itemsOf(written: unknown, scope: Scope): readonly string[] {
  const rendered = renderDeep(written, scope);
  const values = typeof rendered === "string" ? jsonIn(rendered) : rendered;
  if (!Array.isArray(values)) {
    throw new PebbleError(`The values of a loop must be a list, not ${printed(rendered)}`);
  }
  return (values as readonly unknown[]).map((value) =>
    typeof value === "string" ? value : writeExactly(value),
  );
}

function startFlowable(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  task: TaskSpec,
  scope: Scope,
): void {
  move(engine, run, "RUNNING");
  run.outputs = {};
  if (task.type === taskType.when) {
    run.outputs = { evaluationResult: isTruthy(render(printed(task["condition"]), scope)) };
  } else if (task.type === taskType.choose) {
    const value = render(printed(task["value"]), scope);
    run.outputs = { value, defaults: !Object.hasOwn(task["cases"] ?? {}, value) };
  } else if (loops.includes(task.type)) {
    run.items = itemsOf(task["values"] ?? task["value"], scope);
  }
  stepSoon(engine, execution.id);
}

function updateExecution(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  task: TaskSpec,
  scope: Scope,
): void {
  if (engine.dialect.updatesRun) move(engine, run, "RUNNING");
  const wanted = printed(task["state"] ?? "SUCCESS");
  if (task.type === taskType.labels) {
    const labels = labelsOf(renderDeep(task["labels"] ?? {}, scope) as FlowSpec["labels"]);
    replaceLabels(execution, [
      ...execution.labels.filter(({ key }) => !labels.some((label) => label.key === key)),
      ...labels,
    ]);
  }
  move(engine, run, task.type === taskType.exit && isStateType(wanted) ? wanted : "SUCCESS");
  run.attempts = [{ state: run.state }];
  stepSoon(engine, execution.id);
}

function skip(engine: Engine, execution: Execution, run: TaskRun): void {
  move(engine, run, "SKIPPED");
  if (engine.dialect.flowableAttempts) run.attempts = [{ state: run.state }];
  stepSoon(engine, execution.id);
}

function failAtStart(engine: Engine, execution: Execution, run: TaskRun, message: string): void {
  endAtStart(engine, execution, run, "FAILED", message);
}

/** Ends a task that never ran. */
function endAtStart(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  state: StateType,
  message: string,
): void {
  move(engine, run, state);
  run.attempts = [...run.attempts, { state: stateOf(engine.time, state) }];
  run.outputs = {};
  log(engine, execution, run, [{ level: "ERROR", message }], "executor");
  stepSoon(engine, execution.id);
}

/**
 * Skips a task run whose condition `runIf` is false, or fails it when the condition cannot be rendered. Whether that settled it.
 */
export function settledByCondition(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  task: TaskSpec,
): boolean {
  if (task["runIf"] === undefined) return false;
  try {
    const scope = executionScope(execution, engine.time, { task, run });
    if (isTruthy(render(printed(task["runIf"]), scope))) return false;
    skip(engine, execution, run);
  } catch (error) {
    failAtStart(engine, execution, run, templateMessage(error));
  }
  return true;
}

/** Starts a task run that waits as CREATED, SUBMITTED or RESTARTED. */
export function startTask(engine: Engine, execution: Execution, run: TaskRun, task: TaskSpec): void {
  const scope = {
    ...executionScope(execution, engine.time, { task, run }),
    fileAt: (uri: string) => engine.files.get(uri),
  };
  try {
    switch (kindOf(task.type)) {
      case "worker":
        startWorker(engine, execution, run, task, scope);
        return;
      case "flowable":
        startFlowable(engine, execution, run, task, scope);
        return;
      case "pause":
        move(engine, run, "RUNNING");
        run.outputs = {};
        if (engine.dialect.flowableAttempts)
          run.attempts = [{ state: stateOf(engine.time, "CREATED", "RUNNING") }];
        schedule(engine, { kind: "pause", executionId: execution.id, taskRunId: run.id });
        return;
      case "subflow":
        startSubflow(engine, execution, run, task, scope);
        return;
      case "update":
        updateExecution(engine, execution, run, task, scope);
        return;
    }
  } catch (error) {
    failAtStart(engine, execution, run, templateMessage(error));
  }
}
