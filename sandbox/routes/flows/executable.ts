import type { Line } from "../../line/line.ts";
import { json } from "../../http/answers.ts";
import type { FlowSpec } from "../../executions/flow.ts";
import type { Values } from "../../values/values.ts";
import type { Route } from "../../http/route.ts";

const base = "/api/v1/{tenant}/executions";

function kinds(items: unknown): readonly Values[] {
  return (Array.isArray(items) ? (items as readonly Values[]) : []).map(({ id, type }) => ({ id, type }));
}

/** What somebody sees of a flow who may only run it. */
function render(flow: FlowSpec, line: Line): Values {
  const { id, namespace, revision, disabled = false, ...rest } = { ...flow } as FlowSpec & Values;
  return {
    id,
    namespace,
    revision,
    disabled,
    deleted: false,
    ...(rest["inputs"] === undefined ? {} : { inputs: rest["inputs"] }),
    tasks: kinds(rest.tasks),
    errors: kinds(rest.errors),
    afterExecution: kinds(rest["afterExecution"]),
    triggers: kinds(rest["triggers"]),
    ...(line === "2.0" ? { quotas: [] } : {}),
    sla: [],
    finally: kinds(rest.finally),
  };
}

const namespaces: Route["handle"] = (_, { flows }) =>
  json([...new Set(flows.all().map(({ flow }) => flow.namespace))].sort());

const ofNamespace: Route["handle"] = ({ params }, { flows, line }) =>
  json(
    flows
      .all()
      .filter(({ flow }) => flow.namespace === params["namespace"] && flow.disabled !== true)
      .map(({ flow }) => render(flow, line)),
  );

/** Flows as those see them who run them. */
export const executableFlowRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/namespaces`, handle: namespaces },
  { method: "GET", path: `${base}/namespaces/{namespace}/flows`, handle: ofNamespace },
];
