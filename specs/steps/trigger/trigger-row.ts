/** A trigger with its state, as a search gives it on any line; no contract promises any of it. */
export interface FoundTrigger {
  readonly namespace?: string | null | undefined;
  readonly flowId?: string | null | undefined;
  readonly triggerId?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly disabledInFlow?: boolean | null | undefined;
  readonly tenantId?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly nextDate?: string | null | undefined;
  readonly lastDate?: string | null | undefined;
  readonly lastTriggeredDate?: string | null | undefined;
  /** The execution that it waits for. */
  readonly executionId?: string | null | undefined;
  /** Since when it is evaluated, up to 1.3; from 2.0 on `locked` says that it is. */
  readonly evaluatedSince?: string | null | undefined;
  readonly locked?: boolean | null | undefined;
  /** From 2.0 on. */
  readonly updatedAt?: string | null | undefined;
  readonly workerId?: string | null | undefined;
  /** States in which an execution disables it. */
  readonly stopAfter?: readonly string[] | null | undefined;
  readonly backfill?: unknown;
  /** What its flow says of it. */
  readonly definition?: unknown;
}

/** How triggers are sorted: the next due first. */
export const dueFirst = ["nextExecutionDate:asc", "triggerId:asc"];

/** Milliseconds after which what is due is late: Kestra looks at each trigger once a second. */
export const late = 60_000;

/** What may be asked of a trigger's state. */
export type TriggerWord = "ENABLED" | "DISABLED" | "LOCKED" | "LATE" | "BACKFILL";

export type TriggerRow = ReturnType<typeof triggerRow>;

/**
 * A trigger in a list. It is late where it is enabled, waits for no execution and for no backfill, and was due more than a
 * minute ago; `lateSeconds` says for how long.
 */
export function triggerRow(trigger: FoundTrigger, now: Date) {
  const { type, nextDate, lastDate, lastTriggeredDate, executionId } = trigger;
  const backfill = asObject(trigger.backfill);
  const disabledInFlow = trigger.disabledInFlow === true;
  const disabled = trigger.disabled === true || disabledInFlow;
  const locked = trigger.locked === true || Boolean(executionId) || Boolean(trigger.evaluatedSince);
  const isDue = !disabled && !executionId && backfill === undefined;
  const overdue = Math.floor((now.getTime() - Date.parse(nextDate ?? "")) / 1000);
  const lateSeconds = isDue && overdue * 1000 > late ? overdue : undefined;
  return {
    namespace: trigger.namespace ?? "",
    flowId: trigger.flowId ?? "",
    triggerId: trigger.triggerId ?? "",
    ...(type ? { type } : {}),
    state: stateOf({ disabled, locked, lateSeconds, backfill }),
    ...(nextDate ? { nextDate } : {}),
    ...(lastDate ? { lastDate } : {}),
    ...(lastTriggeredDate ? { lastTriggeredDate } : {}),
    disabled,
    ...(disabledInFlow ? { disabledInFlow } : {}),
    locked,
    ...(executionId ? { executionId } : {}),
    ...(lateSeconds === undefined ? {} : { lateSeconds }),
    ...(backfill === undefined ? {} : { backfill }),
  };
}

interface State {
  readonly disabled: boolean;
  readonly locked: boolean;
  readonly lateSeconds?: number | undefined;
  readonly backfill?: { readonly paused?: unknown } | undefined;
}

/** What matters most of a state, in one word. */
function stateOf({ disabled, locked, lateSeconds, backfill }: State): string {
  if (disabled) return "DISABLED";
  if (backfill !== undefined) return backfill.paused === true ? "BACKFILL_PAUSED" : "BACKFILL";
  if (locked) return "LOCKED";
  return lateSeconds === undefined ? "ENABLED" : "LATE";
}

/** Whether a trigger is so; it may be several things at once. */
export function is({ disabled, locked, lateSeconds, backfill }: State, word: TriggerWord): boolean {
  switch (word) {
    case "ENABLED":
      return !disabled;
    case "DISABLED":
      return disabled;
    case "LOCKED":
      return locked;
    case "LATE":
      return lateSeconds !== undefined;
    case "BACKFILL":
      return backfill !== undefined;
  }
}

/** Whether a type, such as `io.kestra.plugin.core.trigger.Schedule`, is meant by its last word, or by all of it. */
export function typeFits(type: string | undefined, wanted: string): boolean {
  const whole = `.${type ?? ""}`.toLowerCase();
  return whole.endsWith(`.${wanted.trim().toLowerCase()}`);
}

function asObject(value: unknown): { readonly paused?: unknown } | undefined {
  return typeof value === "object" && value !== null ? value : undefined;
}
