import type { AskedBy } from "../../observe/observer.ts";
import { tellChange } from "../../store/access-changes.ts";
import { endGrant } from "../../store/end-grants.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { hashOf } from "../protocol/secret.ts";
import { findGrant } from "./grant.ts";
import type { Granting } from "./granting.ts";
import { eventOf } from "./principal.ts";
import { grantNamed, isAccessToken, isOfFamily } from "./tokens.ts";

/** What a client gives back. */
export interface Revoking {
  readonly client: string;
  readonly token: string;
  readonly by: AskedBy;
}

/**
 * Ends what a client gives back: with a refresh token the whole grant, with an access token that alone. One that counts no more
 * is no error: RFC 7009.
 * @throws OAuthError `invalid_request` of another client's
 */
export async function revoke(granting: Granting, { client, token, by }: Revoking): Promise<void> {
  const { store, tell } = granting;
  const access = isAccessToken(token) ? await store.get("access", hashOf(token)) : undefined;
  const named = access?.owner ?? grantNamed(token);
  const grant = named === undefined ? undefined : await findGrant(granting, named);
  if (grant === undefined || (access === undefined && !isOfFamily(token, grant.body.family))) return;
  if (grant.body.client !== client)
    throw new OAuthError("invalid_request", "The token was given to another client.");
  if (access === undefined) await endGrant(store, grant.id);
  else {
    await store.remove("access", access.id);
    await tellChange(store, { kind: "access", id: access.id });
  }
  tell({
    event: "revoke",
    ...(await eventOf(granting, grant, by)),
    proof: access === undefined ? "refresh token" : undefined,
    reason: "the client gave it back",
  });
}
