import { behavioursOf } from "../catalog/narrow.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { asksKestra } from "../tool/instance-need.ts";

/** The argument that names a saved connection: no tool has one of its own by that name. */
export const connectionArgument = "connection";

/** Whether a tool asks a Kestra anything, which the argument then names; not of one that is made of what a Kestra has. */
export function takesConnection(tool: ToolDefinition): boolean {
  return tool.made !== true && behavioursOf(tool).some(asksKestra);
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

/** How a template of addresses says that an address may name a connection. */
export const connectionVariable = `{?${connectionArgument}}`;

/** An address that says which connection it is of. */
export function atConnection(uri: string, name: string): string {
  return `${uri}?${connectionArgument}=${encodeURIComponent(name)}`;
}

/** An address apart from the connection that it is of, as `atConnection` writes it; that is absent where it says none. */
export function apartFromConnection(uri: string): { readonly uri: string; readonly connection?: string } {
  const [, start, name] = /^([^?#]*)\?connection=([^&?#=]+)$/.exec(uri) ?? [];
  if (start === undefined || name === undefined) return { uri };
  try {
    return { uri: start, connection: decodeURIComponent(name) };
  } catch {
    return { uri };
  }
}
