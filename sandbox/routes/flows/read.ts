import { json, page } from "../../http/answers.ts";
import { Refusal } from "../../executions/refusal.ts";
import { fitting, readFilters } from "../../filters/filters.ts";
import { taskIn } from "../../flows/check-flow.ts";
import { flowDependencies, knownFlows } from "../../flows/dependencies.ts";
import { flowSortKeys, fragmentsOf, searchFlows } from "../../flows/flow-search.ts";
import { storedFlow } from "../../flows/flow-service.ts";
import type { StoredFlow } from "../../flows/flow-store.ts";
import { renderFlow, renderTask } from "../../flows/render-flow.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf, integerOf, pageOf, readPaging, readSorts, sorted } from "../../http/paging.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";

const base = "/api/v1/{tenant}/flows";
const one = `${base}/{namespace}/{id}`;

/** The flows that the filters of a query ask for. Throws a `Refusal`. */
export function flowsFoundBy({ query }: SandboxRequest, { flows, line }: Kestra): readonly StoredFlow[] {
  return fitting(flows.all(), readFilters(query, line, "FLOW"), (rows, conditions) =>
    searchFlows(rows, conditions, line),
  );
}

const search: Route["handle"] = (request, kestra) => {
  const paging = readPaging(request.query, "searchFlows");
  const found = sorted(flowsFoundBy(request, kestra), readSorts(request.query), flowSortKeys);
  const rows = pageOf(found, paging);
  return page(
    rows.map((row) => renderFlow(row, kestra.line, { read: true })),
    // After the last page there is no total either.
    rows.length === 0 ? 0 : found.length,
  );
};

const searchSource: Route["handle"] = ({ query }, { flows, line }) => {
  const paging = readPaging(query, "searchFlowsBySourceCode");
  const words = query.get("q") ?? "";
  const namespace = query.get("namespace");
  const found = flows
    .all()
    .filter(({ flow }) => namespace === null || flow.namespace === namespace)
    .map((stored) => ({ stored, fragments: fragmentsOf(stored.source, words) }))
    .filter(({ fragments }) => fragments.length > 0);
  const rows = pageOf(found, paging);
  return page(
    rows.map(({ stored, fragments }) => ({ model: renderFlow(stored, line, { read: true }), fragments })),
    rows.length === 0 ? 0 : found.length,
  );
};

/** The namespaces that flows are in. What `q` finds is left out where it is not the whole name, as in Kestra. */
const distinctNamespaces: Route["handle"] = ({ query }, { flows }) => {
  const q = query.get("q") ?? "";
  const namespaces = [...new Set(flows.all().map(({ flow }) => flow.namespace))].sort();
  return json(
    namespaces.filter((namespace) => q === "" || namespace.toLowerCase().startsWith(q.toLowerCase())),
  );
};

const get: Route["handle"] = ({ params, query }, kestra) => {
  const revision = integerOf(query, "revision");
  const allowDeleted = booleanOf(query, "allowDeleted") ?? false;
  const { namespace = "", id = "" } = params;
  const last =
    allowDeleted && revision === undefined ? kestra.flows.revisions(namespace, id).at(-1) : undefined;
  const stored = last ?? storedFlow(kestra, namespace, id, revision);
  return json(renderFlow(stored, kestra.line, { read: true, source: booleanOf(query, "source") ?? false }));
};

const task: Route["handle"] = ({ params }, kestra) => {
  const { flow } = storedFlow(kestra, params["namespace"], params["id"]);
  const found = taskIn({ ...flow }, params["taskId"] ?? "");
  if (found === undefined) throw new Refusal(404, "Not Found");
  return json(renderTask(found, kestra.line));
};

/** 1.0 counts the end of a flow among its revisions. */
const revisions: Route["handle"] = ({ params }, { flows, line }) =>
  json(
    flows
      .revisions(params["namespace"] ?? "", params["id"] ?? "")
      .filter(({ deleted }) => line === "1.0" || !deleted)
      .map((stored) => renderFlow(stored, line, { read: true, source: true })),
  );

const ofNamespace: Route["handle"] = ({ params }, { flows, line }) =>
  json(
    flows
      .all()
      .filter(({ flow }) => flow.namespace === params["namespace"])
      .map((stored) => renderFlow(stored, line, { read: true })),
  );

const dependencies: Route["handle"] = ({ params, query }, kestra) =>
  json(
    flowDependencies(
      knownFlows(kestra),
      { namespace: params["namespace"] ?? "", id: params["id"] ?? "" },
      {
        destinationOnly: booleanOf(query, "destinationOnly") ?? false,
        expandAll: booleanOf(query, "expandAll") ?? false,
      },
    ),
  );

/** Flows with tasks that are deprecated: of the tasks that the sandbox knows, none is. */
const deprecated: Route["handle"] = () => json([]);

export const flowReadRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "GET", path: `${base}/source`, handle: searchSource },
  { method: "GET", path: `${base}/distinct-namespaces`, handle: distinctNamespaces },
  { method: "GET", path: `${base}/deprecated`, handle: deprecated },
  { method: "GET", path: `${base}/{namespace}`, handle: ofNamespace },
  { method: "GET", path: one, handle: get },
  { method: "GET", path: `${one}/tasks/{taskId}`, handle: task },
  { method: "GET", path: `${one}/revisions`, handle: revisions },
  { method: "GET", path: `${one}/dependencies`, handle: dependencies },
];
