import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { foreignOr } from "../json/foreign-json.ts";
import { isObject } from "../json.ts";
import { asSafeAs, NotFetched, usualBounds, type BoundedFetch } from "../network/bounded-fetch.ts";
import { asymmetricAlgorithms } from "../oauth/upstream/algorithms.ts";
import { foundLazily, isSameIssuer, pause, withoutSlash } from "../oauth/upstream/found-lazily.ts";
import { TokenError, tokenErrorOf } from "./token-error.ts";

/** Another authorization server, whose tokens are taken. */
export interface TokenIssuer {
  /** What a token says, which was checked: that it is of this issuer, for us, and still good. @throws TokenError */
  claimsOf(token: string): Promise<TokenClaims>;
  /** Why it is not found, for the operator; undefined where it is. It is looked for where it was not. */
  whyNotFound(): Promise<string | undefined>;
}

/** A token's claims. */
export interface TokenClaims extends JWTPayload {
  readonly iss: string;
  readonly sub: string;
  /** Of a token; absent of claims that are looked at without one. */
  readonly exp?: number;
}

/** An issuer as its metadata says it. */
interface Described {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** Seconds by which clocks may differ. */
export const tolerance = 30;

/** The types that a token's head may say it is of (RFC 9068 and before); a token for another use says another. */
const types = [undefined, "jwt", "at+jwt", "application/at+jwt"];

/**
 * An authorization server, which is looked for when the first token comes. Nothing of it is loaded before.
 * @param issuer as the operator wrote it @param audience of which a token must be for one @param now milliseconds
 */
export function tokenIssuer(
  issuer: string,
  audience: readonly string[],
  fetch: BoundedFetch,
  now: () => number,
): TokenIssuer {
  const described = foundLazily(() => describe(issuer, asSafeAs(issuer, fetch)), now);
  return {
    whyNotFound: () =>
      described().then(
        () => undefined,
        (error: unknown) => (error instanceof TokenError ? error.message : "It cannot be read."),
      ),
    async claimsOf(token) {
      const { issuer: itself, keys } = await described();
      const { jwtVerify } = await import("jose");
      const checks = { issuer: itself, audience: [...audience], algorithms: [...asymmetricAlgorithms] };
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        ...checks,
        clockTolerance: tolerance,
        requiredClaims: ["exp", "sub", "iss", "aud"],
      }).catch((error: unknown) => {
        throw tokenErrorOf(error, audience);
      });
      if (!types.includes(protectedHeader.typ?.toLowerCase()))
        throw new TokenError("wrong", "The token is not an access token: its type is another one.");
      requireAccessToken(payload);
      // The library looks only whether there is one.
      const sub: unknown = payload.sub;
      if (typeof sub !== "string" || sub === "") throw new TokenError("wrong", "The token names nobody.");
      return { ...payload, iss: itself, sub };
    },
  };
}

/** @throws TokenError for an ID token, which is for a client to read, and for one that only who has a key may use */
function requireAccessToken(payload: JWTPayload): void {
  const isIdToken = ["nonce", "at_hash", "c_hash"].some((name) => Object.hasOwn(payload, name));
  const type = typeof payload.typ === "string" ? payload.typ.toLowerCase() : undefined;
  if (isIdToken || type === "id")
    throw new TokenError(
      "wrong",
      "The token is an ID token, which says who logged in to a client. Send the access token.",
    );
  // Keycloak's other tokens, and what OpenID tells of a logout.
  if (["refresh", "offline", "logout"].includes(type ?? "") || Object.hasOwn(payload, "events"))
    throw new TokenError("wrong", "The token is not an access token: it is for another use.");
  if (Object.hasOwn(payload, "cnf"))
    throw new TokenError("wrong", "The token is bound to a key (`cnf`), and such tokens are not taken here.");
}

/** @throws TokenError */
async function describe(issuer: string, fetch: BoundedFetch): Promise<Described> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === "/" ? "" : withoutSlash(pathname);
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${withoutSlash(issuer)}/.well-known/openid-configuration`,
  ];
  for (const place of places) {
    const metadata = await documentAt(place, fetch);
    if (metadata === undefined) continue;
    const { issuer: itself, jwks_uri: keys } = metadata;
    if (typeof itself !== "string" || !isSameIssuer(itself, issuer))
      throw away(`${place} is of another issuer than KESTRA_MCP_OIDC_ISSUER.`);
    if (typeof keys !== "string" || !URL.canParse(keys)) throw away(`${place} names no keys (jwks_uri).`);
    return { issuer: itself, keys: await keysAt(keys, fetch) };
  }
  throw away(`There is no metadata at ${places.join(" and ")}.`);
}

/** Undefined where there is none. */
async function documentAt(place: string, fetch: BoundedFetch): Promise<Record<string, unknown> | undefined> {
  const answer = await fetch(place, { headers: { accept: "application/json" } }).catch((error: unknown) => {
    throw away(error instanceof NotFetched ? `${place}: ${error.message}` : "");
  });
  if (answer.status !== 200) return undefined;
  const body = foreignOr(await answer.text(), undefined);
  return isObject(body) ? body : undefined;
}

async function keysAt(url: string, fetch: BoundedFetch): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet, customFetch } = await import("jose");
  return createRemoteJWKSet(new URL(url), {
    [customFetch]: fetch,
    // The fetch itself ends before.
    timeoutDuration: 2 * usualBounds.time,
    cooldownDuration: pause,
  });
}

function away(why: string): TokenError {
  return new TokenError("away", `The authorization server cannot be asked for its keys. ${why}`);
}
