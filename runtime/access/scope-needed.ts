import type { PermittedEffect } from "../auth/permission.ts";
import type { Principal } from "../auth/principal.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import { InputError } from "../errors.ts";
import { choose, type Chosen } from "../tool/choose.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { rolesName } from "../tool/made/made.ts";
import { mayUse } from "./reach.ts";

/** A call as its client wrote it. */
export interface WrittenCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/**
 * The effect of a call that the user may have and did not let the client have; undefined where that is not what keeps it from
 * being made: then its result says what does.
 */
export function effectWithheld(
  { tool: name, arguments: given }: WrittenCall,
  { permission }: Principal,
  tools: Pick<ToolSource, "find">,
): PermittedEffect | undefined {
  if (permission === "all" || permission.effects === undefined) return undefined;
  const found = tools.find(name);
  const chosen = "tool" in found ? chosenOf(found.tool, given) : undefined;
  if (!("tool" in found) || chosen === undefined) return undefined;
  const { behaviour, action } = chosen;
  if (permission.effects.includes(behaviour.effect)) return undefined;
  const { known, roles } = permission;
  const grants = known.filter(({ role }) => roles.includes(role));
  const asked = { ...rolesName(found.tool), behaviour, ...(action && { action: action.name }) };
  return mayUse(grants, asked) ? behaviour.effect : undefined;
}

/** Undefined where the arguments pick nothing. */
function chosenOf(tool: ToolDefinition, given: WrittenCall["arguments"]): Chosen | undefined {
  const aliases = tool.argumentAliases ?? {};
  const named = Object.entries(given).map(([name, value]) => [
    Object.hasOwn(aliases, name) ? aliases[name] : name,
    value,
  ]);
  try {
    return choose(tool, Object.fromEntries(named) as WrittenCall["arguments"]);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
