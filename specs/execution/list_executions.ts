import { listExecutions } from "../../generated/execution/list_executions.ts";
import { executionRow } from "../steps/execution-row.ts";
import { readRows } from "../steps/rows.ts";
import { startedWithin } from "../steps/time-range.ts";

/** Steps, because no more pages are read than `count` needs, and rows are made smaller. */
export const tool = listExecutions(async (input, kestra) => {
  const { namespace, flow_id, start_date, end_date } = input;
  const time_range = startedWithin(input);
  const found = await readRows({ wanted: input.count, size: input.page_size }, (page, size) =>
    kestra.search({ namespace, flow_id, time_range, start_date, end_date, page, size }),
  );
  const { total } = found;
  const results = found.results.map(executionRow);
  if (results.length >= Math.min(total, input.count ?? total)) return { results, total };
  return { results, total, truncated: `Only the newest ${results.length} were read: narrow the time.` };
});
