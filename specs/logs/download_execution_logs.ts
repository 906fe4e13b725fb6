import { downloadExecutionLogs } from "../../generated/logs/download_execution_logs.ts";
import { refuseLoneAttempt } from "../steps/logs/execution-lines.ts";
import { logText } from "../steps/logs/log-text.ts";

/**
 * Steps, because lines at TRACE and stack traces are for who asks for them; and because Kestra makes no text of the end of
 * a log: its lines are read, and those of an execution that there is not would be none.
 */
export const tool = downloadExecutionLogs(async (wish, kestra) => {
  refuseLoneAttempt(wish);
  const { execution_id, query, tail } = wish;
  if (query !== undefined || tail !== undefined) await kestra.execution({ execution_id });
  return logText(wish, kestra);
});
