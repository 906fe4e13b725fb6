import type { Window } from "../../functions/window.ts";
import { executionFact, placeOf, type ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import { newestFirst } from "../diagnosis/gather/execution-facts.ts";
import { failuresOf, type FailureCalls } from "../execution/failure.ts";
import { orNothing } from "../or-nothing.ts";
import type { Calls, Setting } from "./calls.ts";
import type { DashboardFacts, FlowCount } from "./facts.ts";

/** Where reasons are asked for. */
interface Around {
  readonly ask: Calls;
  readonly window: Window;
  readonly take: (requests: number) => boolean;
  readonly setting: Setting;
}

/**
 * The newest failure of each flow with its reason, as far as requests are left: one for those that are not among the newest of
 * all, one for the lines of all, and on Kestra 2.0 one for the task runs of each, without which no task is named.
 */
export async function explained(
  flows: readonly FlowCount[],
  newest: readonly ExecutionFact[],
  around: Around,
): Promise<DashboardFacts["reasons"]> {
  const { ask, take, setting } = around;
  if (flows.length === 0 || !take(1)) return new Map();
  const missing = flows.filter((flow) => !newest.some((it) => placeOf(it) === placeOf(flow)));
  const found = [...newest, ...(await newestOf(missing, around))];
  const executions = flows.flatMap((flow) => found.find((it) => placeOf(it) === placeOf(flow)) ?? []);
  let asked = 0;
  const calls: FailureCalls = {
    // The first is for all; later ones would be a fourth round where some were missing.
    lines: (given) =>
      asked++ === 0 || (missing.length === 0 && take(1))
        ? ask.lines(given)
        : Promise.resolve({ results: [] }),
    execution: (given) => (take(1) ? ask.runs(given) : Promise.resolve({})),
  };
  const rows = executions.map(({ id, raw }) => ({ id, state: raw.state, taskRunList: raw.taskRunList }));
  const failures = await failuresOf(rows, calls, rows.length, setting.mask);
  return new Map(executions.map((it) => [placeOf(it), { execution: it, failure: failures.get(it.id) }]));
}

/** Rows among which the newest failure of each of a few flows most likely is. */
const size = 100;

/** The newest failures of these flows. Kestra 1.0 searches for one flow at once. */
async function newestOf(
  flows: readonly FlowCount[],
  { ask, window, take, setting }: Around,
): Promise<readonly ExecutionFact[]> {
  const wish = {
    states: ["FAILED"],
    start_date: window.from,
    ...(window.isUpToNow ? {} : { end_date: window.to }),
    sort: newestFirst,
  };
  const together = { ...wish, flow_ids: [...new Set(flows.map(({ flowId }) => flowId))], size };
  const wishes =
    setting.line === "1.0"
      ? flows.map(({ namespace, flowId }) => ({ ...wish, namespace, flow_id: flowId, size: 1 }))
      : flows.length === 0
        ? []
        : [together];
  const found = await Promise.all(
    wishes.filter(() => take(1)).map((it) => orNothing(() => ask.executions(it))),
  );
  return found.flatMap((it) => it?.results ?? []).map(executionFact);
}
