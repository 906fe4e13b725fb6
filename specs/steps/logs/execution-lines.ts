import { aboveTrace, withoutTraces, type LogLevel } from "../../functions/log-lines.ts";
import type { WithoutNulls } from "../../functions/without-nulls.ts";
import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentencesOf } from "../sentences-of.ts";
import { holding, lastOf, type Order } from "./tail.ts";

/** Which lines of an execution are wanted. */
export interface LinesWish {
  readonly execution_id: string;
  readonly min_level?: LogLevel | undefined;
  readonly task_run_id?: string | undefined;
  readonly task_id?: string | undefined;
  readonly attempt?: number | undefined;
  /** In a message. */
  readonly query?: string | undefined;
  /** How many, from the end. */
  readonly tail?: number | undefined;
}

interface Line {
  readonly level?: string | null | undefined;
  readonly message?: string | null | undefined;
}

/** How lines are asked for. */
export interface LineRoutes<Row extends Line> {
  /** The oldest first. */
  readonly logs: (of: Omit<LinesWish, "query" | "tail">) => Promise<{ readonly results: readonly Row[] }>;
  /** The newest first. */
  readonly newest: (of: {
    readonly execution_id: string;
    readonly min_level: LogLevel;
    readonly tail: number;
  }) => Promise<{ readonly results: readonly Row[]; readonly total?: number | null | undefined }>;
}

/**
 * An attempt is one of a task run: up to 1.3 Kestra gives all lines for one without it.
 * @throws InputError for one without it
 */
export function refuseLoneAttempt({ attempt, task_run_id }: LinesWish): void {
  if (attempt !== undefined && (task_run_id ?? "") === "")
    throw new InputError(
      say`attempt needs task_run_id: \`search_task_runs\` gives the ids of an execution's.`,
    );
}

/**
 * The lines of an execution, the oldest first; with `tail` its last ones. The end of a log is searched; where more is asked
 * than every release searches by, it is cut off the whole.
 * @param first of the last lines
 * @throws InputError for an attempt without its task run
 */
export async function executionLines<Row extends Line>(
  wish: LinesWish,
  kestra: LineRoutes<Row>,
  first: Order,
): Promise<{ results: WithoutNulls<Row>[]; total?: number; truncated?: string | undefined }> {
  const { query, tail, execution_id, min_level, task_run_id, task_id, attempt } = wish;
  refuseLoneAttempt(wish);
  const isPlain = [query, task_run_id, task_id, attempt].every((it) => it === undefined);
  if (tail !== undefined && isPlain) {
    const end = { execution_id, min_level: min_level ?? aboveTrace, tail } as const;
    const { results, total } = await kestra.newest(end);
    const told = withoutTraces(results, min_level);
    const last = lastOf(told.results, tail, total ?? results.length, first);
    return { ...last, truncated: sentencesOf(last.truncated, told.truncated) };
  }
  const { results } = await kestra.logs({ execution_id, min_level, task_run_id, task_id, attempt });
  const told = withoutTraces(query === undefined ? results : results.filter(holding(query)), min_level);
  if (tail === undefined) return told;
  const end = lastOf(told.results.toReversed(), tail, told.results.length, first);
  return { ...end, truncated: sentencesOf(end.truncated, told.truncated) };
}
