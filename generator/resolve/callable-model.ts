import type { CallableTool } from "../../runtime/prompts/callable.ts";
import type { BehaviourModel, ToolModel } from "../model.ts";

/** A tool as a call of it is checked, by one function with the calls that operators write. */
export function callableModel({ name, behaviour, inputSchema, outputSchema }: ToolModel): CallableTool {
  const actions =
    behaviour.kind === "choice"
      ? behaviour.actions.map((it) => [it.name, actionOf(it.behaviour)] as const)
      : [["", actionOf(behaviour)] as const];
  return {
    name,
    ...(behaviour.kind === "choice" && {
      by: behaviour.by,
      ...(behaviour.default !== undefined && { default: behaviour.default }),
    }),
    actions: Object.fromEntries(actions),
    properties: inputSchema.properties,
    output: outputSchema.properties,
  };
}

function actionOf({ effect, inputSchema: { properties, required = [] } }: BehaviourModel) {
  return { effect, names: Object.keys(properties), required };
}
