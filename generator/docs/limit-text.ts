import { mostCharacters } from "../../runtime/call/bound.ts";
import type { Limit } from "../../runtime/tool/definition.ts";
import type { BehaviourModel, ToolModel } from "../model.ts";
import { actionsOf } from "./calls.ts";
import { text } from "./markdown.ts";

/** How the results of a tool are bounded, a line for each way: Markdown. */
export function limitLines(tool: ToolModel): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { name, behaviour } of actionsOf(tool)) {
    const said = text(limitText(behaviour));
    byText.set(said, [...(byText.get(said) ?? []), ...(name === undefined ? [] : [`\`${name}\``])]);
  }
  return [...byText].map(([said, actions]) =>
    byText.size === 1 || actions.length === 0 ? said : `${actions.join(", ")}: ${said}`,
  );
}

function limitText(behaviour: BehaviourModel): string {
  const { limit = {} } = behaviour;
  const pages = behaviour.kind === "operation" ? behaviour.pages : undefined;
  const said = [
    `At most ${mostCharacters.toLocaleString("en-US")} characters.`,
    pages === undefined ? "" : `It reads at most ${pages.most} pages.`,
    restText(limit),
    behaviour.brief === undefined ? "" : "Rows are told briefly: what most of them have is said once, in `each`. With `full` each row is whole.",
  ];
  return said.filter((it) => it !== "").join(" ");
}

function restText({ offset, rest }: Limit): string {
  if (offset !== undefined) return `The rest comes with \`${offset}\`.`;
  return rest ?? "";
}
