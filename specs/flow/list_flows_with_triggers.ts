import { listFlowsWithTriggers } from "../../generated/flow/list_flows_with_triggers.ts";
import { createTurns } from "../../runtime/turns.ts";
import { triggersOf, triggersText } from "../steps/flow/flow-triggers.ts";
import { yamlText } from "../steps/flow/yaml.ts";

/** Steps, because a flow's triggers are shown as YAML, and filtered by whether they are enabled. */
export const tool = listFlowsWithTriggers(async ({ namespace, enabled_only, disabled_only }, kestra) => {
  const { results: flows, total } = await kestra.flows({ namespace });
  const toYaml = await yamlText();
  const results: string[] = [];
  const turn = createTurns();
  for (const flow of flows) {
    const triggers = triggersOf(flow, { enabledOnly: enabled_only, disabledOnly: disabled_only });
    if (triggers.length > 0) results.push(triggersText(flow, triggers, toYaml));
    await turn();
  }
  const unread = `Only ${flows.length} of ${total} flows were read: give a namespace.`;
  return flows.length < total ? { results, truncated: unread } : { results };
});
