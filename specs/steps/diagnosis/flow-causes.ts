import { say, type Said } from "../../../runtime/text/said.ts";
import { hasEnded } from "../execution/execution-state.ts";
import type { Failure } from "../execution/failure.ts";
import type { Cause, Rule } from "./cause.ts";
import { countCauses, type CountFacts } from "./count-causes.ts";
import type { ExecutionFact } from "./facts/execution-fact.ts";
import { failureCauses, type LogFact } from "./failure-causes.ts";
import { limitOf, type FlowFact } from "./facts/flow-fact.ts";
import { queueCauses, refusedCauses } from "./limit-causes.ts";
import { preconditionCauses, type PreconditionFacts } from "./precondition-causes.ts";
import { quotaCausesOf, type QuotaCounter, type Spaces } from "./quota-causes.ts";
import { switchCauses, type SwitchFacts } from "./switch-causes.ts";
import { conditionCauses, disabledInYaml, triggerCauses } from "./trigger-causes.ts";
import type { TriggerFact } from "./facts/trigger-fact.ts";
import type { WorkerFact } from "./facts/worker-fact.ts";

/** All that is known of a flow. */
export interface FlowFacts extends Spaces {
  readonly now: number;
  /** The window of its lines. */
  readonly from: string;
  readonly to: string;
  readonly flow: FlowFact;
  readonly triggers: readonly TriggerFact[];
  /** Triggers of any flow, where one of these is late. */
  readonly others?: readonly TriggerFact[] | undefined;
  /** The newest first. */
  readonly executions: readonly ExecutionFact[];
  /** How many it has in all. */
  readonly total?: number | undefined;
  /** From WARN on, the newest first. */
  readonly lines: readonly LogFact[];
  /** Its newest end, where that was a failure. */
  readonly failed?: { readonly execution: ExecutionFact; readonly failure?: Failure | undefined } | undefined;
  readonly holders: readonly ExecutionFact[];
  readonly holding?: number | undefined;
  readonly queued?: number | undefined;
  /** What Kestra's own counter of its limit says (from 1.3 on). */
  readonly counted?: number | undefined;
  readonly awaited: readonly PreconditionFacts[];
  readonly counts: readonly CountFacts[];
  readonly switches: SwitchFacts;
  readonly schedulers?: readonly WorkerFact[] | undefined;
  readonly counters: readonly QuotaCounter[];
  readonly unknown: readonly string[];
}

/** The newest execution that ended, where it failed: what failed before has been followed by something else. */
export function failureNow(executions: readonly ExecutionFact[]): ExecutionFact | undefined {
  const last = executions.find(({ state }) => hasEnded(state));
  return last?.state === "FAILED" ? last : undefined;
}

/** Everything that may be wrong with a flow. */
export const flowRules: readonly Rule<FlowFacts>[] = [
  ({ flow, now, switches }) => switchCauses({ now, namespace: flow.namespace, flowId: flow.id }, switches),
  switchedOff,
  ofTriggers,
  ({ awaited, flow }) => (flow.disabled ? [] : awaited.flatMap(preconditionCauses)),
  ({ counts, flow }) => (flow.disabled ? [] : counts.flatMap(countCauses)),
  lastFailure,
  limits,
  quotas,
];

const placeOf = ({ namespace, id }: FlowFact) => `${namespace}/${id}`;

function switchedOff({ flow, executions }: FlowFacts): readonly Cause[] {
  const place = placeOf(flow);
  if (flow.deleted)
    return [
      {
        cause: "flow_deleted",
        object: place,
        message: say`The flow ${place} is deleted.`,
        certainty: "certain",
        evidence: [{ field: "deleted", value: "true" }],
        next: {
          tool: "manage_flow",
          arguments: { action: "list_revisions", namespace: flow.namespace, flow_id: flow.id },
        },
      },
    ];
  const disabled: readonly Cause[] = flow.disabled
    ? [
        {
          cause: "flow_disabled",
          object: place,
          message: say`The flow ${place} is disabled: neither its triggers nor anybody can start it.`,
          certainty: "certain",
          evidence: [{ field: "disabled", value: trueIn(flow) }],
          next: {
            tool: "manage_flow",
            arguments: { action: "enable", namespace: flow.namespace, flow_id: flow.id },
          },
        },
      ]
    : [];
  const ran = executions[0]?.flowRevision;
  const draft: readonly Cause[] = flow.draft
    ? [
        {
          cause: "draft_revision",
          object: place,
          message: say`Revision ${flow.revision ?? say`unknown`} of ${place} is a draft: an older revision runs.`,
          certainty: "certain",
          evidence: [
            { field: "draft", value: trueIn(flow) },
            ...(ran === undefined
              ? []
              : [{ field: "flowRevision", value: `${ran} ran last`, time: executions[0]?.startDate }]),
          ],
        },
      ]
    : [];
  return [...disabled, ...draft];
}

function ofTriggers({
  flow,
  triggers,
  others: around,
  lines,
  schedulers,
  executions,
  now,
}: FlowFacts): readonly Cause[] {
  if (flow.deleted) return [];
  const kept = triggers.map(({ id }) => id);
  // Flow triggers and webhooks have no state: what their flow says of them is all there is.
  const others = flow.triggers.filter(({ id, disabled }) => disabled === true && !kept.includes(String(id)));
  return [
    ...triggers.flatMap((trigger) => {
      const facts = {
        now,
        trigger,
        isFlowDisabled: flow.disabled,
        lines: lines.filter(({ triggerId }) => triggerId === trigger.id),
        schedulers,
        others: [...triggers, ...(around ?? [])],
      };
      const started = executions.find((it) => it.trigger?.id === trigger.id)?.startDate;
      return [...triggerCauses(facts), ...conditionCauses(facts, started)];
    }),
    ...others.map(({ id }) => disabledInYaml({ namespace: flow.namespace, flowId: flow.id, id: String(id) })),
  ];
}

function lastFailure({ failed, lines, flow }: FlowFacts): readonly Cause[] {
  if (failed === undefined) return [];
  const { execution, failure } = failed;
  return failureCauses({
    execution,
    failure,
    flow,
    lines: lines.filter(({ executionId }) => executionId === execution.id),
  });
}

function limits({
  flow,
  spaces,
  executions,
  holders,
  holding,
  queued,
  counted,
  now,
}: FlowFacts): readonly Cause[] {
  const shared = limitOf(spaces.find(({ id }) => id === flow.namespace)?.raw.concurrency);
  const concurrency = flow.concurrency ?? shared;
  const place =
    flow.concurrency === undefined && shared !== undefined ? `namespace ${flow.namespace}` : placeOf(flow);
  const refused = executions.find(({ state }) => hasEnded(state));
  const oldest = executions.findLast(({ state }) => state === "QUEUED");
  return [
    ...queueCauses({ now, place, concurrency, holders, holding, queued, counted, oldest }),
    ...refusedCauses({ now, place, concurrency, holders: executions, execution: refused }),
  ];
}

function quotas(facts: FlowFacts): readonly Cause[] {
  const { flow, spaces, tenant, counters, executions, triggers, now } = facts;
  // A webhook or a Flow trigger has no date: what it starts may come now.
  const isScheduled = flow.triggers.length <= triggers.length;
  const ahead = {
    canStart: !flow.disabled && !flow.deleted,
    next: isScheduled ? dueNext(triggers)?.next : undefined,
  };
  return quotaCausesOf(flow, { spaces, tenant }, { now, counters, refused: executions, ahead });
}

function dueNext(triggers: readonly TriggerFact[]): TriggerFact | undefined {
  return triggers
    .filter((it) => it.next !== undefined && !it.isDisabled)
    .toSorted((a, b) => Date.parse(a.next ?? "") - Date.parse(b.next ?? ""))[0];
}

/** What is told of a flow with which nothing is wrong: whether it is set to run, and when. */
export function wellFlow({ flow, triggers, executions, total }: FlowFacts): Said {
  const place = placeOf(flow);
  const next = dueNext(triggers);
  const [last] = executions;
  const when =
    flow.triggers.length === 0
      ? say`it has no trigger, and runs only where it is started`
      : next === undefined
        ? say`its triggers wait for what fires them`
        : say`trigger ${next.id} is due at ${next.next ?? say`an unknown time`}`;
  const before =
    last === undefined
      ? say`It has no execution.`
      : say`Its last of ${total ?? executions.length} executions is ${last.id}, ${last.state} at ${last.endDate ?? last.startDate ?? say`an unknown time`}.`;
  return say`Nothing is wrong with ${place}: ${when}. ${before}`;
}

/** What its source says, as evidence. */
function trueIn({ revision }: FlowFact): string {
  return `true in revision ${revision ?? "unknown"}`;
}
