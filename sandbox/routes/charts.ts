import {
  executionTable,
  flowTable,
  grouped,
  indicator,
  logTable,
  unitOf,
  type Table,
} from "../dashboards/chart-rows.ts";
import { readYaml } from "../enterprise/source.ts";
import type { Condition } from "../executions/condition.ts";
import { searchExecutions } from "../executions/execution-search.ts";
import { searchLogs } from "../executions/log-search.ts";
import { Refusal } from "../executions/refusal.ts";
import { searchFlows } from "../flows/flow-search.ts";
import { page } from "../http/answers.ts";
import { objectBody } from "../http/request-body.ts";
import type { Route } from "../http/route.ts";
import type { Kestra } from "../kestra/kestra.ts";
import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";

const charts = "io.kestra.plugin.core.dashboard.chart.";
const data = "io.kestra.plugin.core.dashboard.data.";
const kinds = ["Bar", "KPI", "Pie", "Table", "TimeSeries"];
const month = 30 * 86_400_000;

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Throws the `Refusal` (422) of a type that is none. */
function typed(holder: Values, among: string, known: readonly string[]): string {
  const type = printed(holder["type"] ?? "<null>");
  const name = type.replace(among, "");
  if (type.startsWith(among) && known.includes(name)) return name;
  const message = `Invalid type: ${type}`;
  const cause = `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.Plugin\`: No plugin registered for the defined type: '${type}'`;
  throw new Refusal(422, `Invalid entity: ${message}`, [
    { message, path: "" },
    { message: cause, path: "" },
  ]);
}

/** `START_DATE` and `startDate` are one field. */
function fieldOf(name: string): string {
  return name.includes("_") || name === name.toUpperCase()
    ? name.toLowerCase().replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : name;
}

/** The filters of the whole dashboard; one of labels becomes a condition for each of them. */
function conditionsOf(filters: unknown): readonly Condition[] {
  if (!Array.isArray(filters)) return [];
  return (filters as readonly Values[]).flatMap(({ field, operation, value }): readonly Condition[] => {
    const [name, op] = [fieldOf(printed(field)), printed(operation)];
    if (isObject(value)) {
      return Object.entries(value).map(([key, it]) => ({
        field: name,
        operation: op,
        key,
        value: printed(it),
      }));
    }
    const text = Array.isArray(value) ? (value as readonly unknown[]).map(printed).join(",") : printed(value);
    return [{ field: name === "query" ? "q" : name, operation: op, value: text }];
  });
}

/** How long a time the filters leave, in milliseconds: a month where they leave it open. */
function spanOf(conditions: readonly Condition[], now: number): number {
  const dateIn = (field: string): number | undefined => {
    const found = conditions.find((condition) => condition.field === field);
    return found === undefined ? undefined : Date.parse(found.value);
  };
  const start = dateIn("startDate");
  return start === undefined ? month : (dateIn("endDate") ?? now) - start;
}

function rowsOf<Row>(table: Table<Row>, isIndicator: boolean, wanted: Values): readonly Values[] {
  return isIndicator ? indicator(table, wanted) : grouped(table, wanted);
}

function resultsOf(wanted: Values, conditions: readonly Condition[], kestra: Kestra): readonly Values[] {
  const { engine, line, flows } = kestra;
  const name = typed(wanted, data, ["Executions", "ExecutionsKPI", "Flows", "FlowsKPI", "Logs", "LogsKPI"]);
  const isIndicator = name.endsWith("KPI");
  const unit = unitOf(spanOf(conditions, engine.time));
  switch (name.replace("KPI", "")) {
    case "Executions": {
      const rows = searchExecutions(engine.executions.all(), conditions, line, engine.time);
      return rowsOf(executionTable(rows, unit), isIndicator, wanted);
    }
    case "Logs":
      return rowsOf(
        logTable(searchLogs(engine.logs.all(), conditions, engine.time), unit),
        isIndicator,
        wanted,
      );
    default: {
      const undated = conditions.filter(({ field }) => !field.endsWith("Date"));
      const rows = searchFlows(flows.all(), undated, line).map(({ flow }) => flow);
      return rowsOf(flowTable(rows), isIndicator, wanted);
    }
  }
}

/** The data of a chart that no dashboard keeps. */
const preview: Route["handle"] = (request, kestra) => {
  const { chart, globalFilter } = objectBody(request, "previewRequest");
  const values = readYaml(printed(chart), kestra.line);
  typed(values, charts, kinds);
  if (!isObject(values["data"]))
    throw new Refusal(422, "Illegal argument: Only data charts can be generated.");
  const { filters, pageNumber, pageSize } = isObject(globalFilter) ? globalFilter : {};
  const results = resultsOf(values["data"], conditionsOf(filters), kestra);
  const size = typeof pageSize === "number" ? pageSize : results.length;
  const first = (typeof pageNumber === "number" ? pageNumber - 1 : 0) * size;
  return page(results.slice(first, first + size), results.length);
};

export const chartRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/{tenant}/dashboards/charts/preview", handle: preview },
];
