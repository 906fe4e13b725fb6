import { say } from "../../../runtime/text/said.ts";
import type { Cause } from "./cause.ts";
import { dateAfter, millisecondsOf } from "../../functions/iso-duration.ts";
import { placeOf, type ExecutionFact } from "./facts/execution-fact.ts";
import { optionalText, textOf, type Raw } from "./facts/fields.ts";
import { quotasOf, type FlowFact, type Quota } from "./facts/flow-fact.ts";

/** How many executions a quota has counted since its window began. */
export interface QuotaCounter {
  readonly tenant?: string | undefined;
  /** Empty for a quota of the whole tenant. */
  readonly namespace: string;
  readonly flowId?: string | undefined;
  readonly start?: string | undefined;
  readonly count: number;
}

export function quotaCounter(raw: Raw): QuotaCounter {
  return {
    tenant: optionalText(raw.tenantId),
    namespace: textOf(raw.namespace),
    flowId: optionalText(raw.flowId),
    start: optionalText(raw.start),
    count: typeof raw.count === "number" ? raw.count : 0,
  };
}

/** Quotas of a flow, a namespace or the tenant, with what they have counted. */
export interface QuotaFacts {
  readonly now: number;
  /** `namespace/flow`, `namespace x` or `tenant x`. */
  readonly place: string;
  readonly quotas: readonly Quota[];
  readonly counters: readonly QuotaCounter[];
  /** Executions that ended at once without a task run. */
  readonly refused: readonly ExecutionFact[];
}

/** Quotas whose limit is reached in a window that is open, or was when an execution was refused. */
function quotaCauses({ now, place, quotas, counters, refused }: QuotaFacts): readonly Cause[] {
  return quotas.flatMap((quota): readonly Cause[] => {
    const state: string = quota.behavior === "FAIL" ? "FAILED" : "CANCELLED";
    const hit = refused.filter((it) => it.state === state && isRefused(it));
    const counter = counters.find((it) => it.count >= quota.limit && covers(it, quota, now, hit[0]?.endDate));
    if (counter === undefined) return [];
    const [first] = hit;
    const until = endOf(counter, quota);
    const what =
      first === undefined
        ? say``
        : say` ${hit.length === 1 ? say`An execution was` : say`${hit.length} executions were`} ${state} for it, the last at ${first.endDate ?? say`an unknown time`}.`;
    return [
      {
        cause: "quota_reached",
        object: `quota of ${place}`,
        message: say`The quota of ${place} is reached: ${counter.count} of ${quota.limit} executions in ${quota.duration}${until === undefined ? say`.` : say`, until ${until}.`}${what}`,
        // A counter does not tell which of several quotas it is of.
        certainty: quotas.length === 1 ? "certain" : "probable",
        limit: `quotas.limit ${quota.limit} in ${quota.duration} (${quota.behavior})`,
        evidence: [
          { field: "quota-limits.count", value: `${counter.count} of ${quota.limit}`, time: counter.start },
          ...hit.slice(0, 5).map((it) => ({
            field: "refused",
            value: `${it.id} of ${placeOf(it)} ${it.state}`,
            time: it.endDate,
          })),
        ],
      },
    ];
  });
}

/** A namespace, or a tenant, as Kestra gives it. */
export interface Space {
  readonly id: string;
  readonly raw: Raw;
}

/** What quotas and limits are set on besides flows, as far as it was asked for. */
export interface Spaces {
  readonly spaces: readonly Space[];
  readonly tenant?: Space | undefined;
}

/** The quotas of a flow, of the namespaces that it is in, and of the tenant. */
export function quotaCausesOf(
  flow: { readonly namespace: string; readonly id: string; readonly quotas: readonly Quota[] },
  { spaces, tenant }: Spaces,
  { now, counters, refused }: Pick<QuotaFacts, "now" | "counters" | "refused">,
): readonly Cause[] {
  const own = counters.filter((it) => it.namespace === flow.namespace && it.flowId === flow.id);
  const ofFlow = { now, place: `${flow.namespace}/${flow.id}`, quotas: flow.quotas, counters: own, refused };
  return [
    ...quotaCauses(ofFlow),
    ...spaces.flatMap(({ id, raw }) =>
      quotaCauses({
        now,
        place: `namespace ${id}`,
        quotas: quotasOf(raw.quotas),
        counters: counters.filter((it) => it.namespace === id && it.flowId === undefined),
        refused: refused.filter(({ namespace }) => isWithin(namespace, id)),
      }),
    ),
    ...(tenant === undefined
      ? []
      : quotaCauses({
          now,
          place: `tenant ${tenant.id}`,
          quotas: quotasOf(tenant.raw.quotas),
          counters: counters.filter(isOfTenant),
          refused,
        })),
  ];
}

/** The tenant, where a quota of all of it has counted. */
export function countedTenant(counters: readonly QuotaCounter[]): string | undefined {
  return counters.find(isOfTenant)?.tenant;
}

function isOfTenant({ namespace, flowId }: QuotaCounter): boolean {
  return namespace === "" && flowId === undefined;
}

/** The namespace above this one of which a quota has counted, where there is one. */
export function countedAbove(namespace: string, counters: readonly QuotaCounter[]): string | undefined {
  return counters.find(
    (it) => it.flowId === undefined && it.namespace !== namespace && isWithin(namespace, it.namespace),
  )?.namespace;
}

function isWithin(namespace: string, above: string): boolean {
  return above !== "" && (namespace === above || namespace.startsWith(`${above}.`));
}

/** True for an execution that ended as it came. */
export function isRefused({ runs, histories }: ExecutionFact): boolean {
  return runs.length === 0 && histories.length === 2 && histories[0]?.state === "CREATED";
}

function covers(counter: QuotaCounter, quota: Quota, now: number, refusedAt: string | undefined): boolean {
  const end = Date.parse(endOf(counter, quota) ?? "");
  if (Number.isNaN(end)) return true;
  const at = refusedAt === undefined ? now : Date.parse(refusedAt);
  return at < end && at >= Date.parse(counter.start ?? "");
}

function endOf({ start }: QuotaCounter, { duration }: Quota): string | undefined {
  return dateAfter(start, millisecondsOf(duration));
}

/** An execution that its flow's SLA ended: it took as long as the SLA allows. */
export function slaCauses(execution: ExecutionFact, flow: FlowFact | undefined): readonly Cause[] {
  const states: Readonly<Record<string, string>> = { CANCELLED: "CANCEL", FAILED: "FAIL" };
  const behavior = states[execution.state];
  const took = Date.parse(execution.endDate ?? "") - Date.parse(execution.startDate ?? "");
  if (flow === undefined || behavior === undefined) return [];
  return flow.sla.flatMap((sla): readonly Cause[] => {
    const most = millisecondsOf(sla.duration);
    if (sla.behavior !== behavior || textOf(sla.type) !== "MAX_DURATION" || most === undefined) return [];
    if (!(took >= most)) return [];
    return [
      {
        cause: "sla_violated",
        object: `${placeOf(execution)} SLA ${textOf(sla.id)}`,
        message: say`${placeOf(execution)} was ${execution.state} by its SLA ${textOf(sla.id)}: it took longer than ${textOf(sla.duration)}.`,
        certainty: "probable",
        limit: `sla.duration ${textOf(sla.duration)} (${behavior})`,
        evidence: [
          { field: "state", value: execution.state, time: execution.endDate },
          { field: "duration", value: `${took / 1000} s` },
        ],
      },
    ];
  });
}
