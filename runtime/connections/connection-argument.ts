import { behavioursOf } from "../catalog/narrow.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { asksKestra } from "../tool/instance-need.ts";

/** The argument that names a saved connection: no tool has one of its own by that name. */
export const connectionArgument = "connection";

/** Whether a tool asks a Kestra anything, which the argument then names. */
export function takesConnection(tool: ToolDefinition): boolean {
  return behavioursOf(tool).some(asksKestra);
}

/** The tool as clients are shown it where there are several connections, else the same object. */
export function withConnection(names: readonly string[], tool: ToolDefinition): ToolDefinition {
  if (names.length === 0 || !takesConnection(tool)) return tool;
  const { inputSchema } = tool;
  const properties = {
    ...inputSchema.properties,
    [connectionArgument]: {
      type: "string",
      description: "Which Kestra; absent: the active one.",
      enum: [...names],
    } as const,
  };
  return { ...tool, inputSchema: { ...inputSchema, properties } };
}
