import { createExecution, correlationLabel } from "./create.ts";
import { log, move, schedule, stepSoon, type Engine, type Event } from "./engine.ts";
import { taskRunOf, type Execution, type TaskRun } from "../executions/execution.ts";
import type { Label, Values } from "../values/values.ts";
import { findTask, labelsOf, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import type { SentInput } from "../inputs/types.ts";
import { readInputs, valuesOf, firstFault } from "../inputs/inputs.ts";
import { printed } from "../pebble/value.ts";
import { renderDeep, type Scope } from "../pebble/pebble.ts";
import { isTerminal, stateOf, type StateType } from "../executions/state.ts";
import { flowScope } from "./scope.ts";
import { taskType } from "./tasks.ts";
import { writeExactly } from "../values/exact-number.ts";

function ended(engine: Engine, run: TaskRun, state: StateType, outputs: Values): void {
  move(engine, run, state);
  run.outputs = outputs;
  run.attempts = [...run.attempts, { state: run.state }];
}

function refused(engine: Engine, execution: Execution, run: TaskRun, message: string): void {
  run.attempts = [...run.attempts, { state: stateOf(engine.time, "FAILED") }];
  move(engine, run, "FAILED");
  log(engine, execution, run, [{ level: "ERROR", message }], "executor");
  stepSoon(engine, execution.id);
}

/** Inputs as if they had been sent as texts. */
export function inputTexts(inputs: Values): ReadonlyMap<string, SentInput> {
  return new Map(
    Object.entries(inputs)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, { text: typeof value === "string" ? value : writeExactly(value) }]),
  );
}

function childLabels(task: TaskSpec, execution: Execution, scope: Scope): readonly Label[] {
  const own = labelsOf(renderDeep(task["labels"] ?? {}, scope) as FlowSpec["labels"]);
  const inherited = task["inheritLabels"] === true ? execution.labels : [];
  const correlation = execution.labels.filter(({ key }) => key === correlationLabel);
  const kept = inherited.filter(
    ({ key }) => key !== correlationLabel && !own.some((label) => label.key === key),
  );
  return [...kept, ...own, ...correlation];
}

/**
 * Starts the execution that a `Subflow` task names. The task ends at once with `wait: false`, otherwise when its child has ended.
 * A flow that is missing or disabled, or inputs it does not take, fail the task before it runs. Throws what a template raises.
 */
export function startSubflow(
  engine: Engine,
  execution: Execution,
  run: TaskRun,
  task: TaskSpec,
  scope: Scope,
): void {
  const [namespace, flowId] = [task["namespace"], task["flowId"]].map((value) =>
    printed(renderDeep(value, scope)),
  );
  const revision = typeof task["revision"] === "number" ? task["revision"] : undefined;
  const flow = engine.flows.find(namespace ?? "", flowId ?? "", revision);
  if (flow === undefined) {
    refused(
      engine,
      execution,
      run,
      `Unable to find flow '${namespace ?? ""}'.'${flowId ?? ""}' with revision '${revision ?? "null"}'`,
    );
    return;
  }
  if (flow.disabled === true) {
    refused(engine, execution, run, "Cannot execute a flow which is disabled");
    return;
  }
  const inputs = renderDeep(task["inputs"] ?? {}, scope) as Values;
  const read = readInputs(
    flow.inputs ?? [],
    inputTexts(inputs),
    flowScope(flow, engine.time),
    engine.dialect,
  );
  const wrong = firstFault(read);
  if (wrong !== undefined) {
    refused(engine, execution, run, wrong.fault?.cause.message ?? "Invalid inputs");
    return;
  }

  move(engine, run, "RUNNING");
  const child = createExecution(engine, flow, {
    id: engine.newId(),
    inputs: valuesOf(read),
    labels: childLabels(task, execution, scope),
    trigger: {
      id: task.id,
      type: taskType.subflow,
      variables: {
        executionId: execution.id,
        namespace: execution.namespace,
        flowId: execution.flowId,
        flowRevision: execution.flowRevision,
        taskId: task.id,
        taskRunId: run.id,
      },
    },
  });
  const link = `[[link execution="${child.id}" flowId="${child.flowId}" namespace="${child.namespace}"]]`;
  log(engine, execution, run, [{ level: "INFO", message: `Created new execution ${link}` }], "executor");
  if (task["wait"] === false) {
    ended(engine, run, "SUCCESS", { executionId: child.id, state: child.state.current });
    stepSoon(engine, execution.id);
  }
}

/** Tells the task that started an execution that it has ended. */
export function reportToParent(engine: Engine, child: Execution): void {
  const parent = child.trigger?.variables;
  if (parent === undefined) return;
  schedule(engine, {
    kind: "childEnded",
    executionId: printed(parent["executionId"]),
    taskRunId: printed(parent["taskRunId"]),
    childId: child.id,
  });
}

/** Ends a `Subflow` task whose child has ended: with its child's state, or with SUCCESS where failures are not passed on. */
export function endSubflow(
  engine: Engine,
  execution: Execution,
  event: Event & { readonly kind: "childEnded" },
): void {
  const run = taskRunOf(execution, event.taskRunId);
  const child = engine.executions.get(event.childId);
  const task = run === undefined ? undefined : findTask(execution.flow, run.taskId);
  if (run === undefined || child === undefined || task === undefined || isTerminal(run.state.current)) return;
  const state = child.state.current;
  const passedOn = task["transmitFailed"] !== false || state === "KILLED";
  ended(engine, run, passedOn ? state : "SUCCESS", {
    executionId: child.id,
    state,
    ...(child.outputs === undefined ? {} : { outputs: child.outputs }),
  });
  stepSoon(engine, execution.id);
}
