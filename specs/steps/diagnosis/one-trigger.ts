import { InputError } from "../../../runtime/errors.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import { textOf } from "./facts/fields.ts";
import type { FlowFacts } from "./flow-causes.ts";

/**
 * What is known of a flow, with one of its triggers alone where that is asked for.
 * @throws InputError where the flow has no such trigger
 */
export function ofTrigger(trigger_id: string | undefined, facts: FlowFacts): FlowFacts {
  if (trigger_id === undefined) return facts;
  const { flow, triggers, awaited } = facts;
  const names = [...new Set([...flow.triggers.map(({ id }) => textOf(id)), ...triggers.map(({ id }) => id)])];
  if (!names.includes(trigger_id)) {
    const there = names.length === 0 ? say`It has none.` : say`Its triggers are ${joined(names, ", ")}.`;
    throw new InputError(say`${flow.namespace}/${flow.id} has no trigger ${trigger_id}. ${there}`);
  }
  return {
    ...facts,
    flow: { ...flow, triggers: flow.triggers.filter(({ id }) => id === trigger_id) },
    triggers: triggers.filter(({ id }) => id === trigger_id),
    counts: [],
    awaited: awaited.filter(({ preconditions }) => preconditions.triggerId === trigger_id),
  };
}
