import { getStatistics } from "../../generated/instance/get_statistics.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { windowOf } from "../functions/window.ts";
import { filtersOf, inStates, tableOf } from "../steps/charts/chart.ts";
import { statesToSearch } from "../steps/execution/execution-filters.ts";
import { executionRow } from "../functions/execution-row.ts";
import { endedStates } from "../steps/execution/execution-state.ts";
import { columnsOf, groupsOf, longestOf, secondsOfOne } from "../steps/statistics/groups.ts";

/** From about half a year on Kestra's charts count by weeks. */
const mostDays = 180;

/** Groups in an answer at most. */
const mostGroups = 50;

/** Steps, because the chart is made of what is asked for, and because a second request tells in which unit its durations are. */
export const tool = getStatistics(async ({ by, state, window, ...of }, kestra, { now }) => {
  const time = windowOf(window, now());
  if (by === "day" && Date.parse(time.to) - Date.parse(time.from) > mostDays * 86_400_000)
    throw new InputError(say`Kestra counts by day in at most ${mostDays} days: say a shorter window.`);
  const states = statesToSearch(state);
  const wish = states === undefined ? {} : { where: [inStates(states)] };
  const ended = endedStates.filter((it) => states?.includes(it) ?? true);
  const [{ results: rows }, longest] = await Promise.all([
    kestra.chart({ chart: tableOf("Executions", columnsOf(by), wish), filters: filtersOf(time, of) }),
    ended.length === 0
      ? undefined
      : kestra.longest({
          ...of,
          states: ended,
          start_date: time.from,
          ...(time.isUpToNow ? {} : { end_date: time.to }),
        }),
  ]);
  const [first] = longest?.results ?? [];
  const known = first === undefined ? undefined : executionRow(first).durationSeconds;
  const groups = groupsOf(rows, by, secondsOfOne(longestOf(rows), known));
  const results = groups.slice(0, mostGroups);
  const left = groups.length - results.length;
  return {
    from: time.from,
    to: time.to,
    executions: groups.reduce((sum, it) => sum + it.executions, 0),
    groups: groups.length,
    results: results.map((it) => ({ ...it })),
    ...(left === 0
      ? {}
      : { truncated: `${left} more ${left === 1 ? "group" : "groups"}: say a namespace, a flow or states.` }),
  };
});
