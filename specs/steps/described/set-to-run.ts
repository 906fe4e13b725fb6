import type { DescribedTrigger } from "./trigger-states.ts";
import type { Dependency } from "./dependencies.ts";
import { lengthOf } from "../diagnosis/duration.ts";

/** What of a flow decides whether it runs. */
export interface Runnable {
  readonly deleted?: unknown;
  readonly disabled?: unknown;
  /** From 2.0 on, of Enterprise: the revision is there to be looked at. */
  readonly draft?: unknown;
  readonly triggers: readonly DescribedTrigger[];
  readonly dependents: readonly Dependency[];
}

/** Triggers that are told at most. */
const most = 5;

/** Whether anything starts a flow by itself, and what in sentences. */
export function setToRun(flow: Runnable): { readonly isSetToRun: boolean; readonly message: string } {
  const { triggers } = flow;
  const never = (message: string) => ({ isSetToRun: false, message });
  if (flow.deleted === true) return never("Not set to run: the flow is deleted.");
  if (flow.disabled === true)
    return never(
      "Not set to run: the flow is disabled, so that neither a trigger nor a person can start it.",
    );
  const callers = flow.dependents.filter(({ relation }) => relation === "FLOW_TASK").map((it) => it.flow);
  const called = callers.length === 0 ? "" : ` Started by tasks of: ${callers.slice(0, most).join(", ")}.`;
  const draft =
    flow.draft === true
      ? " This revision is a draft: the newest one that is not a draft runs in its place."
      : "";
  const enabled = triggers.filter(({ disabled }) => !disabled);
  if (enabled.length === 0) {
    const reason = noneEnabled(triggers.length);
    if (callers.length > 0)
      return { isSetToRun: true, message: `Set to run, though ${reason}.${called}${draft}` };
    return never(`Not set to run by itself: ${reason}. It runs when somebody starts it.${draft}`);
  }
  const told = enabled.slice(0, most).map(triggerText).join("; ");
  const rest = enabled.length > most ? `; and ${enabled.length - most} more` : "";
  return { isSetToRun: true, message: `Set to run: ${told}${rest}.${called}${draft}` };
}

function noneEnabled(triggers: number): string {
  if (triggers === 0) return "it has no trigger";
  return triggers === 1 ? "its only trigger is not enabled" : `none of its ${triggers} triggers is enabled`;
}

/** `every_morning is due at 2026-05-01T09:00:00Z`. */
function triggerText({ id, type, state, nextDate, executionId, lateSeconds }: DescribedTrigger): string {
  const due = nextDate === undefined ? "" : `, due at ${nextDate}`;
  switch (state) {
    case undefined:
      return `${id} (${type.split(".").at(-1) ?? type}) fires on events, of which Kestra keeps no state`;
    case "LATE":
      return `${id} is late by ${lengthOf(lateSeconds ?? 0)}${due}`;
    case "LOCKED":
      return `${id} is locked${executionId === undefined ? "" : ` by execution ${executionId}`}${due}`;
    case "BACKFILL":
      return `${id} runs a backfill${due}`;
    case "BACKFILL_PAUSED":
      return `${id} stands still in a backfill that is paused${due}`;
    default:
      return nextDate === undefined ? `${id} is enabled, and has no next date` : `${id} is enabled${due}`;
  }
}
