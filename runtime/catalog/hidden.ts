import { isAvailable, onlyEnterprise } from "./availability.ts";
import { behavioursOf } from "./narrow.ts";
import { shownOf, type Selected, type Selection } from "./select.ts";
import type { Known } from "../kestra/instance.ts";
import { isChoice } from "../tool/definition.ts";
import type { HiddenTool } from "../tool/server-facts.ts";

/**
 * The tools that clients are not shown: those that the operator does not want, those, or the actions of some, that use what
 * the server lacks, and those that the instance cannot answer, as far as is known of it.
 */
export function hiddenTools({ selected, hidden }: Selection, known: Known): readonly HiddenTool[] {
  const unwanted = hidden.map(({ name, reason }) => ({ tool: name, reason }));
  return [
    ...unwanted,
    ...selected.flatMap(withoutParts),
    ...selected.flatMap((one) => lack(one, known) ?? []),
  ];
}

/** How many tools there are, of which the hidden are some. */
export function countOf({ selected, hidden }: Selection): number {
  return selected.length + hidden.filter(({ isWord }) => isWord !== true).length;
}

/** The actions of a tool that the server has not what they use for. */
function withoutParts({ tool, lacking }: Selected): readonly HiddenTool[] {
  return lacking.map(({ actions, reason }) => ({ tool: `${tool.name}, ${actions.join(", ")}`, reason }));
}

/** Why an instance is not shown a selected tool, or some of its actions. */
function lack(selected: Selected, known: Known): HiddenTool | undefined {
  const { tool } = selected;
  const shown = shownOf(selected, known);
  if (shown === tool) return undefined;
  if (shown === undefined && selected.edition === "ee") return { tool: tool.name, reason: onlyEnterprise };
  const missing = behavioursOf(tool).filter((behaviour) => !isAvailable(behaviour, known));
  const lines = [...new Set(missing.flatMap((behaviour) => behaviour.lines ?? []))];
  const reason = missing.some(({ edition }) => edition === "ee")
    ? "needs the Enterprise Edition"
    : `needs Kestra ${lines.join(" or ")}`;
  if (shown === undefined || !isChoice(tool.behaviour)) return { tool: tool.name, reason };
  const names = Object.entries(tool.behaviour.actions).filter(([, one]) => missing.includes(one));
  return { tool: `${tool.name}, ${names.map(([name]) => name).join(", ")}`, reason };
}
