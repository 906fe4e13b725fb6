import type { Told, Tool, ToolDefinition } from "../tool/definition.ts";

/**
 * Tools with what clients are told of them.
 * @param told as `tools.json` has it, whose types TypeScript reads too wide
 * @throws Error for a tool of which nothing is told: the two were not compiled together
 */
export function catalogOf(told: readonly object[], tools: readonly Tool[]): readonly ToolDefinition[] {
  const byName = new Map((told as readonly Told[]).map((it) => [it.name, it]));
  return tools.map((tool) => {
    const its = byName.get(tool.name);
    if (its === undefined) throw new Error(`tools.json does not tell of ${tool.name}.`);
    const { title, description, inputSchema, outputSchema } = its;
    return { ...tool, title, description, inputSchema, outputSchema };
  });
}
