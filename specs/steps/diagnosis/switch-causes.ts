import { say } from "../../../runtime/text/said.ts";
import type { Cause } from "./cause.ts";
import { listOf, optionalText, rawOf, textOf, textsOf } from "./facts/fields.ts";

/** What an operator switched on for the whole instance or a part of it. Enterprise only. */
export interface SwitchFacts {
  readonly isInMaintenance: boolean;
  readonly killSwitches: readonly KillSwitch[];
}

export interface KillSwitch {
  readonly name: string;
  /** `PASS`, `KILL`, `CANCEL`, `IGNORE`: what becomes of executions. */
  readonly evaluation: string;
  readonly namespace?: string | undefined;
  readonly flowId?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly executionIds: readonly string[];
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
}

/** Of the configuration: the switches that are enabled. */
export function switchFacts(configuration: unknown): SwitchFacts {
  const of = rawOf(configuration);
  return {
    isInMaintenance: of.inMaintenance === true,
    killSwitches: listOf(of.killSwitches)
      .filter(({ enabled, deleted }) => enabled === true && deleted !== true)
      .map((it) => ({
        name: optionalText(it.name) ?? textOf(it.id),
        evaluation: textOf(it.evaluationType),
        namespace: optionalText(it.namespace),
        flowId: optionalText(it.flowId),
        tenantId: optionalText(it.tenantId),
        executionIds: textsOf(it.executionIds),
        startDate: optionalText(it.startDate),
        endDate: optionalText(it.endDate),
      })),
  };
}

/** What a switch may hold back. Of a tenant: any. */
export interface Target {
  readonly now: number;
  /** Where it is known. */
  readonly tenant?: string | undefined;
  readonly namespace?: string;
  readonly flowId?: string;
  readonly executionId?: string;
}

/** Switches that hold the target now. */
export function switchCauses(
  target: Target,
  { isInMaintenance, killSwitches }: SwitchFacts,
): readonly Cause[] {
  const maintenance: readonly Cause[] = isInMaintenance
    ? [
        {
          cause: "maintenance",
          object: "instance",
          message: say`The instance is in maintenance: nothing new starts until it leaves it.`,
          certainty: "certain",
          evidence: [{ field: "inMaintenance", value: "true" }],
        },
      ]
    : [];
  const held = killSwitches.filter((it) => it.evaluation !== "PASS" && holds(it, target));
  return [
    ...maintenance,
    ...held.map((it): Cause => {
      const scope = scopeOf(it);
      return {
        cause: "kill_switch",
        object: `kill switch ${it.name}`,
        message: say`Kill switch ${it.name} is on for ${scope}: Kestra is to ${it.evaluation} what it concerns.`,
        certainty: it.tenantId === undefined || target.tenant !== undefined ? "certain" : "probable",
        limit: `evaluationType ${it.evaluation}`,
        evidence: [
          { field: "enabled", value: "true", time: it.startDate },
          { field: "scope", value: scope },
          ...(it.endDate === undefined ? [] : [{ field: "endDate", value: it.endDate, time: it.endDate }]),
        ],
      };
    }),
  ];
}

function holds(it: KillSwitch, target: Target): boolean {
  const { now } = target;
  if (Date.parse(it.startDate ?? "") > now || Date.parse(it.endDate ?? "") <= now) return false;
  if (isOfAnother(it, target)) return false;
  if (target.namespace === undefined) return true;
  const { namespace } = target;
  if (it.namespace !== undefined && namespace !== it.namespace && !namespace.startsWith(`${it.namespace}.`))
    return false;
  if (it.flowId !== undefined && target.flowId !== it.flowId) return false;
  return it.executionIds.length === 0 || it.executionIds.includes(target.executionId ?? "");
}

function isOfAnother({ tenantId }: KillSwitch, { tenant }: Target): boolean {
  return tenantId !== undefined && tenant !== undefined && tenantId !== tenant;
}

function scopeOf({ namespace, flowId, executionIds, tenantId }: KillSwitch): string {
  if (executionIds.length > 0) return `executions ${executionIds.slice(0, 5).join(", ")}`;
  if (namespace !== undefined)
    return flowId === undefined ? `namespace ${namespace}` : `${namespace}/${flowId}`;
  return tenantId === undefined ? "the instance" : `tenant ${tenantId}`;
}
