import { made } from "../../../generated/made.ts";
import type { ToolDefinition } from "../../../runtime/tool/definition.ts";

/** What tools are made with of what an instance has: compiled as tools are, and none by themselves. */
export const makers: readonly ToolDefinition[] = Object.values(made).flatMap(({ list, run }) => [list, run]);
