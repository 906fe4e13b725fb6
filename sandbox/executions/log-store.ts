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
  let rows: Row[] = [];
  /** What was given away stays as it was. */
  let given: readonly Row[] | undefined;
  return {
    add: (row) => {
      given = undefined;
      const last = rows.at(-1);
      if (last === undefined || last.timestamp <= row.timestamp) {
        rows.push(row);
        return;
      }
      const later = rows.findIndex(({ timestamp }) => timestamp > row.timestamp);
      rows.splice(later, 0, row);
    },
    all: () => (given ??= [...rows]),
    deleteWhere: (matches) => {
      given = undefined;
      rows = rows.filter((row) => !matches(row));
    },
  };
}
