import { searchLogs } from "../../generated/logs/search_logs.ts";
import { aboveTrace, withoutTraceLines, withoutTraces } from "../steps/logs/log-lines.ts";
import { earliest } from "../steps/logs/time-range.ts";

/**
 * Steps, because Kestra searches from a start of its own where none is given, and refuses an end before that; and because
 * lines at TRACE and stack traces are for who asks for them: Kestra leaves the lines out, so that pages are full and `total`
 * counts what is shown.
 */
export const tool = searchLogs(async (input, kestra) => {
  const start_date = input.start_date || (input.end_date ? earliest : undefined);
  const min_level = input.min_level ?? aboveTrace;
  const { results, total } = await kestra.search({ ...input, start_date, min_level });
  // A stack trace stands beside an error.
  const isTold = input.min_level === undefined && results.some(({ level }) => level === "ERROR");
  const truncated = isTold ? withoutTraceLines : undefined;
  return { truncated, ...withoutTraces(results, input.min_level), total: total ?? undefined };
});
