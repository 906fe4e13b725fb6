import type { MadeWith } from "../tool/made/made.ts";
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
    const { title, description, inputSchema, outputSchema, _meta } = its;
    return { ...tool, title, description, inputSchema, outputSchema, ...(_meta && { _meta }) };
  });
}

/** What tools are made with, with what is told of it. @throws Error as `catalogOf` */
export function madeWith(told: readonly object[], { list, run }: Record<keyof MadeWith, Tool>): MadeWith {
  const [lists, runs] = catalogOf(told, [list, run]);
  if (lists === undefined || runs === undefined) throw new Error("Two were given.");
  return { list: lists, run: runs };
}
