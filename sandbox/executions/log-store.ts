import type { LogEntry, Metric } from "./execution.ts";

/** Rows that executions leave behind, in the order of their time. */
export interface RowStore<Row extends { readonly timestamp: number }> {
  add(row: Row): void;
  all(): readonly Row[];
  deleteWhere(matches: (row: Row) => boolean): void;
}

export type LogStore = RowStore<LogEntry>;
export type MetricStore = RowStore<Metric>;

export function rowStore<Row extends { readonly timestamp: number }>(): RowStore<Row> {
  let rows: readonly Row[] = [];
  return {
    add: (row) => {
      const later = rows.findIndex(({ timestamp }) => timestamp > row.timestamp);
      rows = later < 0 ? [...rows, row] : rows.toSpliced(later, 0, row);
    },
    all: () => rows,
    deleteWhere: (matches) => {
      rows = rows.filter((row) => !matches(row));
    },
  };
}
