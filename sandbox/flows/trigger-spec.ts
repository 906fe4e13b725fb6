import type { Line } from "../line/line.ts";
import type { FlowSpec, TaskSpec } from "../executions/flow.ts";
import { pluginOf, triggers as plugins } from "./plugin.ts";

export type TriggerKind = "Schedule" | "Webhook" | "Flow";

/** The kind of a trigger, whatever its type was called in former releases; undefined for one that the sandbox does not know. */
export function kindOfTrigger({ type }: TaskSpec, line: Line): TriggerKind | undefined {
  const name = pluginOf(plugins, type, line)?.type.split(".").at(-1);
  if (name === "ScheduleOnDates") return "Schedule";
  return name === "Schedule" || name === "Webhook" || name === "Flow" ? name : undefined;
}

/** The triggers of one kind in a flow. */
export function triggersOf(flow: FlowSpec, kind: TriggerKind, line: Line): readonly TaskSpec[] {
  return (flow.triggers ?? []).filter((trigger) => kindOfTrigger(trigger, line) === kind);
}
