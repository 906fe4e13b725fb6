import type { Window } from "../../functions/window.ts";

/** A column of a chart: a field, by whose values rows are grouped, or what is counted of each group. */
export interface Column {
  readonly field?: string;
  readonly agg?: "COUNT" | "SUM" | "MAX";
}

/** What of the rows a chart counts, and which groups come first. */
interface Wish {
  readonly where?: readonly object[];
  readonly orderBy?: readonly { readonly column: string; readonly order: "ASC" | "DESC" }[];
}

/** The columns that say which flow a group is of. */
export const flowColumns = { namespace: { field: "NAMESPACE" }, flow: { field: "FLOW_ID" } } as const;

/** The column that counts. */
export const count: Column = { agg: "COUNT" };

/** A table of Kestra's dashboards, as its source: JSON is YAML, too. */
export function tableOf(
  of: "Executions" | "Logs",
  columns: Readonly<Record<string, Column>>,
  wish: Wish = {},
): string {
  return JSON.stringify({
    id: "rows",
    type: "io.kestra.plugin.core.dashboard.chart.Table",
    chartOptions: { displayName: "Rows" },
    data: {
      type: `io.kestra.plugin.core.dashboard.data.${of}`,
      columns,
      ...wish,
    },
  });
}

/** A condition of a chart: only executions in these states. */
export function inStates(states: readonly string[]): object {
  return { field: "STATE", type: "IN", values: states };
}

/** The filters of a chart: what started in a time, of a namespace and its children, of a flow. */
export function filtersOf(
  { from, to, isUpToNow }: Window,
  { namespace, flow_id }: { readonly namespace?: string | undefined; readonly flow_id?: string | undefined },
): Record<string, string>[] {
  const filter = (field: string, operation: string, value: string | undefined) =>
    value === undefined ? [] : [{ field, operation, value }];
  return [
    ...filter("startDate", "GREATER_THAN_OR_EQUAL_TO", from),
    ...filter("endDate", "LESS_THAN_OR_EQUAL_TO", isUpToNow ? undefined : to),
    ...filter("namespace", "PREFIX", namespace),
    ...filter("flowId", "EQUALS", flow_id),
  ];
}
