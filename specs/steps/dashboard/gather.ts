import type { Window } from "../../functions/window.ts";
import { filtersOf } from "../charts/chart.ts";
import { looking } from "../diagnosis/gather/ask.ts";
import { newestFirst, oldestFirst } from "../diagnosis/gather/execution-facts.ts";
import type { QuotaCounter } from "../diagnosis/quota-causes.ts";
import { executionFact, type ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import { rawOf, textOf } from "../diagnosis/facts/fields.ts";
import { flowFact } from "../diagnosis/facts/flow-fact.ts";
import { triggerFact } from "../diagnosis/facts/trigger-fact.ts";
import { earliest } from "../../functions/time-range.ts";
import { mostRequests, mostRows, type Calls, type Setting } from "./calls.ts";
import { byState, failures, flowCount, notEnded, numberIn, triggerErrors } from "./counts.ts";
import type { DashboardFacts, Fleet, FlowCount, Part } from "./facts.ts";
import { fleetOf } from "./fleet-facts.ts";
import { pausedStates, runningStates, unstartedStates, waitingStates } from "./executions.ts";
import { explained } from "./reasons.ts";

/** Executions that are read to find who holds a slot, and the newest failures of flows; triggers and flows that are looked at. */
const pages = { running: 100, failed: 50, unstarted: 50, triggers: 1000, flows: 1000 } as const;

/**
 * What is going on in a tenant, or in a namespace and its children, in at most 25 requests and three rounds: all that needs
 * no other answer; flows by their names, and failures that were not among the newest; why those failed.
 */
export async function gather(
  namespace: string | undefined,
  window: Window,
  ask: Calls,
  setting: Setting,
): Promise<DashboardFacts> {
  const { line, isEnterprise, now, isTold = () => true } = setting;
  const { look, unknown } = looking();
  let left = mostRequests;
  const take = (requests: number) => {
    if (requests > left) return false;
    left -= requests;
    return true;
  };
  const first = <Answer>(read: () => Promise<Answer>): Promise<Answer> => {
    left -= 1;
    return read();
  };
  const of = namespace === undefined ? {} : { namespace };
  const within = namespace === undefined ? {} : { within: namespace };
  const inWindow = filtersOf(window, of);
  const always = filtersOf({ from: earliest, to: "", isUpToNow: true }, of);
  const started = {
    ...within,
    start_date: window.from,
    ...(window.isUpToNow ? {} : { end_date: window.to }),
  };
  const list = (states: readonly string[], size: number) =>
    first(() => ask.executions({ ...within, states: [...states], size, sort: oldestFirst }));
  const fleet = isEnterprise ? fleetOf(ask, line, look, first) : undefined;
  const [
    states,
    failing,
    active,
    failed,
    waiting,
    running,
    paused,
    triggers,
    foundFlows,
    errors,
    limits,
    configuration,
    servers,
  ] = await Promise.all([
    first(() => look("Counts by state", () => ask.chart({ chart: byState, filters: inWindow }))),
    first(() =>
      look("Counts of failures", () =>
        ask.chart({ chart: failures, filters: inWindow, page: 1, size: mostRows }),
      ),
    ),
    first(() => look("Counts of what has not ended", () => ask.chart({ chart: notEnded, filters: always }))),
    first(() => ask.executions({ ...started, states: ["FAILED"], size: pages.failed, sort: newestFirst })),
    list(waitingStates, mostRows),
    list(runningStates, pages.running),
    list(pausedStates, mostRows),
    first(() => look("Triggers", () => ask.triggers({ ...within, size: pages.triggers }))),
    first(() => look("Flows", () => ask.flows({ ...of, size: pages.flows }))),
    first(() =>
      look("Errors of triggers", () =>
        ask.chart({ chart: triggerErrors, filters: inWindow, page: 1, size: 50 }),
      ),
    ),
    line === "1.0" ? undefined : first(() => look("Limits in use", () => ask.limits({}))),
    line === "1.0" && !isEnterprise
      ? undefined
      : first(() => look("The configuration", () => ask.configuration({}))),
    fleet,
  ]);
  const isViewOn = line !== "1.0" && rawOf(configuration).isConcurrencyViewEnabled !== false;
  // Kestra counts limits and quotas of all namespaces.
  const isMeant = (it: { readonly namespace: string }) =>
    isWithin(it.namespace, namespace) && isTold(it.namespace);
  const known = {
    now,
    active: active && part(active.results.map(flowCount), active.total),
    counters:
      isViewOn && limits !== undefined
        ? limits.results.map((row) => flowCount({ ...rawOf(row), total: rawOf(row).running })).filter(isMeant)
        : undefined,
    triggers: triggers && part(triggers.results.map(triggerFact), triggers.total),
  };
  const newest = failed.results.map(executionFact);
  const top = failing === undefined ? countedByFlow(newest) : failing.results.map(flowCount);
  const flows = (foundFlows?.results ?? []).flatMap((row) => flowFact(row) ?? []);
  const waits = part(waiting.results.map(executionFact), waiting.total);
  const [all, unstarted, reasons] = await Promise.all([
    states === undefined && take(1) ? ask.executions({ ...started, size: 1, sort: newestFirst }) : undefined,
    unstartedOf(waits, known.active?.rows ?? [], within, { ask, take }),
    explained(top, newest, { ask, window, take, setting }),
  ]);
  return {
    ...known,
    window,
    namespace,
    states:
      states === undefined
        ? { FAILED: failed.total ?? newest.length }
        : Object.fromEntries(states.results.map((row) => [textOf(row.state), numberIn(row)])),
    started: all?.total ?? undefined,
    failing: part(top, failing?.total),
    reasons,
    waiting: waits,
    unstarted,
    running: part(running.results.map(executionFact), running.total),
    paused: part(paused.results.map(executionFact), paused.total),
    triggerErrors:
      errors &&
      part(
        errors.results.map((row) => ({
          ...flowCount(row),
          triggerId: textOf(row.trigger),
          message: textOf(row.message),
        })),
        errors.total,
      ),
    countersUnknown: known.counters === undefined ? whyNoCounters(line, isViewOn) : undefined,
    flows: new Map(flows.map((flow) => [`${flow.namespace}/${flow.id}`, flow])),
    flowTotal: foundFlows === undefined ? undefined : (foundFlows.total ?? flows.length),
    fleet: servers === undefined ? undefined : toldOf(servers(configuration), isMeant),
    unknown: [...unknown, ...unread(flows.length, foundFlows?.total ?? 0)],
  };
}

function toldOf(fleet: Fleet, isMeant: (it: QuotaCounter) => boolean): Fleet {
  return { ...fleet, quotas: fleet.quotas?.filter(isMeant) };
}

/** How often each flow failed, of some failures, the most first. */
function countedByFlow(failed: readonly ExecutionFact[]): readonly FlowCount[] {
  const counts = new Map<string, FlowCount>();
  for (const { namespace, flowId } of failed) {
    const key = `${namespace}/${flowId}`;
    counts.set(key, { namespace, flowId, total: (counts.get(key)?.total ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.total - a.total).slice(0, mostRows);
}

function whyNoCounters(line: string, isViewOn: boolean): string {
  const why =
    line === "1.0"
      ? "Kestra 1.0 does not tell which limits are in use"
      : isViewOn
        ? "Kestra did not tell which limits are in use"
        : "The concurrency view of this Kestra is off";
  return `${why}: these are the flows with queued executions.`;
}

function unread(read: number, total: number): readonly string[] {
  return read < total
    ? [`Of ${total} flows the first ${read} were looked at for their limits, and whether they are disabled.`]
    : [];
}

/** What is created or submitted: of those that wait, or asked for where not all of it is among the oldest. */
async function unstartedOf(
  waiting: Part<ExecutionFact>,
  active: readonly FlowCount[],
  within: { readonly within?: string },
  { ask, take }: { readonly ask: Calls; readonly take: (requests: number) => boolean },
): Promise<readonly ExecutionFact[]> {
  const states: readonly string[] = unstartedStates;
  const found = waiting.rows.filter(({ state }) => states.includes(state));
  const total = active
    .filter(({ state }) => states.includes(state ?? ""))
    .reduce((sum, it) => sum + it.total, 0);
  if (found.length >= total || !take(1)) return found;
  const asked = await ask.executions({
    ...within,
    states: [...states],
    size: pages.unstarted,
    sort: oldestFirst,
  });
  return asked.results.map(executionFact);
}

function part<Row>(rows: readonly Row[], total: number | null | undefined): Part<Row> {
  return { rows, total: total ?? rows.length };
}

function isWithin(namespace: string, above: string | undefined): boolean {
  return above === undefined || namespace === above || namespace.startsWith(`${above}.`);
}
