import { isObject } from "../../../runtime/json.ts";
import { triggerRow, type FoundTrigger } from "../trigger/trigger-row.ts";

/** A trigger of a flow, with its state where Kestra keeps one. */
export interface DescribedTrigger {
  readonly id: string;
  readonly type: string;
  readonly cron?: string;
  readonly timezone?: string;
  readonly disabled: boolean;
  /** In a word, such as `ENABLED` or `LATE`; absent where Kestra keeps none, as of webhooks and Flow triggers. */
  readonly state?: string;
  readonly nextDate?: string;
  readonly lastDate?: string;
  readonly lastTriggeredDate?: string;
  readonly locked?: boolean;
  readonly executionId?: string;
  readonly lateSeconds?: number;
  readonly backfill?: unknown;
}

/** The triggers of a flow's definition, each with its state. */
export function describedTriggers(
  definitions: unknown,
  states: readonly FoundTrigger[],
  now: Date,
): readonly DescribedTrigger[] {
  const triggers = (Array.isArray(definitions) ? (definitions as readonly unknown[]) : []).filter(isObject);
  return triggers.map((trigger) => {
    const { id, type, cron, timezone } = trigger;
    const definition = {
      id: String(id),
      type: String(type),
      ...(typeof cron === "string" ? { cron } : {}),
      ...(typeof timezone === "string" ? { timezone } : {}),
    };
    const disabledInFlow = trigger.disabled === true;
    const state = states.find(({ triggerId }) => triggerId === id);
    if (state === undefined) return { ...definition, disabled: disabledInFlow };
    const row = Object.entries(triggerRow({ ...state, disabledInFlow }, now));
    // The names of the flow and of the trigger are told already.
    const told = row.filter(([key]) => !["namespace", "flowId", "triggerId", "type"].includes(key));
    return { ...definition, disabled: disabledInFlow, ...Object.fromEntries(told) };
  });
}
