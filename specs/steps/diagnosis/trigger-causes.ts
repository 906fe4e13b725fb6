import { say } from "../../../runtime/text/said.ts";
import { late, type FoundTrigger } from "../trigger/trigger-row.ts";
import type { Cause, Next } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { placeOf } from "./facts/execution-fact.ts";
import { listOf, optionalText, rawOf, textOf, textsOf, type Raw } from "./facts/fields.ts";
import { lastWord } from "./facts/flow-fact.ts";
import type { LogFact } from "./failure-causes.ts";
import { isGone, type WorkerFact } from "./facts/worker-fact.ts";

/** A trigger with what Kestra keeps of it, alike on every line. */
export interface TriggerFact {
  readonly namespace: string;
  readonly flowId: string;
  readonly id: string;
  readonly type: string;
  readonly isDisabled: boolean;
  /** By the YAML of its flow, and by its state, which a person or an execution set. */
  readonly disabledBy: { readonly flow: boolean; readonly state: boolean };
  /** Since when an evaluation runs: of one that does not end the trigger is locked. */
  readonly lockedSince?: string | undefined;
  /** The execution that it waits for. */
  readonly executionId?: string | undefined;
  readonly workerId?: string | undefined;
  /** When it is evaluated next. */
  readonly next?: string | undefined;
  /** When it was evaluated last. */
  readonly evaluated?: string | undefined;
  /** When it fired last, from 2.0 on. */
  readonly fired?: string | undefined;
  readonly backfill?: Raw | undefined;
  readonly stopAfter: readonly string[];
  readonly definition: Raw;
}

/** A row of a search of triggers. */
export function triggerFact(row: FoundTrigger): TriggerFact {
  const definition = rawOf(row.definition);
  const next = row.nextDate ?? undefined;
  const disabledBy = {
    flow: row.disabledInFlow === true || definition.disabled === true,
    state: row.disabled === true,
  };
  return {
    namespace: row.namespace ?? "",
    flowId: row.flowId ?? "",
    id: row.triggerId ?? textOf(definition.id),
    type: row.type ?? "",
    isDisabled: Object.values(disabledBy).includes(true),
    disabledBy,
    lockedSince:
      row.evaluatedSince ?? (row.locked === true ? earlier(row.updatedAt ?? undefined, next) : undefined),
    executionId: row.executionId ?? undefined,
    workerId: row.workerId ?? undefined,
    next,
    evaluated: row.lastDate ?? undefined,
    fired: row.lastTriggeredDate ?? undefined,
    ...(row.backfill === undefined || row.backfill === null ? {} : { backfill: rawOf(row.backfill) }),
    stopAfter: textsOf(definition.stopAfter ?? row.stopAfter),
    definition,
  };
}

/** From 2.0 on nothing tells since when it is locked: at the latest since it changed last, or was due. */
function earlier(updated: string | undefined, due: string | undefined): string | undefined {
  if (updated === undefined || due === undefined) return updated ?? due;
  return Date.parse(due) < Date.parse(updated) ? due : updated;
}

/** What is known of a trigger and of what fires it. */
export interface TriggerFacts {
  readonly now: number;
  readonly trigger: TriggerFact;
  readonly isFlowDisabled: boolean;
  /** Lines from WARN on of this trigger, the newest first. */
  readonly lines: readonly LogFact[];
  /** The schedulers, where the edition tells of them. */
  readonly schedulers?: readonly WorkerFact[] | undefined;
}

/** Why a trigger does not fire. */
export function triggerCauses(facts: TriggerFacts): readonly Cause[] {
  const { trigger, isFlowDisabled } = facts;
  if (isFlowDisabled) return [];
  if (trigger.isDisabled) return [disabled(facts)];
  return [...pausedBackfill(facts), ...held(facts), ...behind(facts), ...failing(facts)];
}

/** `namespace/flow trigger id`. */
export function triggerName({
  namespace,
  flowId,
  id,
}: Pick<TriggerFact, "namespace" | "flowId" | "id">): string {
  return `${namespace}/${flowId} trigger ${id}`;
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

/** The call that mends it. */
function managing(action: string, { namespace, flowId, id }: TriggerFact): Next {
  return {
    tool: "manage_trigger",
    arguments: { action, namespace, flow_id: flowId, trigger_id: id },
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

/** What was to be evaluated long ago: the scheduler is not at work. */
function behind({ trigger, now, schedulers }: TriggerFacts): readonly Cause[] {
  const { next, lockedSince, executionId, backfill } = trigger;
  const isHeld = lockedSince !== undefined || executionId !== undefined || backfill !== undefined;
  if (next === undefined || isHeld || !(now - Date.parse(next) > late)) return [];
  const dead = schedulers?.filter(isGone) ?? [];
  const isDown = schedulers !== undefined && dead.length === schedulers.length;
  return [
    {
      cause: "trigger_late",
      object: triggerName(trigger),
      message: say`The trigger ${trigger.id} of ${trigger.namespace}/${trigger.flowId} was due at ${next}, ${ageOf(next, now)} ago: ${isDown ? say`no scheduler runs` : say`the scheduler seems not to be at work`}.`,
      certainty: isDown ? "certain" : "probable",
      evidence: [
        { field: "next", value: next, time: next },
        ...(trigger.evaluated === undefined
          ? []
          : [{ field: "evaluated", value: trigger.evaluated, time: trigger.evaluated }]),
        ...dead.map((it) => ({ field: `scheduler ${it.name}`, value: it.state, time: it.updatedAt })),
        ...(schedulers?.length === 0 ? [{ field: "schedulers", value: "0" }] : []),
      ],
      // Where no scheduler runs, no call mends it.
      ...(isDown ? {} : { next: managing("restart", trigger) }),
    },
  ];
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
