import { hashOf } from "../protocol/secret.ts";
import type { Granting } from "./granting.ts";
import type { KeptGrant } from "./grant.ts";
import { newAccessToken, newRefreshToken } from "./tokens.ts";

/** The answer of the token endpoint. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: "Bearer";
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

/** An access token, as it is kept. Its owner is the grant. */
export type AccessBody = { readonly user: string; readonly scope: string };

/** A refresh token, likewise. */
export type RefreshBody = {
  readonly client: string;
  /** When it was given out, in milliseconds since the epoch; absent: before this was kept. */
  readonly born?: number;
  /** The id of the one whose place it takes. */
  readonly after?: string;
};

/**
 * Gives out an access token and a refresh token: always both, whatever the client asked for.
 * @param scope of the access token alone: the refresh token stands for all of the grant
 * @param after the id of the refresh token that was used
 */
export async function issue(
  { store, now, times }: Granting,
  { id, user, body: { client, family }, expires }: KeptGrant,
  scope: string,
  after?: string,
): Promise<TokenAnswer> {
  const access = newAccessToken();
  const refresh = newRefreshToken(id, family);
  const ends = Math.min(now() + times.access, expires);
  const accessBody: AccessBody = { user, scope };
  const refreshBody: RefreshBody = { client, born: now(), ...(after !== undefined && { after }) };
  await Promise.all([
    store.put("access", { id: hashOf(access), owner: id, body: accessBody, expires: ends }),
    store.put("refresh", { id: hashOf(refresh), owner: id, body: refreshBody, expires }),
  ]);
  return {
    access_token: access,
    token_type: "Bearer",
    expires_in: Math.floor((ends - now()) / 1000),
    refresh_token: refresh,
    scope,
  };
}
