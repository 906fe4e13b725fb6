import type { Effect } from "../../runtime/tool/definition.ts";
import type { ToolModel } from "../model.ts";
import { strongest } from "../../runtime/tool/effect.ts";
import { actionsOf } from "./calls.ts";
import { code, link, table, text } from "./markdown.ts";

/** The tools as a Markdown table, by toolset and name, each a link to its page. */
export function toolTable(models: readonly ToolModel[], toolsets: readonly string[]): string {
  const rows = toolsets.flatMap((toolset) =>
    models
      .filter((it) => it.toolset === toolset)
      .map((it) => [
        link(code(it.name), `docs/toolsets/${toolset}.md#${it.name}`),
        text(toolset),
        effectOf(it),
        firstSentence(it.description),
      ]),
  );
  return table(["tool", "toolset", "effect", "what it does"], rows);
}

/** The strongest effect of a tool. */
export function effectOf(model: ToolModel): Effect {
  return strongest(actionsOf(model).map((it) => it.behaviour.effect));
}

/** Of a description, as Markdown. */
export function firstSentence(description: string): string {
  const [first = ""] = description.replaceAll("\n", " ").split(/(?<=[.!?])\s/);
  return text(first);
}
