import type { RunRow } from "./run-rows.ts";

/** Task runs that are shown at most: what an answer has room for. */
export const mostRows = 160;

/** Where room is short: what did not succeed is shown first, with all that it is in, and then what began first. */
export function shownRows(rows: readonly RunRow[], most = mostRows): readonly RunRow[] {
  if (rows.length <= most) return rows;
  const above = linesAbove(rows);
  const shown = new Set<number>();
  const add = (index: number): void => {
    const line = [...(above[index] ?? []), index];
    if (shown.size + line.filter((one) => !shown.has(one)).length > most) return;
    for (const one of line) shown.add(one);
  };
  for (const [index, { state }] of rows.entries()) if (!isQuiet(state)) add(index);
  for (const index of rows.keys()) add(index);
  return rows.filter((_, index) => shown.has(index));
}

function isQuiet(state: string): boolean {
  return state === "SUCCESS" || state === "SKIPPED";
}

/** Of each row the rows that it is in, the outermost first. */
function linesAbove(rows: readonly RunRow[]): readonly (readonly number[])[] {
  const line: number[] = [];
  return rows.map(({ depth = 0 }, index) => {
    line.length = Math.min(line.length, depth);
    const above = [...line];
    line.push(index);
    return above;
  });
}
