import type { FlowSpec } from "../../executions/flow.ts";
import { Refusal } from "../../executions/refusal.ts";
import { readFlow } from "../../flows/flow-service.ts";
import { renderTask, renderTrigger } from "../../flows/render-flow.ts";
import { json } from "../../http/answers.ts";
import { integerOf } from "../../http/paging.ts";
import { textBody } from "../../http/request-body.ts";
import type { Route } from "../../http/route.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { drawTriggers, graphOf } from "../../rendering/graph.ts";
import { renderState } from "../../triggers/render-trigger.ts";
import type { Values } from "../../values/values.ts";

/** Up to 1.3 a trigger shows its state, too. */
function graph({ namespace, id, tasks, triggers = [] }: FlowSpec, kestra: Kestra): Values {
  const { line, tenant, scheduler } = kestra;
  const newId = (): string => kestra.newId();
  const drawn = graphOf(tasks, { task: (task) => renderTask(task, line), newId });
  const shown = triggers.map((trigger) => {
    const state = scheduler.states.get({ namespace, flowId: id, triggerId: trigger.id });
    return {
      id: trigger.id,
      triggerDeclaration: renderTrigger(trigger, line),
      ...(state === undefined || line === "2.0" ? {} : { trigger: renderState(state, line, tenant) }),
    };
  });
  drawTriggers(drawn, shown, newId);
  const { nodes, edges, clusters } = drawn;
  return { nodes, edges, clusters };
}

const ofFlow: Route["handle"] = ({ params, query }, kestra) => {
  const { namespace = "", id = "" } = params;
  const stored = kestra.flows.get(namespace, id, integerOf(query, "revision"));
  if (stored !== undefined) return json(graph(stored.flow, kestra));
  throw new Refusal(404, `Not Found: Unable to find flow ${kestra.tenant}_${namespace}_${id}`);
};

const ofSource: Route["handle"] = (request, kestra) =>
  json(graph(readFlow(textBody(request, "flow"), kestra).flow, kestra));

export const flowGraphRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/flows/{namespace}/{id}/graph", handle: ofFlow },
  { method: "POST", path: "/api/v1/{tenant}/flows/graph", handle: ofSource },
];
