import { json } from "../../http/answers.ts";
import { createExecution } from "../../engine/create.ts";
import { flowScope } from "../../engine/scope.ts";
import { firstFault, readInputs, valuesOf, type ReadInput } from "../../inputs/inputs.ts";
import type { FlowSpec } from "../../executions/flow.ts";
import { isSystem } from "../../executions/labels.ts";
import { isTruthy, printed } from "../../pebble/value.ts";
import { render } from "../../pebble/pebble.ts";
import { Refusal } from "../../executions/refusal.ts";
import { inputMessage, renderCreated, renderInput } from "../../rendering/execution.ts";
import { takeNow } from "../../engine/run.ts";
import type { Label, Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { flag, revisionOf, sentInputs } from "./request.ts";
import { untilEnded } from "./wait.ts";

/** The flow that the path and the revision name; Kestra runs a deleted one too. Throws a `Refusal` (404). */
function flowOf(request: SandboxRequest, { flows }: Kestra): FlowSpec {
  const { namespace = "", id = "" } = request.params;
  const revision = revisionOf(request);
  const stored = flows.revisions(namespace, id);
  const found =
    revision === undefined
      ? stored.findLast(({ flow }) => flow.draft !== true)
      : stored.find(({ flow }) => flow.revision === revision);
  if (found === undefined) throw new Refusal(404, "Not Found: Requested Flow is not found.");
  return found.flow;
}

/** The labels of the query, each `key:value`. Throws a `Refusal` (422). */
function labelsOf(request: SandboxRequest): readonly Label[] {
  const labels = request.query.getAll("labels").map((label): Label => {
    const colon = label.indexOf(":");
    const [key, value] = [label.slice(0, Math.max(colon, 0)), label.slice(colon + 1)];
    const fault =
      colon < 0
        ? "Can't split the queryString parameter by ':'"
        : key === "" || value === ""
          ? "Can't have an empty part of queryString"
          : /\s/.test(key)
            ? "Key of queryString can't contain a whitespace character"
            : undefined;
    if (fault !== undefined) throw new Refusal(422, `Unprocessable Entity: ${fault}`);
    return { key, value };
  });
  refuseSystemLabels(labels.filter(({ key }) => key !== "system.correlationId"));
  return labels;
}

/** Throws a `Refusal` (422) for a label that only Kestra sets. */
export function refuseSystemLabels(labels: readonly Label[]): void {
  const wrong = labels.find(isSystem);
  if (wrong !== undefined) {
    throw new Refusal(
      422,
      `Illegal argument: System labels can only be set by Kestra itself, offending label: ${wrong.key}=${wrong.value}`,
    );
  }
}

/** The checks of a flow whose condition is false for these inputs. */
function failedChecks(flow: FlowSpec, inputs: Values, now: number): readonly Values[] {
  const scope = flowScope(flow, now);
  const inner = { now, variables: { ...scope.variables, inputs } };
  return (flow.checks ?? []).filter(({ condition }) => !isTruthy(render(printed(condition), inner)));
}

function refuseChecks(flow: FlowSpec, inputs: Values, now: number): void {
  const blocking = failedChecks(flow, inputs, now).filter(
    ({ behavior }) => (behavior ?? "BLOCK_EXECUTION") === "BLOCK_EXECUTION",
  );
  if (blocking.length === 0) return;
  const messages = blocking.map(({ message }) => printed(message)).join(", ");
  throw new Refusal(
    422,
    `Illegal argument: Flow execution blocked: one or more condition checks evaluated to false.\nFailed checks: ${messages}`,
  );
}

/** Throws a `Refusal` (422) for the first input that was refused. 1.0 names it, and nests the message again. */
export function refuseInputs(read: readonly ReadInput[], { line }: Kestra): void {
  const wrong = firstFault(read);
  const message = wrong === undefined ? undefined : inputMessage(wrong, line);
  if (wrong === undefined || message === undefined) return;
  throw line === "1.0"
    ? new Refusal(422, `Invalid entity: ${wrong.spec.id}: ${message}`, [{ message, path: wrong.spec.id }])
    : new Refusal(422, `Invalid entity: ${message}`);
}

/** A date that is none is ignored, as Kestra does. */
function scheduleDateOf(request: SandboxRequest): number | undefined {
  const text = request.query.get("scheduleDate") ?? "";
  const milliseconds = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

const create: Route["handle"] = async (request, kestra) => {
  const { engine } = kestra;
  const sent = sentInputs(request);
  const flow = flowOf(request, kestra);
  if (flow.disabled === true) throw new Refusal(409, "Illegal state: Requested Flow is disabled.");
  const labels = labelsOf(request);
  const id = kestra.newId();
  const files = { store: engine.files, execution: { id, namespace: flow.namespace, flowId: flow.id } };
  const read = readInputs(flow.inputs ?? [], sent, flowScope(flow, engine.time), engine.dialect, files);
  refuseInputs(read, kestra);
  const inputs = valuesOf(read);
  refuseChecks(flow, inputs, engine.time);
  const scheduleDate = scheduleDateOf(request);
  const breakpoints = request.query.getAll("breakpoints").flatMap((ids) => ids.split(","));
  const execution = createExecution(engine, flow, {
    id,
    inputs,
    labels,
    breakpoints,
    ...(scheduleDate === undefined ? {} : { scheduleDate }),
  });
  if (flag(request, "wait", false)) await untilEnded(kestra, execution, request.signal);
  else if (engine.dialect.waits) takeNow(engine, execution);
  return json(renderCreated(execution, kestra));
};

const validate: Route["handle"] = (request, kestra) => {
  const { engine, line } = kestra;
  const sent = sentInputs(request);
  const flow = flowOf(request, kestra);
  const read = readInputs(flow.inputs ?? [], sent, flowScope(flow, engine.time), engine.dialect);
  const checks =
    firstFault(read) === undefined
      ? failedChecks(flow, valuesOf(read), engine.time).map(({ message, style, behavior }) => ({
          message,
          style,
          behavior,
        }))
      : [];
  return json({
    id: flow.id,
    namespace: flow.namespace,
    inputs: read.map((input) => renderInput(input, line)),
    ...(line === "1.0" ? {} : { checks }),
  });
};

export const executionCreateRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/{tenant}/executions/{namespace}/{id}", handle: create },
  {
    method: "POST",
    path: "/api/v1/{tenant}/executions/trigger/{namespace}/{id}",
    lines: ["1.0", "1.3"],
    handle: create,
  },
  { method: "POST", path: "/api/v1/{tenant}/executions/{namespace}/{id}/validate", handle: validate },
];
