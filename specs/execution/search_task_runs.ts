import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { searchTaskRuns } from "../../generated/execution/search_task_runs.ts";
import { isInStates, refuseTimes, stateFilters } from "../steps/execution/execution-filters.ts";
import { refuseArguments } from "../steps/filter-arguments.ts";
import { executionsWithRuns } from "../steps/execution/executions-with-runs.ts";
import { taskRunRows } from "../steps/execution/task-run-row.ts";
import { bounds, startedWithin } from "../functions/time-range.ts";
import { readRows } from "../steps/rows.ts";
import { sentencesOf } from "../steps/sentences-of.ts";

/** Steps, because no Kestra that was seen searches task runs: executions are looked through, which 2.0 gives without them. */
export const tool = searchTaskRuns(async (input, kestra, { now, fitting, instance: { line } }) => {
  const { namespace, flow_id, execution_id, task_id, offset, count } = input;
  const states = stateFilters(input.state);
  const { filters } = input;
  refuseTimes(filters, say`start_date or end_date`);
  refuseArguments(filters, { taskId: "task_id", executionId: "execution_id" });
  if (filters?.length && execution_id !== undefined)
    throw new InputError(say`filters find executions, and execution_id names one: give one of them.`);
  const at = now();
  const within = startedWithin({ ...input, time_range: "" }, at);
  const { end_date } = within;
  const time = bounds(within, at);
  const { executions, total, unread } =
    execution_id === undefined
      ? await executionsWithRuns(line, {
          search: (page, size) =>
            kestra.search({ namespace, flow_id, start_date: time.from, end_date, filters, page, size }),
          execution: (id) => kestra.execution({ execution_id: id }),
        })
      : { executions: [await kestra.execution({ execution_id })], total: 1, unread: 0 };
  const rows = executions
    .flatMap(taskRunRows)
    .filter((row) => task_id === undefined || row.taskId === task_id)
    .filter((row) => isInStates(row.state, states));
  const found = await readRows(
    { offset, wanted: count, size: count },
    (page, size) =>
      Promise.resolve({ results: rows.slice((page - 1) * size, page * size), total: rows.length }),
    ({ id }) => id,
    fitting,
  );
  const left =
    total > executions.length + unread
      ? `Only the newest ${executions.length} of ${total} executions were looked through: give a flow or a shorter time.`
      : undefined;
  const missing = unread > 0 ? `Of those found ${unread} could not be read.` : undefined;
  return {
    ...found,
    executions: executions.length,
    ...(execution_id === undefined ? time : {}),
    truncated: sentencesOf(found.truncated, left, missing),
  };
});
