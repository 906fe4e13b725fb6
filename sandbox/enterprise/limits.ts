import type { Admission } from "../engine/guard.ts";
import type { Execution } from "../executions/execution.ts";
import type { StateType } from "../executions/state.ts";
import { formatInstant, parseDuration } from "../values/duration.ts";
import type { Values } from "../values/values.ts";

/** How many executions may begin within a time, from 2.0 on. Without a namespace: of the whole tenant. */
export interface Quota {
  readonly namespace?: string;
  readonly flowId?: string;
  readonly limit: number;
  /** ISO 8601 */
  readonly duration: string;
  readonly behavior: "FAIL" | "CANCEL";
}

/** What was counted for a quota. */
export interface QuotaCount extends Quota {
  /** When its time began, in milliseconds since 1970. */
  readonly start: number;
  readonly count: number;
}

/** What an operator stops, at once. Instants are in milliseconds since 1970. */
export interface KillSwitch {
  readonly id: string;
  readonly name: string;
  readonly evaluationType: "PASS" | "KILL" | "CANCEL" | "IGNORE";
  readonly enabled: boolean;
  readonly start: number;
  readonly end?: number;
  /** Absent, with the others: the whole tenant. */
  readonly namespace?: string;
  readonly flowId?: string;
  readonly executionIds?: readonly string[];
}

/** What of an instance keeps executions from running. */
export interface Limits {
  maintenance: boolean;
  /** True: nobody takes new executions. */
  executorDown: boolean;
  quotas: readonly Quota[];
  killSwitches: readonly KillSwitch[];
  /** By the quota. */
  readonly counts: Map<string, QuotaCount>;
}

export function noLimits(): Limits {
  return { maintenance: false, executorDown: false, quotas: [], killSwitches: [], counts: new Map() };
}

/** What tells one quota from another. */
export function quotaKey({ namespace, flowId, duration }: Quota): string {
  return JSON.stringify([namespace ?? null, flowId ?? null, duration]);
}

function isInside(namespace: string | undefined, execution: Execution): boolean {
  return (
    namespace === undefined ||
    namespace === execution.namespace ||
    execution.namespace.startsWith(`${namespace}.`)
  );
}

/** The quotas that an execution counts for: those of the instance, and those of its flow. */
function quotasOf({ quotas }: Limits, execution: Execution): readonly Quota[] {
  const { namespace, flowId, flow } = execution;
  const own = (flow as unknown as Values)["quotas"];
  const ofFlow = Array.isArray(own)
    ? (own as readonly Quota[]).map((quota) => ({ ...quota, namespace, flowId }))
    : [];
  return [
    ...quotas.filter((quota) => isInside(quota.namespace, execution) && (quota.flowId ?? flowId) === flowId),
    ...ofFlow,
  ];
}

function countOf({ counts }: Limits, quota: Quota, now: number): QuotaCount {
  const found = counts.get(quotaKey(quota));
  const isOver = found === undefined || found.start + (parseDuration(quota.duration) ?? 0) <= now;
  return isOver ? { ...quota, start: now, count: 0 } : found;
}

const ends = { FAIL: "FAILED", CANCEL: "CANCELLED" } as const;

function withinQuotas(limits: Limits, execution: Execution, now: number): Admission {
  const counted = quotasOf(limits, execution).map((quota) => countOf(limits, quota, now));
  const full = counted.find(({ count, limit }) => count >= limit);
  if (full !== undefined) {
    const state = ends[full.behavior];
    return { kind: "end", state, message: `Execution is ${state} due to quota limit exceeded` };
  }
  for (const one of counted) limits.counts.set(quotaKey(one), { ...one, count: one.count + 1 });
  return { kind: "run" };
}

export function isActive({ enabled, start, end }: KillSwitch, now: number): boolean {
  return enabled && start <= now && (end === undefined || end >= now);
}

function isFor({ namespace, flowId, executionIds }: KillSwitch, execution: Execution): boolean {
  return (
    isInside(namespace, execution) &&
    (flowId === undefined || flowId === execution.flowId) &&
    (executionIds?.includes(execution.id) ?? true)
  );
}

const switched: Readonly<Record<KillSwitch["evaluationType"], StateType | undefined>> = {
  PASS: undefined,
  KILL: "KILLED",
  CANCEL: "CANCELLED",
  IGNORE: undefined,
};

/** What becomes of an execution that is about to run, at an instant. */
export function admits(limits: Limits, execution: Execution, now: number): Admission {
  const off = limits.killSwitches.find((one) => isActive(one, now) && isFor(one, execution));
  if (limits.maintenance || limits.executorDown || off?.evaluationType === "IGNORE") return { kind: "hold" };
  const state = off === undefined ? undefined : switched[off.evaluationType];
  return state === undefined ? withinQuotas(limits, execution, now) : { kind: "end", state };
}

/** A kill switch as it is answered. */
export function renderKillSwitch(
  { id, name, enabled, evaluationType, start, end, namespace, flowId, executionIds }: KillSwitch,
  tenant: string,
): Values {
  return {
    id,
    name,
    enabled,
    evaluationType,
    tenantId: tenant,
    startDate: formatInstant(start),
    ...(end === undefined ? {} : { endDate: formatInstant(end) }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(flowId === undefined ? {} : { flowId }),
    ...(executionIds === undefined ? {} : { executionIds }),
    deleted: false,
  };
}
