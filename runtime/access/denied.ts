import type { Principal } from "../auth/principal.ts";
import { chosenAction } from "../call/chosen-action.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import { calledNamespaces, namespacesAmong } from "./called-namespaces.ts";
import type { AccessEvent, AskedBy, Observer } from "../observe/observer.ts";
import type { ToolDefinition } from "../tool/definition.ts";

/** Whose call it is, and who hears of it. */
export interface DeniedCall extends AskedBy {
  readonly observer: Required<Pick<Observer, "access">>;
  readonly principal: Principal;
  /** Of the MCP session, as far as a log may show it. */
  readonly mcpSession?: string | undefined;
}

/** Tells observers what somebody's roles did not allow. */
export function tellDenied(
  what: Pick<AccessEvent, "tool" | "action" | "namespaces" | "reason">,
  { observer, ...by }: DeniedCall,
): void {
  const namespaces = what.namespaces && namespacesAmong(what.namespaces);
  observer.access({ event: "permission denied", ...what, namespaces, ...by });
}

/**
 * Tells them of a call of what the operator allows, and the caller's roles hide.
 * @param all that the operator allows @param seen the tool as the caller sees it
 */
export async function tellHidden(
  { name, values }: { readonly name: unknown; readonly values: Readonly<Record<string, unknown>> },
  all: ToolSource,
  seen: ToolDefinition | undefined,
  call: DeniedCall,
): Promise<void> {
  if (typeof name !== "string") return;
  const found = all.find(name);
  if (!("tool" in found)) return;
  const { tool } = found;
  const action = chosenAction(tool, values);
  const isHidden = seen === undefined || (action !== undefined && chosenAction(seen, values) === undefined);
  if (!isHidden) return;
  const namespaces = (await calledNamespaces(tool, values))?.of(undefined);
  tellDenied({ tool: tool.name, action, namespaces, reason: "not granted" }, call);
}
