import { byOwnNames } from "./arguments/argument-aliases.ts";
import { choose } from "../tool/choose.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** What a tool with actions is asked to do; undefined where that is none of them. */
export function chosenAction(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  try {
    return choose(tool, byOwnNames(tool, values)).action?.name;
  } catch {
    return undefined;
  }
}
