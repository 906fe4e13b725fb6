import { readExactly } from "../values/exact-number.ts";
import { json } from "../http/answers.ts";
import { ownLabels } from "../engine/create.ts";
import { Refusal } from "../executions/refusal.ts";
import { renderCreated } from "../rendering/execution.ts";
import type { Values } from "../values/values.ts";
import type { Route, SandboxRequest } from "../http/route.ts";
import { startFor } from "../triggers/start.ts";
import { triggersOf } from "../flows/trigger-spec.ts";

/** JSON as what it says, anything else as a text. */
function bodyOf({ body }: SandboxRequest): unknown {
  const text = body.toString("utf8");
  try {
    return readExactly(text);
  } catch {
    return text;
  }
}

/** What templates see as `trigger`: everything that was sent, the headers as the client wrote them. */
function variablesFor(request: SandboxRequest): Values {
  return {
    ...(request.body.length === 0 ? {} : { body: bodyOf(request) }),
    headers: request.sentHeaders,
    parameters: Object.fromEntries(
      [...new Set(request.query.keys())].map((name) => [name, request.query.getAll(name)]),
    ),
  };
}

/** The answer leaves out what a webhook's caller need not know. */
const shown = ["id", "namespace", "flowId", "flowRevision", "inputs", "trigger", "labels", "state", "url"];

const call: Route["handle"] = (request, kestra) => {
  const { namespace = "", id = "", key } = request.params;
  const { engine, line, tenant } = kestra;
  const flow = engine.flows.find(namespace, id);
  if (flow === undefined) throw new Refusal(404, "Not Found: Flow not found");
  const trigger = triggersOf(flow, "Webhook", line).find((it) => it["key"] === key);
  if (trigger === undefined || trigger.disabled === true) {
    throw new Refusal(404, "Not Found: Webhook not found");
  }
  if (flow.disabled === true) throw new Refusal(409, "Illegal state: Requested Flow is disabled.");
  const executionId = kestra.newId();
  const execution = startFor(engine, flow, trigger, {
    id: executionId,
    variables: variablesFor(request),
    systemLabels: line === "1.0" ? [] : ownLabels(engine, executionId, "trigger"),
  });
  const view: Values = renderCreated(execution, kestra);
  const told = shown.flatMap((name) => (view[name] === undefined ? [] : [[name, view[name]] as const]));
  return json({ tenantId: tenant, ...Object.fromEntries(told) });
};

/** No trigger of the sandbox takes a path behind its key. */
const callWithPath: Route["handle"] = () => {
  throw new Refusal(404, "Not Found");
};

const base = "/api/v1/{tenant}/executions/webhook/{namespace}/{id}/{key}";
const methods = ["GET", "POST", "PUT"] as const;

export const webhookRoutes: readonly Route[] = methods.flatMap((method): readonly Route[] => [
  { method, path: base, handle: call },
  { method, path: `${base}/{path}`, handle: callWithPath },
]);
