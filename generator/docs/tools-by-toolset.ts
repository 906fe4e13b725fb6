import type { ToolModel } from "../model.ts";
import type { Toolsets } from "../spec/parse/parse-toolsets.ts";
import { code } from "./markdown.ts";
import { effectOf } from "./tool-table.ts";

/**
 * The tools as a short Markdown list for an agent that sees their descriptions already: a toolset on each line, with what
 * only reads and what changes something, each tool that destroys followed by `*`.
 */
export function toolsByToolset(
  { toolsets }: Toolsets,
  models: readonly ToolModel[],
  names: readonly string[],
): string {
  const lines = names.map((name) => {
    const own = models.filter((it) => it.toolset === name);
    const marked = toolsets[name]?.default === true ? name : `${name} (unlisted)`;
    const reads = namesOf(own.filter((it) => effectOf(it) === "read"));
    const changes = namesOf(own.filter((it) => effectOf(it) !== "read"));
    return `- ${marked}: ${[reads, changes && `changes: ${changes}`].filter(Boolean).join("; ")}`;
  });
  return lines.join("\n");
}

function namesOf(models: readonly ToolModel[]): string {
  return models.map((it) => `${code(it.name)}${effectOf(it) === "destructive" ? " \\*" : ""}`).join(", ");
}
