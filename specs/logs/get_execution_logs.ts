import { getExecutionLogs } from "../../generated/logs/get_execution_logs.ts";
import { withoutTraces } from "../steps/log-lines.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them; Kestra gives all where no level is asked for. */
export const tool = getExecutionLogs(async ({ offset: _, ...of }, kestra) => {
  const { results } = await kestra.logs(of);
  return withoutTraces(results, of.min_level);
});
