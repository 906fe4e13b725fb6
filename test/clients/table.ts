import type { Judged } from "./asked.ts";
import type { Over } from "./client.ts";

/** What became of one client over one transport. */
export interface Row {
  readonly client: string;
  readonly version: string;
  readonly over: Over;
  /** Of what it saw; undefined where it did not connect. */
  readonly judged?: Judged;
  /** From the first command to the last answer. */
  readonly milliseconds: number;
}

const heads = ["client", "version", "over", "connect", "list", "call", "error", "ms"] as const;

/** @returns lines of equal columns, the head first */
export function tableOf(rows: readonly Row[]): readonly string[] {
  const cells = rows.map(({ client, version, over, judged, milliseconds }) => [
    ...[client, version, over, mark(judged !== undefined)],
    ...[mark(judged?.list), mark(judged?.call), mark(judged?.error), milliseconds.toFixed(0)],
  ]);
  const all = [[...heads], ...cells];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === heads.length - 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ");
  return all.map(line);
}

/** Whether all went well. */
export function isGood({ judged }: Row): boolean {
  return judged !== undefined && judged.complaints.length === 0;
}

function mark(isGood: boolean | undefined): string {
  return isGood === undefined ? "-" : isGood ? "ok" : "FAILED";
}
