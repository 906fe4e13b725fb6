import type { ToolDefinition } from "../tool/definition.ts";

/** Loads what tools do, where that is not there yet. What is listed of them is there before. */
export async function loadCode(tools: readonly ToolDefinition[]): Promise<void> {
  await Promise.all([...new Set(tools.flatMap(({ code = [] }) => code))].map((load) => load()));
}
