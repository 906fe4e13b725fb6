import { servicesOf } from "../../enterprise/fleet.ts";
import { quotaKey, renderKillSwitch } from "../../enterprise/limits.ts";
import { release } from "../../engine/engine.ts";
import { empty, json } from "../../http/answers.ts";
import type { Route } from "../../http/route.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { formatInstant } from "../../values/duration.ts";

/** What quotas have counted; what they allow is told by whom they are of: a tenant, a namespace or a flow. */
const quotas: Route["handle"] = (_, { limits, tenant }) =>
  json(
    [...limits.counts.values()].map((quota) => ({
      id: quotaKey(quota),
      tenantId: tenant,
      namespace: quota.namespace ?? null,
      flowId: quota.flowId ?? null,
      start: formatInstant(quota.start),
      count: quota.count,
    })),
  );

const killSwitches: Route["handle"] = (_, { limits, tenant }) =>
  json(limits.killSwitches.map((it) => renderKillSwitch(it, tenant)));

const status: Route["handle"] = (_, { limits, fleet }) => {
  const services = servicesOf(fleet);
  const types = [...new Set(services.map(({ type }) => type))];
  const counted = types.map((type) => {
    const total = services.filter((it) => it.type === type).length;
    return [type, { total, inMaintenance: limits.maintenance ? total : 0 }] as const;
  });
  return json({
    maintenance: limits.maintenance,
    ready: limits.maintenance,
    services: Object.fromEntries(counted),
  });
};

function maintained(isOn: boolean): Route["handle"] {
  return (_, { limits, engine }: Kestra) => {
    limits.maintenance = isOn;
    release(engine);
    return empty(200);
  };
}

/** The tenant itself, and its quotas. */
const tenant: Route["handle"] = (_, { limits, tenant: id, line }) => {
  const own = limits.quotas.filter(({ namespace }) => namespace === undefined);
  return json({
    id,
    name: id,
    deleted: false,
    requireExistingNamespace: false,
    ...(line === "2.0"
      ? { quotas: own.map(({ limit, duration, behavior }) => ({ limit, duration, behavior })) }
      : {}),
  });
};

const base = "/api/v1/instance/maintenance";

export const limitRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/quota-limits", lines: ["2.0"], handle: quotas },
  { method: "GET", path: "/api/v1/kill-switches/search", lines: ["1.3", "2.0"], handle: killSwitches },
  { method: "GET", path: `${base}/status`, lines: ["2.0"], handle: status },
  { method: "POST", path: `${base}/enter`, handle: maintained(true) },
  { method: "POST", path: `${base}/exit`, handle: maintained(false) },
  { method: "GET", path: "/api/v1/tenants/{id}", handle: tenant },
];
