import { json, page } from "../../http/answers.ts";
import type { Execution } from "../../executions/execution.ts";
import { searchExecutions, sortExecutions } from "../../executions/execution-search.ts";
import type { FlowSpec, TaskSpec } from "../../executions/flow.ts";
import { tasksUnder } from "../../executions/flow.ts";
import { indexedAt } from "../../executions/indexed.ts";
import { executionGraph } from "../../rendering/graph.ts";
import { Refusal } from "../../executions/refusal.ts";
import { renderExecution } from "../../rendering/execution.ts";
import { startOf } from "../../executions/state.ts";
import { formatInstant } from "../../values/duration.ts";
import type { Values } from "../../values/values.ts";
import { fitting, readFilters } from "../../filters/filters.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { pageOf, readPaging, readSorts, requiredOf, type Paging } from "../../http/paging.ts";
import { listBody } from "../../http/request-body.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { executionOf } from "./request.ts";

/** The executions that the filters of a query ask for, oldest first, as searches know them by now. Throws a `Refusal`. */
export function foundBy(request: SandboxRequest, { engine, line, lag }: Kestra): readonly Execution[] {
  const known = engine.executions
    .all()
    .flatMap((execution) => indexedAt(execution, engine.time - lag.executions) ?? []);
  return fitting(known, readFilters(request.query, line, "EXECUTION"), (rows, conditions) =>
    searchExecutions(rows, conditions, line, engine.time),
  );
}

/** A page of executions. After the last page there is no total either. */
function rowsOf(rows: readonly Execution[], paging: Paging, { engine, line }: Kestra): SandboxAnswer {
  const shown = pageOf(rows, paging);
  const results = shown.map((execution) => renderExecution(execution, line, engine.time, "row"));
  return page(results, shown.length === 0 ? 0 : rows.length);
}

const search: Route["handle"] = (request, kestra) => {
  const paging = readPaging(request.query, "searchExecutions");
  const sorts = readSorts(request.query);
  return rowsOf(sortExecutions(foundBy(request, kestra), sorts, kestra.line), paging, kestra);
};

/** The executions of one flow, oldest first; neither states nor a sort are looked at. */
const ofFlow: Route["handle"] = (request, kestra) => {
  const namespace = requiredOf(request.query, "namespace");
  const flowId = requiredOf(request.query, "flowId");
  const paging = readPaging(request.query, "searchExecutionsByFlowId");
  return rowsOf(kestra.engine.executions.ofFlow(namespace, flowId), paging, kestra);
};

const get: Route["handle"] = (request, kestra) =>
  json(renderExecution(executionOf(request, kestra), kestra.line, kestra.engine.time, "read"));

/** The last execution of each flow that is asked for as `{namespace, id}`; flows without one are left out. */
const latest: Route["handle"] = (request, { engine }) => {
  const wanted = listBody(request, "flows") as readonly {
    readonly namespace?: string;
    readonly id?: string;
  }[];
  const found = wanted.flatMap(({ namespace = "", id = "" }) =>
    engine.executions.ofFlow(namespace, id).slice(-1),
  );
  return json(
    found.map((execution) => ({
      id: execution.id,
      flowId: execution.flowId,
      namespace: execution.namespace,
      startDate: formatInstant(startOf(execution.state)),
      status: execution.state.current,
    })),
  );
};

function taskForExecution(task: TaskSpec): Values {
  const inner = ["tasks", "then", "else", "errors", "finally"].flatMap((key) => {
    const tasks = tasksUnder(task, key);
    return tasks.length === 0 ? [] : [[key, tasks.map(taskForExecution)] as const];
  });
  return { id: task.id, type: task.type, ...Object.fromEntries(inner) };
}

/** What of a flow is shown to those who may only run it. */
function flowForExecution(flow: FlowSpec, { line }: Kestra): Values {
  return {
    id: flow.id,
    namespace: flow.namespace,
    revision: flow.revision,
    ...(flow.inputs === undefined ? {} : { inputs: flow.inputs }),
    disabled: flow.disabled === true,
    deleted: false,
    tasks: flow.tasks.map(taskForExecution),
    errors: (flow.errors ?? []).map(taskForExecution),
    afterExecution: [],
    triggers: [],
    ...(line === "2.0" ? { quotas: [] } : {}),
    sla: [],
    finally: (flow.finally ?? []).map(taskForExecution),
  };
}

const flowOfExecution: Route["handle"] = (request, kestra) => {
  const execution = executionOf(request, kestra, (id, line) =>
    line === "1.0" ? "No value present" : `Execution ${id} not found when fetching flow`,
  );
  return json(flowForExecution(execution.flow, kestra));
};

const graph: Route["handle"] = (request, kestra) => {
  const { engine, line } = kestra;
  return json(executionGraph(executionOf(request, kestra), line, engine.time, engine.newId));
};

const flowToExecute: Route["handle"] = (request, kestra) => {
  const { namespace = "", flowId = "" } = request.params;
  const flow = kestra.flows.find(namespace, flowId);
  if (flow === undefined) throw new Refusal(404, "Not Found: Requested Flow is not found.");
  return json(flowForExecution(flow, kestra));
};

const fields: ReadonlyMap<string, (execution: Execution) => string> = new Map([
  ["FLOW_ID", ({ flowId }: Execution) => flowId],
  ["flowId", ({ flowId }: Execution) => flowId],
  ["NAMESPACE", ({ namespace }: Execution) => namespace],
  ["namespace", ({ namespace }: Execution) => namespace],
]);

const distinct: Route["handle"] = (request, { engine }) => {
  const name = requiredOf(request.query, "field");
  const field = fields.get(name);
  if (field === undefined) throw new Refusal(422, `Illegal argument: Unsupported field '${name}'.`);
  return json([...new Set(engine.executions.all().map(field))].toSorted());
};

export const executionReadRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/executions", handle: ofFlow },
  { method: "GET", path: "/api/v1/{tenant}/executions/search", handle: search },
  {
    method: "GET",
    path: "/api/v1/{tenant}/executions/distinct-field-values",
    lines: ["2.0"],
    handle: distinct,
  },
  { method: "GET", path: "/api/v1/{tenant}/executions/{executionId}", handle: get },
  { method: "GET", path: "/api/v1/{tenant}/executions/{executionId}/flow", handle: flowOfExecution },
  { method: "GET", path: "/api/v1/{tenant}/executions/{executionId}/graph", handle: graph },
  { method: "GET", path: "/api/v1/{tenant}/executions/flows/{namespace}/{flowId}", handle: flowToExecute },
  { method: "POST", path: "/api/v1/{tenant}/executions/latest", handle: latest },
];
