import { calledNamespaces } from "../access/called-namespaces.ts";
import { effectWithheld } from "../access/scope-needed.ts";
import type { Principal } from "../auth/principal.ts";
import { scopeOf, type OAuthScope } from "../auth/scopes.ts";
import { chosenAction } from "../call/chosen-action.ts";
import { isObject } from "../json.ts";
import { seenWith } from "../mcp/seen-tools.ts";
import type { Session } from "../mcp/session.ts";
import type { ClientMessage } from "../mcp/wire/client-message.ts";
import type { AccessEvent } from "../observe/observer.ts";
import type { Admit } from "../transport/http/checks/admit.ts";
import type { HttpRefusal } from "../transport/http/wire/refusal.ts";

/**
 * Refuses a call that the user may make and did not let the client make, before anything of it is done.
 * @param missing what the client is answered, by the scope that it needs and those that it has
 */
export function admitByScope(
  tell: (event: AccessEvent) => void,
  missing: (needed: OAuthScope, given: readonly string[]) => HttpRefusal,
): Admit {
  return async (messages, { principal, ...by }, session) => {
    const { permission, user } = principal;
    if (permission === "all" || permission.effects === undefined) return;
    const calls = await Promise.all(messages.map((message) => withheldOf(message, principal, session)));
    const first = calls.find((call) => call !== undefined);
    if (first === undefined) return;
    const needed = scopeOf(first.effect);
    const { tool, action, namespaces } = first;
    const about = { principal, client: user?.client?.id, grant: user?.grant, tool, action, namespaces };
    const reason = `the scope ${needed} is missing`;
    tell({ event: "permission denied", ...about, ...by, reason });
    throw missing(needed, principal.scopes);
  };
}

/** What a call that may not be made is, and its effect. */
async function withheldOf({ method, params = {} }: ClientMessage, principal: Principal, session: Session) {
  const { name: tool, arguments: written } = params;
  if (method !== "tools/call" || typeof tool !== "string") return undefined;
  const { all } = await seenWith(tool, session, principal);
  const given = isObject(written) ? written : {};
  const effect = effectWithheld({ tool, arguments: given }, principal, all.tools);
  const found = effect && all.tools.find(tool);
  if (effect === undefined || found === undefined || !("tool" in found)) return undefined;
  const namespaces = (await calledNamespaces(found.tool, given))?.of(undefined);
  return { tool, action: chosenAction(found.tool, given), namespaces, effect };
}
