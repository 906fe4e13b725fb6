import { behavioursOf } from "./narrow.ts";
import { annotationsOf, type Annotations } from "../tool/annotations.ts";
import type { Told, ToolDefinition } from "../tool/definition.ts";

/** A tool as `tools/list` shows it. */
export interface ListedTool extends Told {
  readonly annotations: Annotations;
}

/** The wire form of a tool; its hints are those of its strongest action. */
export function listed(tool: ToolDefinition): ListedTool {
  const { name, title, description, inputSchema, outputSchema, _meta } = tool;
  const annotations = annotationsOf(behavioursOf(tool));
  return { name, title, description, inputSchema, outputSchema, annotations, ...(_meta && { _meta }) };
}

/** Of tools as they were compiled, what is sent of them. */
const texts = new WeakMap<ToolDefinition, string>();

/** Keeps the JSON of what is listed of a tool. @returns the tool */
export function toldAs(text: string, tool: ToolDefinition): ToolDefinition {
  texts.set(tool, text);
  return tool;
}

/** The JSON of what is listed of a tool. */
export function listedText(tool: ToolDefinition): string {
  return texts.get(tool) ?? JSON.stringify(listed(tool));
}
