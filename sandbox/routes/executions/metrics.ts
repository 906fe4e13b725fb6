import { json } from "../../http/answers.ts";
import { aggregated, aggregations, isAggregation } from "../../executions/metric-sums.ts";
import { Refusal } from "../../executions/refusal.ts";
import { renderMetric } from "../../rendering/execution.ts";
import { pageOf, readPaging } from "../../http/paging.ts";
import type { Route } from "../../http/route.ts";

const thirtyDays = 30 * 24 * 3_600_000;

const ofExecution: Route["handle"] = (request, { engine, line }) => {
  const paging = readPaging(request.query, "searchByExecution");
  const { executionId } = request.params;
  const [taskId, taskRunId] = [request.query.get("taskId"), request.query.get("taskRunId")];
  const rows = engine.metrics
    .all()
    .filter(
      (metric) =>
        metric.executionId === executionId &&
        (taskId === null || metric.taskId === taskId) &&
        (taskRunId === null || metric.taskRunId === taskRunId),
    );
  return json({
    results: pageOf(rows, paging).map((metric) => renderMetric(metric, line)),
    total: rows.length,
  });
};

function distinct(field: "name" | "taskId"): Route["handle"] {
  return (request, { engine }) => {
    const { namespace, flowId, taskId } = request.params;
    const found = engine.metrics
      .all()
      .filter(
        (metric) =>
          metric.namespace === namespace &&
          metric.flowId === flowId &&
          (taskId === undefined || metric.taskId === taskId),
      )
      .map((metric) => metric[field]);
    return json([...new Set(found)].toSorted());
  };
}

/** An instant of the query, in milliseconds since 1970; undefined where none is sent. Throws a `Refusal` (422). */
function instantOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const milliseconds = /T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new Refusal(422, `Internal server error: Failed to convert argument [${name}] for value [${text}]`);
}

const sums: Route["handle"] = ({ params, query }, { engine }) => {
  const aggregation = query.get("aggregation") ?? "sum";
  if (!isAggregation(aggregation)) {
    const known = aggregations.join(", ");
    throw new Refusal(
      422,
      `Illegal argument: Invalid aggregation: ${aggregation}. Expected one of: ${known}`,
    );
  }
  const end = instantOf(query, "endDate") ?? engine.time;
  const start = instantOf(query, "startDate") ?? end - thirtyDays;
  const { namespace, flowId, taskId, metric } = params;
  const rows = engine.metrics
    .all()
    .filter(
      (row) =>
        row.namespace === namespace &&
        row.flowId === flowId &&
        (taskId === undefined || row.taskId === taskId) &&
        row.name === metric,
    );
  return json(aggregated(rows, { start, end, aggregation }));
};

const base = "/api/v1/{tenant}/metrics";

export const executionMetricRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/{executionId}`, handle: ofExecution },
  { method: "GET", path: `${base}/names/{namespace}/{flowId}`, handle: distinct("name") },
  { method: "GET", path: `${base}/names/{namespace}/{flowId}/{taskId}`, handle: distinct("name") },
  { method: "GET", path: `${base}/tasks/{namespace}/{flowId}`, handle: distinct("taskId") },
  { method: "GET", path: `${base}/aggregates/{namespace}/{flowId}/{metric}`, handle: sums },
  { method: "GET", path: `${base}/aggregates/{namespace}/{flowId}/{taskId}/{metric}`, handle: sums },
];
