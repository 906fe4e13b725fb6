import { json } from "../../http/answers.ts";
import { taskRunOf, type Execution } from "../../executions/execution.ts";
import { findTask } from "../../executions/flow.ts";
import { MissingVariable, PebbleError } from "../../pebble/error.ts";
import { render } from "../../pebble/pebble.ts";
import { Refusal } from "../../executions/refusal.ts";
import { executionScope } from "../../engine/scope.ts";
import type { Route } from "../../http/route.ts";
import { actionRoutes, executionOf } from "./request.ts";

function missingRun(execution: Execution, taskRunId: string): Refusal {
  const runs = (execution.taskRuns ?? []).map(
    (run) =>
      `    TaskRun(id=${run.id}, taskId=${run.taskId}, value=${run.value ?? "null"}, state=${run.state.current})`,
  );
  const inside = `  state=${execution.state.current}\n  taskRunList=\n  [\n${runs.join(",\n")}\n  ] \n`;
  return new Refusal(
    500,
    `Internal server error: Can't find taskrun with taskrunId '${taskRunId}' on execution '${execution.id}' (\n${inside})`,
  );
}

/** The task runs that have outputs; their values have a route of their own. */
const list: Route["handle"] = (request, kestra) => {
  const runs = executionOf(request, kestra).taskRuns ?? [];
  return json(
    runs
      .filter(({ outputs }) => outputs !== undefined && Object.keys(outputs).length > 0)
      .map(({ id, taskId }) => ({ taskId, taskRunId: id, inline: true })),
  );
};

const ofRun: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra);
  const taskRunId = request.params["taskRunId"] ?? "";
  const run = taskRunOf(execution, taskRunId);
  if (run === undefined) throw missingRun(execution, taskRunId);
  return json(run.outputs ?? {});
};

/** Renders the text of the body as a task of the execution would see it. What goes wrong is part of the answer. */
const evaluate: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra, (id) => `Unable to find execution '${id}'`);
  const taskRunId = request.params["taskRunId"];
  const run = taskRunId === undefined ? undefined : taskRunOf(execution, taskRunId);
  if (taskRunId !== undefined && run === undefined) throw missingRun(execution, taskRunId);
  const task = run === undefined ? undefined : findTask(execution.flow, run.taskId);
  const at = run === undefined || task === undefined ? undefined : { task, run };
  const scope = executionScope(execution, kestra.engine.time, at);
  try {
    return json({ result: render(request.body.toString("utf8"), scope) });
  } catch (error) {
    if (!(error instanceof PebbleError || error instanceof MissingVariable)) throw error;
    const type = "io.kestra.core.exceptions.IllegalVariableEvaluationException";
    return json({ error: error.message, stackTrace: `${type}: ${error.message}` });
  }
};

const base = "/api/v1/{tenant}";

export const executionOutputRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/outputs/{executionId}`, lines: ["2.0"], handle: list },
  { method: "GET", path: `${base}/outputs/{executionId}/{taskRunId}`, lines: ["2.0"], handle: ofRun },
  ...actionRoutes("POST", "eval", evaluate).filter(({ lines }) => lines?.includes("2.0")),
  { method: "POST", path: `${base}/executions/{executionId}/eval`, lines: ["1.3"], handle: evaluate },
  ...actionRoutes("POST", "eval/{taskRunId}", evaluate),
];
