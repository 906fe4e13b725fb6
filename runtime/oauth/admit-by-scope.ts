import { effectWithheld } from "../access/scope-needed.ts";
import { scopeOf, type OAuthScope } from "../auth/scopes.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import { isObject } from "../json.ts";
import type { AccessEvent } from "../observe/observer.ts";
import type { Admit } from "../transport/http/checks/admit.ts";
import type { HttpRefusal } from "../transport/http/wire/refusal.ts";

/**
 * Refuses a call that the user may make and did not let the client make, before anything of it is done.
 * @param missing what the client is answered, by the scope that it needs and those that it has
 */
export function admitByScope(
  tools: Pick<ToolSource, "find">,
  tell: (event: AccessEvent) => void,
  missing: (needed: OAuthScope, given: readonly string[]) => HttpRefusal,
): Admit {
  return (messages, { principal, requestId, address }) => {
    for (const { method, params = {} } of messages) {
      if (method !== "tools/call" || typeof params.name !== "string") continue;
      const given = isObject(params.arguments) ? params.arguments : {};
      const effect = effectWithheld({ tool: params.name, arguments: given }, principal, tools);
      if (effect === undefined) continue;
      const { client, grant } = principal.user ?? {};
      const reason = `the scope ${scopeOf(effect)} is missing`;
      const about = { principal, client: client?.id, grant, tool: params.name, requestId, address };
      tell({ event: "permission denied", ...about, reason });
      throw missing(scopeOf(effect), principal.scopes);
    }
  };
}
