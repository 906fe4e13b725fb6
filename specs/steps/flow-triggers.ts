import { isObject } from "../../runtime/json.ts";
import type { FlowName } from "./flow-match.ts";

/** A trigger of a flow as Kestra has it; what it holds besides depends on its type. */
export type Trigger = Readonly<Record<string, unknown>>;

/** The triggers that pass; one without `disabled` is enabled. Both wishes at once leave none. */
export function triggersOf(
  triggers: unknown,
  wish: { readonly enabledOnly: boolean; readonly disabledOnly: boolean },
): readonly Trigger[] {
  if (!Array.isArray(triggers)) return [];
  return triggers
    .filter(isObject)
    .filter((trigger) => (trigger.disabled === true ? !wish.enabledOnly : !wish.disabledOnly));
}

/** A flow and its triggers as a text, each trigger's definition in a fence. */
export function triggersText(
  flow: FlowName,
  triggers: readonly Trigger[],
  toYaml: (value: unknown) => string,
): string {
  const parts = triggers.map((trigger) => {
    const state = trigger.disabled === true ? "disabled" : "enabled";
    const head = `- \`${String(trigger.id)}\` (${state}) of type \`${String(trigger.type)}\` defined as:`;
    return `${head}\n\`\`\`yaml\n${toYaml(trigger).trim()}\n\`\`\``;
  });
  return [`Flow \`${flow.id}\` in namespace \`${flow.namespace}\` with triggers:`, ...parts].join("\n");
}
