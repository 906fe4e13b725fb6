import { listExecutions } from "../../generated/execution/list_executions.ts";
import { executionRow } from "../steps/execution/execution-row.ts";
import { readRows } from "../steps/rows.ts";
import { startedWithin } from "../steps/logs/time-range.ts";

/** Steps, because pages are read from `offset` on and no more than needed, and rows are made smaller. */
export const tool = listExecutions(async (input, kestra, { now }) => {
  const { namespace, flow_id } = input;
  const time = startedWithin(input, now());
  const wish = { offset: input.offset, wanted: input.count, size: input.page_size };
  return readRows(wish, async (page, size) => {
    const given = { namespace, flow_id, ...time, page, size };
    const { results, total } = await kestra.search(given);
    return { results: results.map(executionRow), total };
  });
});
