import type { Reading } from "../../../runtime/tool/definition.ts";
import { executionLines, type LineRoutes, type LinesWish } from "./execution-lines.ts";
import { readLog } from "./read-log.ts";

interface Line {
  readonly timestamp?: string | null | undefined;
  readonly level?: string | null | undefined;
  readonly message?: string | null | undefined;
}

interface Routes<Row extends Line> extends LineRoutes<Row> {
  readonly text: (
    of: Omit<LinesWish, "query" | "tail">,
    reading: Reading,
  ) => Promise<{ readonly result: string }>;
}

/** The log of an execution as one text, the oldest line first; of its last lines, or of those with a text, Kestra makes none. */
export async function logText<Row extends Line>(
  wish: LinesWish,
  kestra: Routes<Row>,
): Promise<{ result: string; truncated?: string | undefined }> {
  const { query, tail, execution_id, task_run_id, task_id, attempt } = wish;
  if (query === undefined && tail === undefined) {
    return readLog(wish.min_level, (min_level, reading) =>
      kestra.text({ execution_id, min_level, task_run_id, task_id, attempt }, reading),
    );
  }
  const { results, truncated } = await executionLines(wish, kestra, "oldest");
  return { result: results.map(lineText).join("\n"), truncated };
}

function lineText({ timestamp, level, message }: Line): string {
  return [timestamp, level, message].filter((it) => it !== undefined && it !== null).join(" ");
}
