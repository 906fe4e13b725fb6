import { count, flowColumns, type Column } from "../charts/chart.ts";
import { endedStates } from "../execution/execution-state.ts";

type Row = Readonly<Record<string, unknown>>;

/** What executions are grouped by. */
export type By = "flow" | "namespace" | "state" | "day";

/** Executions that have one thing in common. */
export interface Group {
  readonly group: string;
  readonly executions: number;
  /** How many are in each state. */
  readonly states: Readonly<Record<string, number>>;
  /** Of those that have ended. */
  readonly durationSeconds?: { readonly avg: number; readonly max: number };
}

const keys: Readonly<Record<By, Readonly<Record<string, Column>>>> = {
  flow: flowColumns,
  namespace: { namespace: flowColumns.namespace },
  state: {},
  day: { date: { field: "START_DATE" } },
};

/** The columns of the chart that counts groups: those of the group, and its states, as only what has ended has a duration. */
export function columnsOf(by: By): Readonly<Record<string, Column>> {
  return {
    ...keys[by],
    state: { field: "STATE" },
    total: count,
    sum: { field: "DURATION", agg: "SUM" },
    max: { field: "DURATION", agg: "MAX" },
  };
}

/**
 * Rows of that chart put together to groups: most executions first, days in their order.
 * @param seconds what one of the chart's durations is, in seconds
 */
export function groupsOf(rows: readonly Row[], by: By, seconds: number): readonly Group[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(nameOf(row, by));
    if (own === undefined) found.set(nameOf(row, by), [row]);
    else own.push(row);
  }
  const groups = [...found].map(([group, own]) => groupOf(group, own, seconds));
  return by === "day"
    ? groups.toSorted((a, b) => (a.group < b.group ? -1 : 1))
    : groups.toSorted((a, b) => b.executions - a.executions || (a.group < b.group ? -1 : 1));
}

function nameOf(row: Row, by: By): string {
  const text = (key: string) => (typeof row[key] === "string" ? row[key] : "");
  if (by === "flow") return `${text("namespace")}/${text("flow")}`;
  if (by === "day") return text("date").slice(0, 10);
  return text(by);
}

function groupOf(group: string, rows: readonly Row[], seconds: number): Group {
  const states: Record<string, number> = {};
  for (const row of rows) states[stateOf(row)] = (states[stateOf(row)] ?? 0) + numberIn(row, "total");
  const ended = rows.filter((row) => endedStates.includes(stateOf(row)) && typeof row.max === "number");
  const counted = sumOf(ended, "total");
  const executions = sumOf(rows, "total");
  if (counted === 0) return { group, executions, states };
  const avg = rounded((sumOf(ended, "sum") / counted) * seconds);
  return { group, executions, states, durationSeconds: { avg, max: rounded(longestOf(ended) * seconds) } };
}

/** The longest duration of what has ended, as the chart counts it. */
export function longestOf(rows: readonly Row[]): number {
  return rows
    .filter((row) => endedStates.includes(stateOf(row)))
    .reduce((most, row) => Math.max(most, numberIn(row, "max")), 0);
}

/**
 * What one of a chart's durations is, in seconds: Kestra keeps seconds in some databases and milliseconds in others, and
 * its charts divide by 1000 or not. The longest execution, whose duration is known, tells.
 */
export function secondsOfOne(longest: number, known: number | undefined): number {
  if (longest <= 0 || known === undefined || known <= 0) return 1;
  const away = (unit: number) => Math.abs(Math.log((longest * unit) / known));
  return [1, 0.001, 1000].reduce((best, unit) => (away(unit) < away(best) ? unit : best));
}

function stateOf(row: Row): string {
  return typeof row.state === "string" ? row.state : "";
}

function numberIn(row: Row, key: string): number {
  const value = row[key];
  return typeof value === "number" ? value : 0;
}

function sumOf(rows: readonly Row[], key: string): number {
  return rows.reduce((sum, row) => sum + numberIn(row, key), 0);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
