import { createHash } from "node:crypto";
import type { AskedBy } from "../../observe/observer.ts";
import { endGrant } from "../../store/end-grants.ts";
import { invalidGrant } from "../protocol/oauth-error.ts";
import { hashOf, isSame, newSecret } from "../protocol/secret.ts";
import { fixedTimes, type Granting } from "./granting.ts";
import { findGrant, prolong, type KeptGrant } from "./grant.ts";
import { issue, type TokenAnswer } from "./issue.ts";
import { eventOf } from "./principal.ts";

/** What a code is bound to. */
export type CodeBody = {
  readonly client: string;
  readonly redirectUri: string;
  /** Whether the client named it: then it must again. */
  readonly isRedirectNamed: boolean;
  /** Of PKCE, by S256. */
  readonly challenge: string;
  /** Until when it may be redeemed: it is known for longer. */
  readonly until: number;
};

/** Makes the code of a grant. */
export async function giveCode(
  { store, now }: Granting,
  { id, expires }: KeptGrant,
  bound: Omit<CodeBody, "until">,
): Promise<string> {
  const code = newSecret();
  const body: CodeBody = { ...bound, until: now() + fixedTimes.code };
  await store.put("code", { id: hashOf(code), owner: id, body, expires });
  return code;
}

/** What a client sends to redeem one. */
export interface Redeeming {
  readonly client: string;
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly verifier: string | undefined;
  readonly by: AskedBy;
}

/**
 * Gives tokens for a code, once: using it again ends what it gave, since one of both used what it stole.
 * @throws OAuthError `invalid_grant`
 */
export async function redeem(granting: Granting, asked: Redeeming): Promise<TokenAnswer> {
  const { store, now, tell } = granting;
  const { client, by } = asked;
  const proof = "authorization code";
  const id = hashOf(asked.code);
  const found = await store.get("code", id);
  const body = found?.body as CodeBody | undefined;
  const grantId = found?.owner;
  if (body === undefined || grantId === undefined || body.client !== client)
    throw invalidGrant("The code is unknown, over, or was given to another client.");
  if (!(await store.use("code", id))) {
    const given = await findGrant(granting, grantId);
    await endGrant(store, grantId);
    const about =
      given === undefined ? { client, grant: grantId, ...by } : await eventOf(granting, given, by);
    tell({ event: "reuse", ...about, proof, reason: "a code was used twice" });
    throw invalidGrant("The code was used before: what it gave was revoked.");
  }
  const wrong = faultOf(body, asked, now());
  const grant = wrong === undefined ? await findGrant(granting, grantId) : undefined;
  const prolonged = grant === undefined ? undefined : await prolong(granting, grant);
  if (prolonged === undefined) {
    await store.remove("grant", grantId);
    throw invalidGrant(wrong ?? "What the code stands for was revoked.");
  }
  const answer = await issue(granting, prolonged, prolonged.body.scope);
  tell({ event: "token", ...(await eventOf(granting, prolonged, by)), proof });
  return answer;
}

/** Why a code does not count; undefined where it does. */
function faultOf(body: CodeBody, { redirectUri, verifier }: Redeeming, now: number): string | undefined {
  if (body.until <= now) return "The code is over.";
  if (redirectUri === undefined ? body.isRedirectNamed : redirectUri !== body.redirectUri)
    return "redirect_uri is not the one for which the code was asked.";
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier))
    return "code_verifier is missing, or not of the form that RFC 7636 gives it.";
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  return isSame(hashed, body.challenge) ? undefined : "code_verifier does not fit code_challenge.";
}
