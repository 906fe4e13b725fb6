import { empty, json } from "../../http/answers.ts";
import type { Execution } from "../../executions/execution.ts";
import { readInputs, valuesOf } from "../../inputs/inputs.ts";
import { kill } from "../../engine/kill.ts";
import { forceRun, pause, resume, resumeFromBreakpoint, resumeInputs } from "../../engine/pause.ts";
import { unqueue } from "../../engine/queued.ts";
import { Refusal } from "../../executions/refusal.ts";
import { renderExecution, renderInput } from "../../rendering/execution.ts";
import { changeStatus, changeTaskRun, replay, restart, type Replay } from "../../engine/restart.ts";
import { takeNow } from "../../engine/run.ts";
import { executionScope, flowScope } from "../../engine/scope.ts";
import { isStateType, isTerminal, stateTypes } from "../../executions/state.ts";
import type { FlowSpec } from "../../executions/flow.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { listBody, objectBody } from "../../http/request-body.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { refuseInputs } from "./create.ts";
import { setLabels } from "./labels.ts";
import {
  actionRoutes,
  bareWords,
  executionOf,
  flag,
  invalidJson,
  optionalState,
  pageFrom2,
  pageWords,
  requiredState,
  revisionOf,
  sentInputs,
} from "./request.ts";

function shown(execution: Execution, { line, engine }: Kestra): SandboxAnswer {
  return json(renderExecution(execution, line, engine.time, "command"));
}

/** What a command without an answer of its own up to 1.3 is answered with from 2.0 on: the execution. */
function shownFrom2(execution: Execution, kestra: Kestra, before: number): SandboxAnswer {
  return kestra.line === "2.0" ? shown(execution, kestra) : empty(before);
}

const killOne: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra);
  kill(kestra.engine, execution, flag(request, "isOnKillCascade", true));
  if (kestra.line !== "2.0") return empty(202);
  const value = renderExecution(execution, kestra.line, kestra.engine.time, "command");
  return { status: 200, body: { kind: "json", value, type: "text/json" } };
};

const pauseOne: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra, pageWords);
  pause(kestra.engine, execution);
  return shownFrom2(execution, kestra, 200);
};

/** @param isKept whether the files that were sent are stored, as those of a start are */
function resumed(request: SandboxRequest, kestra: Kestra, isKept: boolean) {
  const { engine } = kestra;
  const sent = sentInputs(request);
  const execution = executionOf(request, kestra, (id) => `Execution '${id}' not found.`);
  const scope = executionScope(execution, engine.time);
  const files = isKept ? { store: engine.files, execution } : undefined;
  return { execution, read: readInputs(resumeInputs(execution), sent, scope, engine.dialect, files) };
}

const resumeOne: Route["handle"] = (request, kestra) => {
  const { execution, read } = resumed(request, kestra, true);
  refuseInputs(read, kestra);
  resume(kestra.engine, execution, valuesOf(read));
  return shownFrom2(execution, kestra, 204);
};

const validateResume: Route["handle"] = (request, kestra) => {
  const { execution, read } = resumed(request, kestra, false);
  return json({
    id: execution.flowId,
    namespace: execution.namespace,
    inputs: read.map((input) => renderInput(input, kestra.line)),
    ...(kestra.line === "1.0" ? {} : { checks: [] }),
  });
};

const resumeBreakpoint: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra);
  resumeFromBreakpoint(kestra.engine, execution);
  return shownFrom2(execution, kestra, 200);
};

const forceOne: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra, pageFrom2);
  forceRun(kestra.engine, execution);
  return shown(execution, kestra);
};

const unqueueOne: Route["handle"] = (request, kestra) => {
  const state = optionalState(request, "state", kestra.line) ?? "RUNNING";
  const execution = executionOf(request, kestra, pageFrom2);
  unqueue(kestra.engine, execution, state);
  return shown(execution, kestra);
};

const changeStatusOne: Route["handle"] = (request, kestra) => {
  const state = requiredState(request, "status", kestra.line);
  const execution = executionOf(request, kestra, pageFrom2);
  changeStatus(kestra.engine, execution, state);
  return shown(execution, kestra);
};

const changeState: Route["handle"] = (request, kestra) => {
  const body: { readonly taskRunId?: string; readonly state?: string } = objectBody(request, "stateRequest");
  const { state } = body;
  if (state !== undefined && !isStateType(state)) {
    throw invalidJson(
      "stateRequest",
      `Cannot deserialize value of type \`io.kestra.core.models.flows.State$Type\` from String "${state}": not one of the values accepted for Enum class: [${stateTypes.join(", ")}]`,
      'io.kestra.webserver.controllers.api.ExecutionController$StateRequest["state"]',
    );
  }
  const execution = executionOf(request, kestra, pageFrom2);
  if (state === undefined) throw new Refusal(500, "Internal server error: Unable to serialize the message");
  changeTaskRun(kestra.engine, execution, body.taskRunId ?? "", state);
  return shown(execution, kestra);
};

/** The revision that a restart or a replay asks for; undefined: the execution's own. Throws a `Refusal` (404). */
function otherRevision(
  request: SandboxRequest,
  { engine }: Kestra,
  execution: Execution,
): FlowSpec | undefined {
  const revision = revisionOf(request);
  if (revision === undefined) return undefined;
  const flow = engine.flows.find(execution.namespace, execution.flowId, revision);
  if (flow === undefined) {
    const { namespace, flowId } = execution;
    throw new Refusal(404, `Not Found: Unable to find revision ${revision} on flow ${namespace}.${flowId}`);
  }
  return flow;
}

const restartOne: Route["handle"] = (request, kestra) => {
  const { engine, line } = kestra;
  const execution = executionOf(request, kestra, pageFrom2);
  const flow = otherRevision(request, kestra, execution);
  const running = restart(engine, execution, flow);
  // From 2.0 a restart with another revision shows the execution that it leaves behind.
  if (engine.dialect.waits) takeNow(engine, running);
  if (line === "2.0" && running !== execution) return shown(execution, kestra);
  return shown(running, kestra);
};

function replayWith(
  request: SandboxRequest,
  kestra: Kestra,
  execution: Execution,
  more: Pick<Replay, "inputs">,
): SandboxAnswer {
  const { engine } = kestra;
  const flow = otherRevision(request, kestra, execution);
  const taskRunId = request.query.get("taskRunId");
  const breakpoints = request.query.getAll("breakpoints").flatMap((ids) => ids.split(","));
  const copy = replay(engine, execution, {
    ...more,
    breakpoints,
    ...(flow === undefined ? {} : { flow }),
    ...(taskRunId === null ? {} : { taskRunId }),
  });
  if (engine.dialect.waits) takeNow(engine, copy);
  return shown(copy, kestra);
}

const replayOne: Route["handle"] = (request, kestra) =>
  replayWith(request, kestra, executionOf(request, kestra, pageFrom2), {});

const replayWithInputs: Route["handle"] = (request, kestra) => {
  const { engine } = kestra;
  const sent = sentInputs(request);
  const execution = executionOf(request, kestra, pageFrom2);
  const flow = otherRevision(request, kestra, execution) ?? execution.flow;
  const files = { store: engine.files, execution };
  const read = readInputs(flow.inputs ?? [], sent, flowScope(flow, engine.time), engine.dialect, files);
  refuseInputs(read, kestra);
  return replayWith(request, kestra, execution, { inputs: valuesOf(read) });
};

const labelOne: Route["handle"] = (request, kestra) => {
  const body = listBody(request, "labels");
  const execution = executionOf(request, kestra, bareWords);
  if (!isTerminal(execution.state.current)) return json("The execution is not terminated", 400);
  setLabels(execution, body, kestra.line);
  return shown(execution, kestra);
};

const deleteOne: Route["handle"] = (request, { engine, ...kestra }) => {
  const execution = executionOf(request, { engine, ...kestra });
  engine.executions.delete(execution.id);
  if (flag(request, "deleteLogs", true))
    engine.logs.deleteWhere(({ executionId }) => executionId === execution.id);
  if (flag(request, "deleteMetrics", true)) {
    engine.metrics.deleteWhere(({ executionId }) => executionId === execution.id);
  }
  if (flag(request, "deleteStorage", true)) engine.files.deleteOf(execution);
  return empty(204);
};

export const executionActionRoutes: readonly Route[] = [
  { method: "DELETE", path: "/api/v1/{tenant}/executions/{executionId}", handle: deleteOne },
  ...actionRoutes("DELETE", "kill", killOne),
  ...actionRoutes("POST", "pause", pauseOne),
  ...actionRoutes("POST", "resume", resumeOne),
  ...actionRoutes("POST", "resume/validate", validateResume),
  ...actionRoutes("POST", "resume-from-breakpoint", resumeBreakpoint),
  ...actionRoutes("POST", "force-run", forceOne),
  ...actionRoutes("POST", "unqueue", unqueueOne),
  ...actionRoutes("POST", "change-status", changeStatusOne),
  ...actionRoutes("POST", "state", changeState),
  ...actionRoutes("POST", "labels", labelOne),
  ...actionRoutes("POST", "restart", restartOne),
  ...actionRoutes("POST", "replay", replayOne),
  ...actionRoutes("POST", "replay-with-inputs", replayWithInputs),
];
