import { placeOf } from "../diagnosis/facts/execution-fact.ts";
import { holding } from "../diagnosis/gather/execution-facts.ts";
import { mostRows } from "./calls.ts";
import type { DashboardFacts, FlowCount } from "./facts.ts";

/** A flow whose limit counts. */
interface Limited extends Pick<FlowCount, "namespace" | "flowId"> {
  readonly running: number;
  readonly queued: number;
}

/** Flows whose limit is in use, those with most queued first: of which Kestra counts slots, or executions are queued. */
export function limitedFlows({
  active,
  counters,
}: Pick<DashboardFacts, "active" | "counters">): readonly Limited[] {
  const rows = active?.rows ?? [];
  const found = new Map<string, Limited>();
  const queued = sums(rows, ["QUEUED"]);
  const held = sums(rows, holding);
  for (const { namespace, flowId, state } of rows) {
    const place = `${namespace}/${flowId}`;
    if (state === "QUEUED")
      found.set(place, {
        namespace,
        flowId,
        running: held.get(place) ?? 0,
        queued: queued.get(place) ?? 0,
      });
  }
  for (const { namespace, flowId, total } of counters ?? []) {
    const place = `${namespace}/${flowId}`;
    if (total > 0 || found.has(place))
      found.set(place, { namespace, flowId, running: total, queued: queued.get(place) ?? 0 });
  }
  return [...found.values()].toSorted((a, b) => b.queued - a.queued || b.running - a.running);
}

/** How many executions of each flow are in some states. */
function sums(rows: readonly FlowCount[], states: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const row of rows)
    if (states.includes(row.state ?? "")) found.set(placeOf(row), (found.get(placeOf(row)) ?? 0) + row.total);
  return found;
}

/** Executions that are named as holders of one limit at most. */
const mostHolders = 3;

/** Limits in use: of which flow, how many may and do run, how many are queued, and who holds the slots. */
export function limitsOf(facts: DashboardFacts) {
  const limited = limitedFlows(facts);
  const left = limited.length - mostRows;
  const { countersUnknown } = facts;
  return {
    total: limited.length,
    flows: limited.slice(0, mostRows).map((it) => {
      const place = placeOf(it);
      const concurrency = facts.flows.get(place)?.concurrency;
      const own = [...facts.running.rows, ...facts.paused.rows].filter((row) => placeOf(row) === place);
      const holders = own.filter(({ state }) => holding.includes(state)).map(({ id }) => id);
      return {
        flow: place,
        ...(concurrency === undefined ? {} : { limit: concurrency.limit, behavior: concurrency.behavior }),
        running: it.running,
        queued: it.queued,
        heldBy: holders.slice(0, mostHolders),
        ...(holders.length === 0 && it.running > 0
          ? { holders: `not among the oldest: list_executions of ${place} with state RUNNING` }
          : {}),
      };
    }),
    ...(left > 0 ? { rest: `${left} more flows with limits in use: say a namespace.` } : {}),
    ...(countersUnknown === undefined ? {} : { note: countersUnknown }),
  };
}
