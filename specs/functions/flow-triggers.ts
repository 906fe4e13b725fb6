import { isObject } from "../../runtime/json.ts";
import { visible } from "../../runtime/text/visible.ts";
import { createTurns } from "../../runtime/turns.ts";
import { yamlText } from "./yaml.ts";

/** A trigger of a flow as Kestra has it; what it holds besides depends on its type. */
export type Trigger = Readonly<Record<string, unknown>>;

/** What tells a flow from every other one. */
interface FlowName {
  readonly namespace: string;
  readonly id: string;
}

/** What of a flow decides whether its triggers fire. */
interface TriggeredFlow {
  readonly disabled?: boolean | null | undefined;
  readonly triggers?: unknown;
}

/** The flows that were read, of which those with triggers that pass become a text each; and how many were not read. */
export async function listed(
  {
    results: flows,
    total,
  }: { readonly results: readonly (FlowName & TriggeredFlow)[]; readonly total: number },
  enabledOnly: boolean,
  disabledOnly: boolean,
): Promise<{ readonly results: readonly string[]; readonly truncated?: string }> {
  const toYaml = await yamlText();
  const results: string[] = [];
  const turn = createTurns();
  for (const flow of flows) {
    const triggers = triggersOf(flow, { enabledOnly, disabledOnly });
    if (triggers.length > 0) results.push(triggersText(flow, triggers, toYaml));
    await turn();
  }
  const unread = `Only ${flows.length} of ${total} flows were read: give a namespace.`;
  return flows.length < total ? { results, truncated: unread } : { results };
}

/**
 * The triggers that pass; one without `disabled` is enabled, but none of a disabled flow fires. Both wishes at once leave none.
 */
export function triggersOf(
  { disabled, triggers }: TriggeredFlow,
  wish: { readonly enabledOnly: boolean; readonly disabledOnly: boolean },
): readonly Trigger[] {
  if (!Array.isArray(triggers)) return [];
  const isOff = (trigger: Trigger) => disabled === true || trigger.disabled === true;
  return triggers
    .filter(isObject)
    .filter((trigger) => (isOff(trigger) ? !wish.enabledOnly : !wish.disabledOnly));
}

/** A flow and its triggers as a text, each trigger's definition in a fence. */
export function triggersText(
  flow: FlowName & Pick<TriggeredFlow, "disabled">,
  triggers: readonly Trigger[],
  toYaml: (value: unknown) => string,
): string {
  const parts = triggers.map((trigger) => {
    const state = trigger.disabled === true ? "disabled" : "enabled";
    const head = `- ${code(trigger.id)} (${state}) of type ${code(trigger.type)} defined as:`;
    const yaml = toYaml(trigger).trim();
    const fence = fenceOf(yaml);
    return `${head}\n${fence}yaml\n${yaml}\n${fence}`;
  });
  const off = flow.disabled === true ? " (disabled, so that no trigger of it fires)" : "";
  return [`Flow ${code(flow.id)} in namespace ${code(flow.namespace)}${off} with triggers:`, ...parts].join(
    "\n",
  );
}

/** A name as code on one line, which nothing in it ends. */
function code(name: unknown): string {
  const text = visible(String(name));
  const ticks = "`".repeat(text.includes("`") ? longestRun(text) + 1 : 1);
  // Markdown takes a space off both ends, which keeps backticks apart.
  return /^`|`$/.test(text) ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/** A fence that nothing in the text closes. */
function fenceOf(text: string): string {
  return "`".repeat(Math.max(3, longestRun(text) + 1));
}

/** Backticks that follow one another. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
