import type { AskedBy } from "../../observe/observer.ts";
import { endGrant } from "../../store/end-grants.ts";
import type { StoredRecord } from "../../store/store.ts";
import { invalidGrant, OAuthError } from "../protocol/oauth-error.ts";
import { wordsOf } from "../protocol/parameters.ts";
import { knownScopes } from "../protocol/scope.ts";
import { hashOf } from "../protocol/secret.ts";
import { fixedTimes, type Granting } from "./granting.ts";
import { findGrant, type KeptGrant } from "./grant.ts";
import { issue, type RefreshBody, type TokenAnswer } from "./issue.ts";
import { eventOf } from "./principal.ts";
import { renew } from "./renew.ts";
import { grantNamed, isOfFamily } from "./tokens.ts";

/** What a client sends to refresh. */
export interface Refreshing {
  readonly client: string;
  readonly token: string;
  /** For the access token alone. */
  readonly scope: string | undefined;
  readonly by: AskedBy;
}

/**
 * Gives new tokens for a refresh token, which then counts no more, but for two cases: shortly after, since several processes of
 * one client refresh at once; and as long as nobody used what took its place, since the answer may have been lost. Used in any
 * other case it was stolen, or its successor was: the grant ends.
 * @throws OAuthError `invalid_grant`, `invalid_scope`, `temporarily_unavailable`
 */
export async function refresh(granting: Granting, asked: Refreshing): Promise<TokenAnswer> {
  const { store, tell } = granting;
  const { client, token, by } = asked;
  const grantId = grantNamed(token);
  const grant = grantId === undefined ? undefined : await findGrant(granting, grantId);
  if (grant === undefined || grant.body.client !== client || !isOfFamily(token, grant.body.family))
    throw invalidGrant("The refresh token is unknown, over, revoked, or was given to another client.");
  const about = { ...(await eventOf(granting, grant, by)), proof: "refresh token" as const };
  const found = await store.get("refresh", hashOf(token));
  if (found === undefined || !(await stillCounts(granting, grant, found))) {
    await endGrant(store, grant.id);
    tell({ event: "reuse", ...about, reason: "a refresh token was used twice" });
    throw invalidGrant("The refresh token was used before: all that it gave was revoked.");
  }
  const scope = narrowed(grant.body.scope, asked.scope);
  const renewed = await renew(granting, grant);
  if (renewed === "unreachable")
    throw new OAuthError("temporarily_unavailable", "The identity provider has not answered for a day.", {
      status: 503,
      headers: { "Retry-After": "60" },
    });
  if (renewed === "often")
    throw new OAuthError("temporarily_unavailable", "The token was refreshed too often in this minute.", {
      status: 429,
      headers: { "Retry-After": "60" },
    });
  if (renewed === "gone") throw invalidGrant("The grant was revoked.");
  if (renewed === "ended") {
    await endGrant(store, grant.id);
    tell({ event: "revoke", ...about, reason: "the identity provider has ended the login" });
    throw invalidGrant("The identity provider has ended the login.");
  }
  await store.use("refresh", found.id);
  await settle(granting, found);
  await dropLost(granting, grant, found);
  const answer = await issue(granting, renewed, scope, found.id);
  tell({ event: "refresh", ...about, scopes: wordsOf(scope) });
  return answer;
}

async function stillCounts(
  { store, now }: Granting,
  { id }: KeptGrant,
  { id: tokenId, used }: StoredRecord,
): Promise<boolean> {
  if (used === undefined || now() - used <= fixedTimes.grace) return true;
  const others = await store.owned("refresh", id);
  const next = others.filter(({ body }) => (body as RefreshBody).after === tokenId);
  return next.every((one) => one.used === undefined);
}

/** The token before the one that is used now has done its work: that there was one is known by its signature. */
async function settle({ store, now }: Granting, { body }: StoredRecord): Promise<void> {
  const { after } = body as RefreshBody;
  const before = after === undefined ? undefined : await store.get("refresh", after);
  if (before?.used === undefined || now() - before.used <= fixedTimes.grace) return;
  await store.remove("refresh", before.id);
}

/**
 * What was given for a token whose answer was lost never came to its client: somebody who uses it later has stolen one of both,
 * and is found out.
 */
async function dropLost(
  { store, now }: Granting,
  { id }: KeptGrant,
  { id: tokenId, used }: StoredRecord,
): Promise<void> {
  if (used === undefined || now() - used <= fixedTimes.grace) return;
  for (const other of await store.owned("refresh", id)) {
    const { after, born = 0 } = other.body as RefreshBody;
    // Several processes of one client may try again at once.
    if (after === tokenId && now() - born > fixedTimes.grace) await store.remove("refresh", other.id);
  }
}

/** @throws OAuthError `invalid_scope` for what the user did not give */
function narrowed(given: string, asked: string | undefined): string {
  const known = knownScopes(asked);
  if (known.length === 0) return given;
  if (known.every((one) => wordsOf(given).includes(one))) return known.join(" ");
  throw new OAuthError("invalid_scope", "The user did not give all of these scopes.");
}
