import type { Principal } from "../../auth/principal.ts";
import { userIn } from "../../store/records.ts";
import { wordsOf } from "../protocol/parameters.ts";
import { hashOf } from "../protocol/secret.ts";
import type { Granting } from "./granting.ts";
import { keptGrant } from "./grant.ts";
import type { AccessBody } from "./issue.ts";
import { principalOf } from "./principal.ts";
import { isAccessToken } from "./tokens.ts";

/**
 * Whom an access token stands for, as of now: what is revoked, and roles that are taken away, count at once. Undefined of any
 * that counts no more.
 */
export async function principalOfToken(
  { store, roles, resource }: Pick<Granting, "store" | "roles" | "resource">,
  token: string,
): Promise<Principal | undefined> {
  if (!isAccessToken(token)) return undefined;
  const access = await store.get("access", hashOf(token));
  if (access?.owner === undefined) return undefined;
  const { user: userId, scope } = access.body as AccessBody;
  const [found, user] = await Promise.all([store.get("grant", access.owner), store.get("user", userId)]);
  if (found === undefined || user === undefined) return undefined;
  const grant = keptGrant(found);
  if (grant.user !== userId || grant.body.resource !== resource) return undefined;
  const principal = principalOf({ user: userIn(user), grant, scopes: wordsOf(scope) }, { roles, resource });
  return { ...principal, ...(access.expires !== undefined && { until: access.expires }) };
}
