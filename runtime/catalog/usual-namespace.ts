import type { BoundNamespace } from "../auth/bound.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";

/**
 * Whether a call need not name the namespace that a server works in. Where there are others below it, that is what reads, and
 * what a namespace alone narrows: a flow that is asked for may lie in any of them.
 * @param argument that names a namespace
 */
export function mayBeLeftOut(
  { inputSchema: { required = [] }, within = {}, behaviour }: ToolDefinition,
  argument: string,
  { below }: BoundNamespace,
): boolean {
  if (!below) return true;
  if (isChoice(behaviour) || behaviour.effect !== "read" || required.includes(argument)) return false;
  return !Object.entries(within).some(([name, named]) => named === argument && required.includes(name));
}
