import type { ToolModel } from "../model.ts";
import type { Toolsets } from "../spec/parse/parse-toolsets.ts";
import { code, table } from "./markdown.ts";
import { effectOf } from "./tool-table.ts";

/**
 * The tools as a short Markdown table for an agent that sees their descriptions already: a row for each toolset, with
 * what only reads and what changes something, each tool that destroys followed by `*`.
 */
export function toolsByToolset(
  { toolsets }: Toolsets,
  models: readonly ToolModel[],
  names: readonly string[],
): string {
  const rows = names.map((name) => {
    const own = models.filter((it) => it.toolset === name);
    const marked = toolsets[name]?.default === true ? name : `${name} (not listed by default)`;
    return [
      marked,
      cell(own.filter((it) => effectOf(it) === "read")),
      cell(own.filter((it) => effectOf(it) !== "read")),
    ];
  });
  return table(["toolset", "reads", "changes"], rows);
}

function cell(models: readonly ToolModel[]): string {
  return models.map((it) => `${code(it.name)}${effectOf(it) === "destructive" ? " \\*" : ""}`).join(", ");
}
