import { orNothing } from "../or-nothing.ts";
import type { WithRuns } from "./task-run-row.ts";

/** How executions are asked for. */
interface Routes {
  /** The newest first. */
  readonly search: (
    page: number,
    size: number,
  ) => Promise<{ readonly results: readonly WithRuns[]; readonly total: number }>;
  readonly execution: (id: string) => Promise<WithRuns>;
}

/** Pages at most, the rows of each, and how many are read at one time: rows of 2.0 come without task runs. */
const reach = {
  "1": { pages: 3, size: 100 },
  "2": { pages: 1, size: 50 },
} as const;
const atOnce = 10;

/**
 * The newest executions with their task runs: at most 300 in 3 requests up to 1.3, and 50 in 51 requests from 2.0 on.
 * @returns unread: how many were found and could not be read
 */
export async function executionsWithRuns(
  line: string,
  { search, execution }: Routes,
): Promise<{ readonly executions: readonly WithRuns[]; readonly total: number; readonly unread: number }> {
  const isLight = Number.parseInt(line, 10) >= 2;
  const { pages, size } = reach[isLight ? "2" : "1"];
  const found = new Map<string, WithRuns>();
  let total = 0;
  for (let page = 1; page <= pages; page++) {
    const answer = await search(page, size);
    total = answer.total;
    for (const row of answer.results) found.set(row.id, row);
    if (answer.results.length < size) break;
  }
  // A page may have more rows than it was asked for.
  const rows = [...found.values()].slice(0, pages * size);
  if (!isLight) return { executions: rows, total, unread: 0 };
  const executions: WithRuns[] = [];
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce);
    const read = await Promise.all(some.map(({ id }) => orNothing(() => execution(id))));
    executions.push(...read.filter((it) => it !== undefined));
  }
  return { executions, total, unread: rows.length - executions.length };
}
