import { listExecutions } from "../../generated/execution/list_executions.ts";
import { say } from "../../runtime/text/said.ts";
import { executionRow, type FoundExecution } from "../functions/execution-row.ts";
import {
  kindToSearch,
  parentToSearch,
  refuseTimes,
  stateFilters,
} from "../steps/execution/execution-filters.ts";
import { withFailures } from "../steps/execution/failed-rows.ts";
import { picking } from "../steps/picking.ts";
import { readRows, stillFitting } from "../steps/rows.ts";
import { bounds, startedWithin } from "../functions/time-range.ts";
import { sentencesOf } from "../steps/sentences-of.ts";

/**
 * Steps, because pages are read from `offset` on and no more than needed; because no Kestra searches by trigger; and because
 * rows are made smaller, and a failed one says why, which Kestra tells elsewhere.
 */
export const tool = listExecutions(async (input, kestra, { now, mask, fitting, instance: { line } }) => {
  const { namespace, flow_id, labels, query, trigger } = input;
  const at = now();
  const time = startedWithin(input, at);
  refuseTimes(input.filters, say`time_range, start_date or end_date`);
  const kind = kindToSearch(input.kind, line);
  const typed = { namespace, flow_id, ...time, ...stateFilters(input.state), labels, query, kind };
  const filters = { ...typed, ...parentToSearch(input), filters: input.filters };
  const whole = new Map<string, FoundExecution & { readonly taskRunList?: unknown }>();
  const picked = picking(
    trigger === undefined ? undefined : ({ triggerId }: FoundExecution) => triggerId === trigger,
    async (page, size) => {
      const answer = await kestra.search({ ...filters, page, size });
      for (const row of answer.results) whole.set(row.id, row);
      return answer;
    },
  );
  const wish = { offset: input.offset, wanted: input.count, size: input.page_size };
  const read = await readRows(
    wish,
    async (page, size) => {
      const { results, total } = await picked.read(page, size);
      return { results: results.map(executionRow), total };
    },
    ({ id }) => id,
    fitting,
  );
  const { results, without } = await withFailures(read.results, whole, kestra, mask);
  const { truncated, ...found } = stillFitting(wish, { ...read, results }, fitting);
  return {
    ...found,
    ...bounds(time, at),
    truncated: sentencesOf(truncated, picked.unread(), without),
  };
});
