import { say } from "../../../runtime/text/said.ts";
import { late } from "../trigger/trigger-row.ts";
import type { Cause } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { hasEnded } from "../execution/execution-state.ts";
import { placeOf } from "./facts/execution-fact.ts";
import { listOf, optionalText, textOf } from "./facts/fields.ts";
import { lastWord } from "./facts/flow-fact.ts";
import { managing, triggerName, type TriggerFact } from "./facts/trigger-fact.ts";
import type { LogFact } from "./failure-causes.ts";
import { behind, type LateFacts } from "./late-trigger.ts";

/** What is known of a trigger and of what fires it. */
export interface TriggerFacts extends LateFacts {
  readonly isFlowDisabled: boolean;
  /** Lines from WARN on of this trigger, the newest first. */
  readonly lines: readonly LogFact[];
}

/** Why a trigger does not fire. */
export function triggerCauses(facts: TriggerFacts): readonly Cause[] {
  const { trigger, isFlowDisabled } = facts;
  if (isFlowDisabled) return [];
  if (trigger.isDisabled) return [disabled(facts)];
  return [...pausedBackfill(facts), ...held(facts), ...behind(facts), ...failing(facts)];
}

/** Disabled by its state, which a call enables, or by the YAML of its flow, which only another YAML does. */
function disabled({ trigger }: TriggerFacts): Cause {
  const { disabledBy, stopAfter, id } = trigger;
  if (disabledBy.flow) return disabledInYaml(trigger, disabledBy.state);
  const stop = {
    field: "stopAfter",
    value: `${stopAfter.join(", ")}: an execution that ends so disables it`,
  };
  return {
    cause: "trigger_disabled",
    object: triggerName(trigger),
    message: say`The trigger ${id} of ${placeOf(trigger)} is disabled by its state.`,
    certainty: "certain",
    evidence: [{ field: "state.disabled", value: "true" }, ...(stopAfter.length === 0 ? [] : [stop])],
    next: managing("enable", trigger),
  };
}

/** @param isStateToo whether it stays disabled, by its state, where the YAML no longer disables it */
export function disabledInYaml(
  trigger: Pick<TriggerFact, "namespace" | "flowId" | "id">,
  isStateToo = false,
): Cause {
  const { namespace, flowId, id } = trigger;
  const too = isStateToo ? say` Its state is disabled, too, and is to be enabled after that.` : say``;
  return {
    cause: "trigger_disabled",
    object: triggerName(trigger),
    message: say`The trigger ${id} of ${placeOf(trigger)} is disabled in the YAML of its flow, and only a changed YAML enables it.${too}`,
    certainty: "certain",
    evidence: [
      { field: "triggers.disabled", value: "true in the YAML" },
      ...(isStateToo ? [{ field: "state.disabled", value: "true" }] : []),
    ],
    next: { tool: "manage_flow", arguments: { action: "get_yaml", namespace, flow_id: flowId } },
  };
}

function pausedBackfill({ trigger, now }: TriggerFacts): readonly Cause[] {
  const { backfill } = trigger;
  if (backfill === undefined || backfill.paused !== true) return [];
  const at = optionalText(backfill.currentDate);
  return [
    {
      cause: "backfill_paused",
      object: triggerName(trigger),
      message: say`The backfill of trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} is paused at ${at ?? say`its start`}; the schedule waits for it.`,
      certainty: "certain",
      evidence: [
        { field: "backfill.paused", value: "true" },
        {
          field: "backfill",
          value: `${textOf(backfill.start)} to ${optionalText(backfill.end) ?? new Date(now).toISOString()}`,
          time: at,
        },
      ],
      next: managing("continue_backfill", trigger),
    },
  ];
}

function held({ trigger, now }: TriggerFacts): readonly Cause[] {
  const name = triggerName(trigger);
  const { lockedSince, executionId, workerId } = trigger;
  if (executionId !== undefined && isOver(trigger.holder, now)) return [lockedInVain(trigger, executionId)];
  if (executionId !== undefined)
    return [
      {
        cause: "trigger_waits",
        object: name,
        message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} waits for the execution ${executionId} that it started.`,
        certainty: "certain",
        evidence: [{ field: "executionId", value: executionId, time: trigger.evaluated }],
        next: { tool: "diagnose", arguments: { execution_id: executionId } },
      },
    ];
  if (lockedSince === undefined || now - Date.parse(lockedSince) <= late) return [];
  const worker = workerId === undefined ? say`` : say` by worker ${workerId}`;
  return [
    {
      cause: "trigger_locked",
      object: name,
      message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} has been locked${worker} for ${ageOf(lockedSince, now)}: its evaluation has not come back.`,
      certainty: "certain",
      evidence: [
        { field: "locked", value: "true", time: lockedSince },
        ...(workerId === undefined ? [] : [{ field: "workerId", value: workerId }]),
      ],
      next: managing("unlock", trigger),
    },
  ];
}

/** Whether an execution does not exist, or ended so long ago that Kestra would have released its trigger. */
function isOver(holder: TriggerFact["holder"], now: number): boolean {
  if (holder === undefined || holder === "gone") return holder === "gone";
  return hasEnded(holder.state) && now - Date.parse(holder.endDate ?? "") > late;
}

function lockedInVain(trigger: TriggerFact, executionId: string): Cause {
  const { holder, evaluated } = trigger;
  const why =
    holder === "gone" || holder === undefined
      ? say`does not exist any more`
      : say`ended ${holder.state} at ${holder.endDate ?? say`an unknown time`}`;
  return {
    cause: "trigger_locked",
    object: triggerName(trigger),
    message: say`The trigger ${trigger.id} of ${placeOf(trigger)} is locked: it waits for the execution ${executionId}, which ${why}.`,
    certainty: "certain",
    evidence: [{ field: "executionId", value: say`${executionId} ${why}`.toString(), time: evaluated }],
    next: managing("unlock", trigger),
  };
}

function failing({ trigger, lines }: TriggerFacts): readonly Cause[] {
  const [line] = lines.filter(({ level }) => level === "ERROR");
  // A line from before its last evaluation tells of what has been repaired since.
  const isOld = Date.parse(line?.timestamp ?? "") < Date.parse(trigger.evaluated ?? "") - late;
  if (line === undefined || isOld) return [];
  return [
    {
      cause: "trigger_failing",
      object: triggerName(trigger),
      message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} logs errors: ${(line.message ?? "").split("\n")[0] ?? ""}`,
      certainty: "certain",
      evidence: lines.slice(0, 3).map(({ level, message, timestamp }) => ({
        field: `log ${level ?? ""}`,
        value: message ?? "",
        time: timestamp ?? undefined,
      })),
    },
  ];
}

/** A condition that a trigger which was evaluated, and did not start anything, must meet. */
export function conditionCauses(
  { trigger, isFlowDisabled }: TriggerFacts,
  startedLast: string | undefined,
): readonly Cause[] {
  const { definition, evaluated } = trigger;
  const conditions = listOf(definition.conditions).map(({ type }) => lastWord(type));
  const when = optionalText(definition.when);
  const told = [...conditions, ...(when === undefined ? [] : [when])];
  const isDue =
    evaluated !== undefined &&
    (startedLast === undefined || Date.parse(startedLast) < Date.parse(evaluated) - late);
  if (
    told.length === 0 ||
    !isDue ||
    trigger.isDisabled ||
    isFlowDisabled ||
    lastWord(trigger.type) === "Flow"
  )
    return [];
  return [
    {
      cause: "condition_set",
      object: triggerName(trigger),
      message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} was evaluated at ${evaluated} and started nothing: its condition ${told.join(", ")} must hold.`,
      certainty: "probable",
      evidence: [
        ...told.map((value) => ({ field: "condition", value })),
        { field: "evaluated", value: evaluated, time: evaluated },
        {
          field: "started last",
          value: startedLast ?? "never in the executions that were read",
          time: startedLast,
        },
      ],
    },
  ];
}
