import { searchLogs } from "../../generated/logs/search_logs.ts";
import { withoutTraces } from "../steps/log-lines.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them. `total` counts all that match. */
export const tool = searchLogs(async (input, kestra) => {
  const { results, total } = await kestra.search(input);
  return { ...withoutTraces(results, input.min_level), total: total ?? undefined };
});
