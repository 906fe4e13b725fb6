import { searchLogs } from "../../generated/logs/search_logs.ts";
import { withoutTraces } from "../steps/log-lines.ts";
import { earliest } from "../steps/time-range.ts";

/**
 * Steps, because Kestra searches from a start of its own where none is given, and refuses an end before that; and because
 * lines at TRACE and stack traces are for who asks for them. `total` counts all that match.
 */
export const tool = searchLogs(async (input, kestra) => {
  const start_date = input.start_date || (input.end_date ? earliest : undefined);
  const { results, total } = await kestra.search({ ...input, start_date });
  return { ...withoutTraces(results, input.min_level), total: total ?? undefined };
});
