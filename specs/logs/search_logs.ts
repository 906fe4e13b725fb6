import { searchLogs } from "../../generated/logs/search_logs.ts";
import { say } from "../../runtime/text/said.ts";
import { foundLines, levelToSearch } from "../functions/log-lines.ts";
import { bounds, earliest, startedWithin } from "../functions/time-range.ts";
import { refuseArguments } from "../steps/filter-arguments.ts";
import { refuseTimes } from "../steps/execution/execution-filters.ts";
import { picking } from "../steps/picking.ts";
import { sentencesOf } from "../steps/sentences-of.ts";

/** What is searched where nobody says which time: Kestra has one of its own, and does not tell it. */
const usual = "P7D";

/**
 * Steps, because the time that is searched is said; and because up to 1.3 no search of logs has a filter for tasks: what the
 * others find is looked through.
 */
export const tool = searchLogs(async (input, kestra, { now, instance: { line } }) => {
  const { page, size, task_id, min_level, ...named } = input;
  const { query, namespace, flow_id, execution_id, trigger_id, filters } = named;
  const isSearched = Number.parseInt(line, 10) >= 2;
  refuseTimes(filters, say`start_date or end_date`);
  refuseArguments(filters, { message: "query", ...(isSearched ? {} : { taskId: "task_id" }) });
  const at = now();
  const { start_date = "", end_date = "" } = input;
  const time =
    execution_id !== undefined && start_date === "" && end_date === ""
      ? { time_range: "", start_date: earliest, end_date }
      : startedWithin({ time_range: "", start_date, end_date }, at, usual);
  const wish = {
    ...{ query, namespace, flow_id, execution_id, trigger_id, filters },
    ...time,
    task_id: isSearched ? task_id : undefined,
    min_level: levelToSearch(min_level),
  };
  const picked = picking(
    task_id === undefined || isSearched ? undefined : (row: { taskId?: unknown }) => row.taskId === task_id,
    async (number, rows) => {
      const { results, total } = await kestra.search({ ...wish, page: number, size: rows });
      return { results, total: total ?? results.length };
    },
  );
  const found = foundLines(await picked.read(page, size), min_level);
  return { ...found, ...bounds(time, at), truncated: sentencesOf(found.truncated, picked.unread()) };
});
