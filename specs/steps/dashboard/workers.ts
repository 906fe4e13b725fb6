import { ageOf } from "../diagnosis/duration.ts";
import { sinceOf } from "../diagnosis/facts/execution-fact.ts";
import { switchCauses } from "../diagnosis/switch-causes.ts";
import { mostRows } from "./calls.ts";
import type { DashboardFacts, Fleet } from "./facts.ts";

/** Milliseconds after which what has not started is late. */
const late = 60_000;

/** What should have started a minute ago: the oldest first. */
export function lateExecutions({ unstarted, now }: DashboardFacts) {
  return unstarted.filter(
    (it) => now - Date.parse(sinceOf(it) ?? "") > late && !(Date.parse(it.scheduleDate ?? "") > now),
  );
}

/** What is told of workers: of Enterprise what it lists, of the open-source edition a note alone. */
interface Workers {
  readonly healthy?: number;
  readonly disconnected?: number;
  readonly lost?: readonly object[];
  /** Other services that are disconnected, such as `SCHEDULER id`. */
  readonly servicesLost?: readonly string[];
  readonly groups?: number;
  readonly queues?: number;
  /** Groups, or from 2.0 on queues, for which nobody works. */
  readonly withoutWorkers?: readonly string[];
  readonly rest?: string;
  readonly note?: string;
}

/** Workers and who they work for; on the open-source edition what can be told without. */
export function workersOf(facts: DashboardFacts): Workers {
  return facts.fleet === undefined ? inferred(facts) : listed(facts.fleet);
}

function inferred(facts: DashboardFacts): Workers {
  const [oldest] = lateExecutions(facts);
  return {
    note: `The open-source edition does not list workers. ${
      oldest === undefined
        ? "Nothing that is due has been CREATED or SUBMITTED for more than a minute, so what comes is probably taken on."
        : `${oldest.id} has been ${oldest.state} for ${ageOf(sinceOf(oldest), facts.now)}, so probably no worker or executor takes on what comes.`
    }`,
  };
}

function listed({ services, groups, queues }: Fleet): Workers {
  const workers = services?.rows.filter(({ type }) => type === "WORKER");
  const disconnected = workers?.filter(({ state }) => state === "DISCONNECTED") ?? [];
  const others = (services?.rows ?? []).filter(
    ({ type, state }) => type !== "WORKER" && state === "DISCONNECTED",
  );
  const idle = (queues ?? groups ?? []).filter(({ activeWorkers }) => activeWorkers === 0);
  const served = queues === undefined ? "group" : "queue";
  return {
    ...(workers === undefined
      ? {}
      : {
          healthy: workers.filter(({ state }) => state === "RUNNING").length,
          disconnected: disconnected.length,
          ...(disconnected.length === 0
            ? {}
            : {
                lost: disconnected
                  .slice(0, mostRows)
                  .map(({ id, name, updatedAt }) => ({ id, name, since: updatedAt })),
              }),
          ...(services !== undefined && services.total > services.rows.length
            ? { note: `The first ${services.rows.length} of ${services.total} services were looked at.` }
            : {}),
        }),
    ...(others.length === 0
      ? {}
      : { servicesLost: others.slice(0, mostRows).map(({ id, type }) => `${type} ${id}`) }),
    ...(groups === undefined ? {} : { groups: groups.length }),
    ...(queues === undefined ? {} : { queues: queues.length }),
    ...(idle.length === 0
      ? {}
      : { withoutWorkers: idle.slice(0, mostRows).map(({ name }) => `${served} ${name}`) }),
    ...(idle.length > mostRows ? { rest: `${idle.length - mostRows} more without workers.` } : {}),
  };
}

/** Maintenance and kill switches that are on. */
export function switchesOf({ fleet, namespace, now }: DashboardFacts, mask: (text: string) => string) {
  if (fleet === undefined) return undefined;
  const target = namespace === undefined ? { now } : { now, namespace };
  return switchCauses(target, fleet.switches).map(({ message }) => message.masked(mask));
}

/** What quotas have counted, the most first. */
export function quotasOf({ fleet }: DashboardFacts) {
  const counters = fleet?.quotas;
  if (counters === undefined) return undefined;
  const left = counters.length - mostRows;
  return {
    total: counters.length,
    counted: counters
      .toSorted((a, b) => b.count - a.count)
      .slice(0, mostRows)
      .map((it) => ({
        of: it.flowId !== undefined ? `${it.namespace}/${it.flowId}` : it.namespace || "tenant",
        executions: it.count,
        since: it.start,
      })),
    ...(left > 0 ? { rest: `${left} more.` } : {}),
  };
}
