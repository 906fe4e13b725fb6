import type { ToolModel } from "../model.ts";
import { code } from "./markdown.ts";
import { effectOf } from "./tool-table.ts";

/**
 * The tools as a short Markdown list for an agent that sees their descriptions already: a toolset on each line, with what
 * only reads and what changes something, each tool that destroys followed by `*`.
 */
export function toolsByToolset(
  models: readonly ToolModel[],
  names: readonly string[],
  onlyReads = false,
): string {
  const lines = names.flatMap((name) => {
    const own = models.filter((it) => it.toolset === name);
    if (own.length === 0) return [];
    const reads = namesOf(own.filter((it) => onlyReads || effectOf(it) === "read"), onlyReads);
    const changes = namesOf(own.filter((it) => !onlyReads && effectOf(it) !== "read"));
    return `- ${name}: ${[reads, changes && `changes: ${changes}`].filter(Boolean).join("; ")}`;
  });
  return lines.join("\n");
}

function namesOf(models: readonly ToolModel[], onlyReads = false): string {
  const marks = (it: ToolModel) => !onlyReads && effectOf(it) === "destructive";
  return models.map((it) => `${code(it.name)}${marks(it) ? " \\*" : ""}`).join(", ");
}
