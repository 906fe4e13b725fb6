import type { ObjectSchema } from "../json/schema.ts";
import { behavioursOf } from "./narrow.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** A tool as `tools/list` shows it. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: Annotations;
}

/** MCP's hints: all four, so that no client falls back on a default. */
export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** The wire form of a tool; its hints are those of its strongest action. */
export function listed(tool: ToolDefinition): ListedTool {
  const { name, title, description, inputSchema, outputSchema } = tool;
  return { name, title, description, inputSchema, outputSchema, annotations: annotationsOf(tool) };
}

/** Reading stays within Kestra; what changes it may start flows, which reach anything. */
function annotationsOf(tool: ToolDefinition): Annotations {
  const behaviours = behavioursOf(tool);
  const readOnlyHint = behaviours.every(({ effect }) => effect === "read");
  return {
    readOnlyHint,
    destructiveHint: behaviours.some(({ effect }) => effect === "destructive"),
    idempotentHint: behaviours.every(({ idempotent }) => idempotent),
    openWorldHint: !readOnlyHint,
  };
}
