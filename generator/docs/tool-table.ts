import type { Effect } from "../../runtime/tool-definition.ts";
import type { ToolModel } from "../model.ts";
import { strongest } from "../resolve/effect.ts";

/** The tools as a Markdown table, by toolset and name. */
export function toolTable(models: readonly ToolModel[], toolsets: readonly string[]): string {
  const rows = toolsets.flatMap((toolset) =>
    models
      .filter((it) => it.toolset === toolset)
      .map((it) => `| \`${it.name}\` | ${toolset} | ${effectOf(it)} | ${firstSentence(it.description)} |`),
  );
  return ["| tool | toolset | effect | what it does |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** The strongest effect of a tool. */
export function effectOf({ behaviour }: ToolModel): Effect {
  if (behaviour.kind !== "choice") return behaviour.effect;
  return strongest(behaviour.actions.map((it) => it.behaviour.effect));
}

function firstSentence(description: string): string {
  const [first = ""] = description.replaceAll("\n", " ").split(/(?<=[.!?])\s/);
  return first.replaceAll("|", "\\|");
}
