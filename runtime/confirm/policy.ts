import { behavioursOf } from "../catalog/narrow.ts";
import type { Effect, ToolDefinition } from "../tool/definition.ts";

/** Which calls are confirmed before they are carried out: none, those that destroy, or all that change something. */
export const confirmPolicies = ["never", "destructive", "write"] as const;

export type ConfirmPolicy = (typeof confirmPolicies)[number];

/** The argument that carries a token: no tool has one of its own by that name. */
export const confirmArgument = "confirm";

const asked: Readonly<Record<ConfirmPolicy, readonly Effect[]>> = {
  never: [],
  destructive: ["destructive"],
  write: ["destructive", "write"],
};

/** Whether a behaviour is confirmed first. */
export function isAsked(policy: ConfirmPolicy, { effect }: { readonly effect: Effect }): boolean {
  return asked[policy].includes(effect);
}

/** Whether any behaviour of a tool is. */
export function asksFor(policy: ConfirmPolicy, tool: ToolDefinition): boolean {
  return behavioursOf(tool).some((behaviour) => isAsked(policy, behaviour));
}

/** The tool as clients are shown it: with the argument where one of its behaviours is confirmed, else the same object. */
export function withConfirm(policy: ConfirmPolicy, tool: ToolDefinition): ToolDefinition {
  if (!asksFor(policy, tool)) return tool;
  const description =
    "Leave it out at first. A call that must be confirmed fails with a token: once the user agrees, repeat the call with it.";
  const { inputSchema } = tool;
  const properties = {
    ...inputSchema.properties,
    [confirmArgument]: { type: "string", description } as const,
  };
  return { ...tool, inputSchema: { ...inputSchema, properties } };
}
