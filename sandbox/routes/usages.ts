import { json } from "../http/answers.ts";
import { endOf, startOf } from "../executions/state.ts";
import type { Execution } from "../executions/execution.ts";
import { everyTask } from "../executions/flow.ts";
import type { StateType } from "../executions/state.ts";
import type { Kestra } from "../kestra/kestra.ts";
import type { Route } from "../http/route.ts";
import { formatDuration, formatInstant } from "../values/duration.ts";
import type { Values } from "../values/values.ts";

const hour = 3_600_000;
const hours = 25;

/** The states that are told apart, whether there are any or not. */
const counted: readonly StateType[] = [
  "CREATED",
  "RUNNING",
  "PAUSED",
  "RESTARTED",
  "QUEUED",
  "KILLING",
  "SUCCESS",
  "WARNING",
  "FAILED",
  "KILLED",
  "CANCELLED",
];

function countsOf(names: readonly string[]): Values {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function flowUsage({ flows }: Kestra): Values {
  const all = flows.all().map(({ flow }) => flow);
  return {
    count: all.length,
    namespacesCount: new Set(all.map(({ namespace }) => namespace)).size,
    taskTypeCount: countsOf(all.flatMap((flow) => everyTask(flow).map(({ type }) => type))),
    triggerTypeCount: countsOf(all.flatMap(({ triggers = [] }) => triggers.map(({ type }) => type))),
    taskRunnerTypeCount: {},
  };
}

/** How long executions took, in milliseconds, as Kestra sums it up; only their number where there are none. */
function durationOf(executions: readonly Execution[]): Values {
  const all = executions.flatMap(({ state }) => {
    const end = endOf(state);
    return end === undefined ? [] : [end - startOf(state)];
  });
  if (all.length === 0) return { count: executions.length };
  const sum = all.reduce((total, one) => total + one, 0);
  return {
    min: formatDuration(Math.min(...all)),
    avg: formatDuration(sum / all.length),
    max: formatDuration(Math.max(...all)),
    sum: formatDuration(sum),
    count: executions.length,
  };
}

/** What began in the full hour that an instant lies in. */
function hourOf(start: number, executions: readonly Execution[]): Values {
  const own = Math.floor(start / hour);
  const begun = executions.filter(({ state }) => Math.floor(startOf(state) / hour) === own);
  const known = Object.fromEntries(counted.map((state) => [state, 0]));
  return {
    startDate: formatInstant(start),
    duration: durationOf(begun),
    executionCounts: { ...known, ...countsOf(begun.map(({ state }) => state.current)) },
    groupBy: "hour",
  };
}

/** Executions of the last day by the hour that they began in, the oldest hour first. */
function executionUsage({ engine }: Kestra): Values {
  const first = engine.time - (hours - 1) * hour;
  const all = engine.executions.all();
  return {
    dailyExecutionsCount: Array.from({ length: hours }, (_, index) => hourOf(first + index * hour, all)),
  };
}

/** What the Enterprise edition counts of a tenant. */
function tenantUsage({ enterprise, line }: Kestra): Values {
  const count = enterprise.users.size;
  return {
    users: {
      count,
      basicAuthCount: count,
      apiKeyCount: 0,
      oidcCount: 0,
      ...(line === "1.0" ? {} : { ldapAuthCount: 0, passwordlessCount: 0 }),
    },
    groups: { count: enterprise.groups.size },
    roles: { count: enterprise.roles.size },
    tenants: { count: 1 },
  };
}

const all: Route["handle"] = (_, kestra) =>
  json({
    flows: flowUsage(kestra),
    executions: executionUsage(kestra),
    ...(kestra.edition === "ee" ? tenantUsage(kestra) : {}),
  });

export const usageRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/usages/all", handle: all },
  { method: "GET", path: "/api/v1/{tenant}/usages", handle: (_, kestra) => json(tenantUsage(kestra)) },
];
