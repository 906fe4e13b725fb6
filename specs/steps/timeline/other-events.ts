import { auditEntry } from "../audit-entry.ts";
import type { LogFact } from "../diagnosis/failure-causes.ts";
import { textOf } from "../diagnosis/facts/fields.ts";
import { triggerFact, triggerName } from "../diagnosis/facts/trigger-fact.ts";
import { errorLine } from "../logs/error-line.ts";
import type { FoundTrigger } from "../trigger/trigger-row.ts";
import type { TimelineEvent } from "./event.ts";

/** Lines of a log. @param mask takes secrets out before they are cut */
export function logEvents(
  lines: readonly LogFact[],
  mask: (text: string) => string,
): readonly TimelineEvent[] {
  return lines.map(({ namespace, flowId, executionId, taskId, triggerId, timestamp, level, message }) => {
    const of = triggerId
      ? ` trigger ${triggerId}`
      : `${executionId ? ` ${executionId}` : ""}${taskId ? ` task ${taskId}` : ""}`;
    return {
      time: timestamp ?? "",
      kind: "log",
      object: `${namespace ?? ""}/${flowId ?? ""}${of}`,
      event: `${level ?? ""} ${errorLine([message], mask) ?? ""}`,
    };
  });
}

/** What Kestra keeps of triggers: when each was evaluated last, fired, and was changed. */
export function triggerEvents(rows: readonly FoundTrigger[]): readonly TimelineEvent[] {
  return rows.flatMap((row) => {
    const trigger = triggerFact(row);
    const object = triggerName(trigger);
    const events: TimelineEvent[] = [];
    if (trigger.evaluated !== undefined)
      events.push({ time: trigger.evaluated, kind: "trigger", object, event: "evaluated last" });
    if (trigger.fired !== undefined)
      events.push({ time: trigger.fired, kind: "trigger", object, event: "fired last" });
    if (trigger.lockedSince !== undefined)
      events.push({ time: trigger.lockedSince, kind: "trigger", object, event: "locked since" });
    return events;
  });
}

/** Who did what, on Enterprise. */
export function auditEvents(rows: readonly unknown[]): readonly TimelineEvent[] {
  return rows.map((row) => {
    const { user = "unknown", type = "", date = "", detail } = auditEntry(row);
    const what = [detail.resourceType ?? detail.type, detail.namespace, detail.flowId, detail.executionId]
      .map(textOf)
      .filter((text) => text !== "");
    return {
      time: date,
      kind: "audit",
      object: `user ${user}`,
      event: [type, ...new Set(what)].join(" "),
    };
  });
}
