import { argumentsOf } from "../tool/choose.ts";
import type { ObjectSchema, JsonSchema } from "../json/schema.ts";
import { isChoice, type Behaviour, type Choice, type ToolDefinition } from "../tool/definition.ts";

/** The behaviours of a tool: one, or one for each action. */
export function behavioursOf(tool: ToolDefinition): readonly Behaviour[] {
  return isChoice(tool.behaviour) ? Object.values(tool.behaviour.actions) : [tool.behaviour];
}

/**
 * The tool without the actions that are not kept, and without the arguments that only those take. The same object where
 * all are kept; undefined where none is.
 * @param by the variable, or whatever else, whose doing it is, where a call should be told
 * @param why what a call of an action that is taken is told in place of that
 */
export function narrow(
  tool: ToolDefinition,
  keep: (behaviour: Behaviour, action?: string) => boolean,
  by?: string,
  why?: (behaviour: Behaviour, action: string) => string,
): ToolDefinition | undefined {
  if (!isChoice(tool.behaviour)) return keep(tool.behaviour) ? tool : undefined;
  const all = Object.entries(tool.behaviour.actions);
  const kept = all.filter(([action, behaviour]) => keep(behaviour, action));
  if (kept.length === all.length) return tool;
  if (kept.length === 0) return undefined;
  const behaviour = choiceOf(tool.behaviour, Object.fromEntries(kept));
  const gone = all.filter(([name]) => !Object.hasOwn(behaviour.actions, name));
  const names = gone.map(([name]) => name);
  const reasons = why && Object.fromEntries(gone.map(([name, one]) => [name, why(one, name)]));
  const before = tool.behaviour.hidden;
  const taken = [...(before?.arguments ?? []), ...Object.keys(tool.inputSchema.properties)];
  const hidden = by && {
    hidden: {
      actions: [...(before?.actions ?? []), ...names],
      arguments: [...new Set(taken)],
      by: before === undefined ? by : `${before.by} or ${by}`,
      ...((before?.reasons ?? reasons) && { reasons: { ...before?.reasons, ...reasons } }),
    },
  };
  return { ...tool, inputSchema: schemaOf(tool, behaviour), behaviour: { ...behaviour, ...hidden } };
}

function choiceOf({ by, default: preset, hidden }: Choice, actions: Choice["actions"]): Choice {
  const choice = { by, actions, ...(hidden && { hidden }) };
  return preset !== undefined && preset in actions ? { ...choice, default: preset } : choice;
}

function schemaOf(tool: ToolDefinition, choice: Choice): ObjectSchema {
  const { by, actions } = choice;
  const taken = new Set([by, ...Object.values(actions).flatMap(argumentsOf)]);
  const properties = Object.entries(tool.inputSchema.properties).filter(([name]) => taken.has(name));
  const required = (tool.inputSchema.required ?? []).filter((name) => taken.has(name) && name !== by);
  return {
    ...tool.inputSchema,
    properties: Object.fromEntries(
      properties.map(([name, schema]) => [name, name === by ? pickerOf(schema, choice) : schema]),
    ),
    required: choice.default === undefined ? [by, ...required] : required,
  };
}

function pickerOf(schema: JsonSchema, choice: Choice): JsonSchema {
  const { default: preset, ...rest } = schema;
  const enumerated = { ...rest, enum: Object.keys(choice.actions) };
  return preset === undefined || choice.default === undefined
    ? enumerated
    : { ...enumerated, default: preset };
}
