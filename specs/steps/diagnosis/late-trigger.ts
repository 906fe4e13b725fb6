import { say } from "../../../runtime/text/said.ts";
import { late } from "../trigger/trigger-row.ts";
import type { Cause, Evidence } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { managing, triggerName, type TriggerFact } from "./facts/trigger-fact.ts";
import { isGone, type WorkerFact } from "./facts/worker-fact.ts";

/** What tells whether a trigger is late, and why. */
export interface LateFacts {
  readonly now: number;
  readonly trigger: TriggerFact;
  /** The schedulers, where the edition tells of them. */
  readonly schedulers?: readonly WorkerFact[] | undefined;
  /** Triggers that were read, which tell whether the scheduler is at work. */
  readonly others?: readonly TriggerFact[] | undefined;
}

/** Whether a trigger was to be evaluated long ago, and nothing holds it. */
export function isLate({ next, lockedSince, executionId, backfill, isDisabled }: TriggerFact, now: number) {
  const isHeld = lockedSince !== undefined || executionId !== undefined || backfill !== undefined;
  return !isDisabled && !isHeld && now - Date.parse(next ?? "") > late;
}

/** A trigger that was evaluated or fired after a time, which shows that the scheduler was at work. */
function evaluatedAfter(time: string, triggers: readonly TriggerFact[]): Evidence | undefined {
  const [last] = triggers
    .flatMap((it) => [it.evaluated, it.fired].map((at) => ({ name: triggerName(it), at })))
    .flatMap(({ name, at }) => (at !== undefined && Date.parse(at) > Date.parse(time) ? [{ name, at }] : []))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return last && { field: "evaluated meanwhile", value: last.name, time: last.at };
}

/** What was to be evaluated long ago: by the others that were due meanwhile it or the scheduler stands still. */
export function behind({ trigger, now, schedulers, others = [] }: LateFacts): readonly Cause[] {
  const { next = "" } = trigger;
  if (!isLate(trigger, now)) return [];
  const dead = schedulers?.filter(isGone) ?? [];
  const isDown = schedulers !== undefined && dead.length === schedulers.length;
  const name = triggerName(trigger);
  const rest = others.filter((it) => triggerName(it) !== name);
  const atWork = isDown ? undefined : evaluatedAfter(next, rest);
  const lateToo = rest.filter((it) => isLate(it, now)).length;
  const isStill = isDown || (atWork === undefined && lateToo > 0);
  const why = isDown
    ? say`no scheduler runs`
    : atWork !== undefined
      ? say`the scheduler is at work, since ${atWork.value} was evaluated at ${atWork.time ?? ""}, and this one stands still`
      : lateToo > 0
        ? say`${lateToo} more ${lateToo === 1 ? say`is` : say`are`} late, and none that was read was evaluated since: the scheduler seems not to be at work`
        : say`it or the scheduler stands still; of no other trigger it is seen that it was due since`;
  return [
    {
      cause: "trigger_late",
      object: name,
      message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} was due at ${next}, ${ageOf(next, now)} ago: ${why}.`,
      certainty: isDown ? "certain" : "probable",
      evidence: [
        { field: "next", value: next, time: next },
        ...(trigger.evaluated === undefined
          ? []
          : [{ field: "evaluated", value: trigger.evaluated, time: trigger.evaluated }]),
        ...(atWork === undefined ? [] : [atWork]),
        ...dead.map((it) => ({ field: `scheduler ${it.name}`, value: it.state, time: it.updatedAt })),
        ...(schedulers?.length === 0 ? [{ field: "schedulers", value: "0" }] : []),
      ],
      // Where the scheduler is not at work, no call mends it.
      ...(isStill ? {} : { next: managing("restart", trigger) }),
    },
  ];
}
