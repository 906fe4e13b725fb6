import { count, flowColumns, inStates, tableOf } from "../charts/chart.ts";
import { textOf, type Raw } from "../diagnosis/facts/fields.ts";
import { knownStates } from "../execution/execution-filters.ts";
import { endedStates } from "../execution/execution-state.ts";
import type { FlowCount } from "./facts.ts";

/** How many executions are in each state. */
export const byState = tableOf("Executions", { state: { field: "STATE" }, total: count });

/** How many executions of each flow failed, the most first. */
export const failures = tableOf(
  "Executions",
  { ...flowColumns, total: count },
  { where: [inStates(["FAILED"])], orderBy: [{ column: "total", order: "DESC" }] },
);

/** How many of each flow have not ended, by state. */
export const notEnded = tableOf(
  "Executions",
  { ...flowColumns, state: { field: "STATE" }, total: count },
  { where: [inStates(knownStates.filter((state) => !endedStates.includes(state)))] },
);

/** What triggers logged at ERROR, the newest first. */
export const triggerErrors = tableOf(
  "Logs",
  {
    date: { field: "DATE" },
    ...flowColumns,
    trigger: { field: "TRIGGER_ID" },
    message: { field: "MESSAGE" },
    total: count,
  },
  {
    where: [
      { field: "LEVEL", type: "IN", values: ["ERROR"] },
      { field: "TRIGGER_ID", type: "IS_NOT_NULL" },
    ],
    orderBy: [{ column: "date", order: "DESC" }],
  },
);

/** A row of these charts, or of the counters of limits. */
export function flowCount(row: Raw): FlowCount {
  return {
    namespace: textOf(row.namespace),
    flowId: textOf(row.flow) || textOf(row.flowId),
    ...(typeof row.state === "string" ? { state: row.state } : {}),
    total: numberIn(row),
  };
}

/** What a row counts. */
export function numberIn({ total }: Raw): number {
  return typeof total === "number" ? total : 0;
}
