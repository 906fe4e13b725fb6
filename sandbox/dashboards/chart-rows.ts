import { labelsOf, type FlowSpec } from "../executions/flow.ts";
import type { Execution, LogEntry } from "../executions/execution.ts";
import { Refusal } from "../executions/refusal.ts";
import { endOf, startOf } from "../executions/state.ts";
import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";

type Cell = string | number | null | Values;

/** What a chart counts: a row, and what its columns may show of it. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  readonly fields: Readonly<Record<string, (row: Row) => Cell>>;
}

const day = 86_400_000;

/** A date in a chart, in the unit that its dates are counted by. */
function bucket(date: number, unit: number): string {
  return new Date(date - (date % unit)).toISOString().replace("Z", "+00:00");
}

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** Executions as charts see them; `unit` is what their dates are counted by, in milliseconds. */
export function executionTable(rows: readonly Execution[], unit: number): Table<Execution> {
  return {
    rows,
    fields: {
      ID: ({ id }) => id,
      NAMESPACE: ({ namespace }) => namespace,
      FLOW_ID: ({ flowId }) => flowId,
      FLOW_REVISION: ({ flowRevision }) => flowRevision,
      STATE: ({ state }) => state.current,
      DURATION: ({ state }) => {
        const end = endOf(state);
        return end === undefined ? null : seconds(end - startOf(state));
      },
      LABELS: ({ labels }) => Object.fromEntries(labels.map(({ key, value }) => [key, value])),
      START_DATE: ({ state }) => bucket(startOf(state), unit),
      END_DATE: ({ state }) => {
        const end = endOf(state);
        return end === undefined ? null : bucket(end, unit);
      },
      TRIGGER_EXECUTION_ID: ({ trigger }) => {
        const id = trigger?.variables["executionId"];
        return typeof id === "string" ? id : null;
      },
    },
  };
}

export function logTable(rows: readonly LogEntry[], unit: number): Table<LogEntry> {
  return {
    rows,
    fields: {
      DATE: ({ timestamp }) => bucket(timestamp, unit),
      NAMESPACE: ({ namespace }) => namespace,
      FLOW_ID: ({ flowId }) => flowId,
      TASK_ID: ({ taskId }) => taskId ?? null,
      EXECUTION_ID: ({ executionId }) => executionId ?? null,
      TASK_RUN_ID: ({ taskRunId }) => taskRunId ?? null,
      ATTEMPT_NUMBER: ({ attemptNumber }) => attemptNumber ?? null,
      TRIGGER_ID: ({ triggerId }) => triggerId ?? null,
      LEVEL: ({ level }) => level,
      MESSAGE: ({ message }) => message,
    },
  };
}

export function flowTable(rows: readonly FlowSpec[]): Table<FlowSpec> {
  return {
    rows,
    fields: {
      ID: ({ id }) => id,
      NAMESPACE: ({ namespace }) => namespace,
      REVISION: ({ revision }) => revision,
      LABELS: ({ labels }) => Object.fromEntries(labelsOf(labels).map(({ key, value }) => [key, value])),
    },
  };
}

/** What a column of a chart wants. */
interface Column {
  readonly field?: string;
  readonly agg?: string;
}

function columnsOf(data: Values): readonly (readonly [name: string, column: Column])[] {
  return Object.entries((data["columns"] ?? {}) as Readonly<Record<string, Column>>);
}

function cellOf<Row>({ fields }: Table<Row>, field: string): (row: Row) => Cell {
  const cell = fields[field];
  if (cell === undefined) throw new Refusal(422, `Illegal argument: Unknown field ${field}`);
  return cell;
}

const aggregations: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  SUM: (numbers) => numbers.reduce((sum, one) => sum + one, 0),
  AVG: (numbers) => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length),
  MIN: (numbers) => Math.min(...numbers),
  MAX: (numbers) => numbers.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY),
};

function aggregated<Row>(table: Table<Row>, { agg = "", field }: Column, rows: readonly Row[]): Cell {
  if (agg === "COUNT") return rows.length;
  const sum = aggregations[agg];
  if (sum === undefined || field === undefined) throw new Refusal(422, `Illegal argument: Unknown ${agg}`);
  const numbers = rows.map(cellOf(table, field)).filter((cell): cell is number => typeof cell === "number");
  return numbers.length === 0 ? null : sum(numbers);
}

type Test = (cell: Cell, condition: Values) => boolean;

const tests: Readonly<Record<string, Test>> = {
  IN: (cell, { values }) => Array.isArray(values) && values.includes(cell),
  NOT_IN: (cell, { values }) => Array.isArray(values) && !values.includes(cell),
  EQUAL_TO: (cell, { value }) => cell === value,
  NOT_EQUAL_TO: (cell, { value }) => cell !== value,
  CONTAINS: (cell, { value }) => printed(cell).includes(printed(value)),
  STARTS_WITH: (cell, { value }) => printed(cell).startsWith(printed(value)),
  ENDS_WITH: (cell, { value }) => printed(cell).endsWith(printed(value)),
  GREATER_THAN: (cell, { value }) => Number(cell) > Number(value),
  LESS_THAN: (cell, { value }) => Number(cell) < Number(value),
};

/** The rows that a chart's own conditions leave. Throws a `Refusal` (422) for one that it does not know. */
export function where<Row>(table: Table<Row>, conditions: unknown): readonly Row[] {
  if (!Array.isArray(conditions)) return table.rows;
  return (conditions as readonly Values[]).reduce((rows, condition) => {
    const cell = cellOf(table, printed(condition["field"]));
    const test = tests[printed(condition["type"])];
    if (test === undefined) throw new Refusal(422, `Illegal argument: Unknown filter`);
    return rows.filter((row) => test(cell(row), condition));
  }, table.rows);
}

function ordered(results: readonly Values[], orderBy: unknown): readonly Values[] {
  if (!Array.isArray(orderBy)) return results;
  return (orderBy as readonly Values[]).toReversed().reduce((sorted, { column, order }) => {
    const name = printed(column);
    const sign = order === "DESC" ? -1 : 1;
    const key = (row: Values): string | number => {
      const cell = row[name];
      return typeof cell === "number" ? cell : printed(cell);
    };
    return sorted.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  }, results);
}

/** The rows of a chart: one for each of its columns' values, with what it sums up of them. */
export function grouped<Row>(table: Table<Row>, data: Values): readonly Values[] {
  const columns = columnsOf(data);
  const keys = columns.filter(([, { agg }]) => agg === undefined);
  const sums = columns.filter(([, { agg }]) => agg !== undefined);
  const cells = keys.map(([name, { field = "" }]) => [name, cellOf(table, field)] as const);
  const groups = new Map<string, { readonly shown: Values; readonly rows: Row[] }>();
  for (const row of where(table, data["where"])) {
    const shown = Object.fromEntries(cells.map(([name, cell]) => [name, cell(row)]));
    const key = JSON.stringify(shown);
    const group = groups.get(key) ?? { shown, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const results = [...groups.values()].map(({ shown, rows }) => ({
    ...Object.fromEntries(sums.map(([name, column]) => [name, aggregated(table, column, rows)])),
    ...shown,
  }));
  return ordered(results, data["orderBy"]);
}

/** The one number of a chart: of all rows, or how many percent of them its own conditions leave. */
export function indicator<Row>(table: Table<Row>, data: Values): readonly Values[] {
  const all = { ...table, rows: where(table, data["where"]) };
  const some = where(all, data["numerator"]);
  if (data["numerator"] === undefined) {
    return [{ value: aggregated(all, (data["columns"] ?? {}) as Column, all.rows) }];
  }
  return all.rows.length === 0 ? [] : [{ value: Math.round((some.length / all.rows.length) * 10_000) / 100 }];
}

/** What the dates of a chart are counted by, for a span in milliseconds: days, or hours of one day. */
export function unitOf(span: number): number {
  return span > day ? day : day / 24;
}
