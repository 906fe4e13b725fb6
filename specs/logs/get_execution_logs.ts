import { getExecutionLogs } from "../../generated/logs/get_execution_logs.ts";
import { aboveTrace, withoutTraces } from "../functions/log-lines.ts";
import { holding, lastOf } from "../steps/logs/tail.ts";
import { sentencesOf } from "../steps/sentences-of.ts";

/**
 * Steps, because lines at TRACE and stack traces are for who asks for them; Kestra gives all where no level is asked for. The
 * end of a log is searched, the newest first; where more is asked than every line searches by, it is cut off the whole.
 */
export const tool = getExecutionLogs(async (input, kestra) => {
  const { min_level, execution_id, task_run_id, task_id, attempt, query, tail } = input;
  const isPlain =
    query === undefined && task_run_id === undefined && task_id === undefined && attempt === undefined;
  if (tail !== undefined && isPlain) {
    const { results, total } = await kestra.newest({
      execution_id,
      min_level: min_level ?? aboveTrace,
      tail,
    });
    const told = withoutTraces(results, min_level);
    const end = lastOf(told.results, tail, total ?? results.length);
    return { ...end, truncated: sentencesOf(end.truncated, told.truncated) };
  }
  const { results } = await kestra.logs({ min_level, execution_id, task_run_id, task_id, attempt });
  const told = withoutTraces(query === undefined ? results : results.filter(holding(query)), min_level);
  if (tail === undefined) return told;
  const end = lastOf(told.results.toReversed(), tail, told.results.length);
  return { ...end, truncated: sentencesOf(end.truncated, told.truncated) };
});
