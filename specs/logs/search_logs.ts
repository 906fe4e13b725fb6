import { searchLogs } from "../../generated/logs/search_logs.ts";
import { earliest } from "../steps/time-range.ts";
import { withoutNulls } from "../steps/without-nulls.ts";

/** Steps, because Kestra searches from a start of its own where none is given, and refuses an end before that. */
export const tool = searchLogs(async (input, kestra) => {
  const start_date = input.start_date || (input.end_date ? earliest : undefined);
  const { results, total } = await kestra.search({ ...input, start_date });
  return { results: results.map(withoutNulls), total: total ?? undefined };
});
