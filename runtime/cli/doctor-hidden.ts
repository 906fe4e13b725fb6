import { hiddenTools } from "../catalog/hidden.ts";
import type { Selection } from "../catalog/select.ts";
import type { Known } from "../kestra/instance.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";
import type { HiddenTool } from "../tool/server-facts.ts";

interface HiddenOf {
  /** What everybody may see. */
  readonly all: Selection;
  /** What the roles of the user leave of it. */
  readonly left: Selection;
  /** The tools that the user is shown. */
  readonly shown: readonly ToolDefinition[];
  readonly known: Known;
}

/**
 * The tools, and the actions of those that are shown, that a user does not see, by their names. What is kept from everybody has
 * that as its reason: no role would show it.
 */
export function hiddenFrom({ all, left, shown, known }: HiddenOf): readonly HiddenTool[] {
  const everybodys = new Map(hiddenTools(all, known).flatMap(each));
  const theirs = new Map([...hiddenTools(left, known).flatMap(each), ...shown.flatMap(actionsOf)]);
  return [...theirs]
    .map(([tool, reason]) => ({ tool, reason: everybodys.get(tool) ?? reason }))
    .sort((one, other) => (one.tool < other.tool ? -1 : 1));
}

/** Some actions of a tool, each by itself. */
function each({ tool, reason }: HiddenTool): readonly (readonly [string, string])[] {
  const [name = "", ...actions] = tool.split(", ");
  return actions.length === 0
    ? [[name, reason]]
    : actions.map((action) => [`${name}.${action}`, reason] as const);
}

/** The actions that were taken from a tool, and why. */
function actionsOf({ name, behaviour }: ToolDefinition): readonly (readonly [string, string])[] {
  if (!isChoice(behaviour)) return [];
  return Object.entries(behaviour.hidden?.reasons ?? {}).map(
    ([action, why]) => [`${name}.${action}`, why] as const,
  );
}
