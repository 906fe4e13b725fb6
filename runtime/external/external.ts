import type { Roles } from "../access/roles-file.ts";
import type { Authenticate } from "../auth/authenticate.ts";
import { limits } from "../limits.ts";
import type { AccessEvent } from "../observe/observer.ts";
import { admitByScope } from "../oauth/admit-by-scope.ts";
import { resourceMetadataRoute } from "../oauth/endpoints/resource-metadata.ts";
import type { Addresses } from "../oauth/protocol/addresses.ts";
import { pause } from "../oauth/upstream/found-lazily.ts";
import { scopesMissing, tokenNeeded, tokenRefused } from "../oauth/protocol/challenge.ts";
import { notFound, type Authentication } from "../transport/http/authentication.ts";
import type { HttpRoute } from "../transport/http/routes/route.ts";
import { createFailedLogins } from "../transport/http/bounds/failed-logins.ts";
import { askedBy } from "../transport/http/checks/asked-by.ts";
import { bearerOf } from "../transport/http/checks/static-token.ts";
import { HttpRefusal } from "../transport/http/wire/refusal.ts";
import { createExpiry } from "./expiry.ts";
import { externalPrincipal } from "./external-principal.ts";
import { TokenError } from "./token-error.ts";
import type { TokenIssuer } from "./token-issuer.ts";

/** Of what the mode is made. */
export interface ExternalParts {
  readonly addresses: Addresses;
  /** Of the authorization server, as the operator wrote it. */
  readonly issuer: string;
  readonly tokens: TokenIssuer;
  readonly roles: Roles;
  /** That clients must ask for; none: scopes bound nothing. */
  readonly scopes: readonly string[];
  /** The account page's routes; none: there is no such page. */
  readonly page: readonly HttpRoute[];
  readonly tell: (event: AccessEvent) => void;
  /** Is told, once in a while, that tokens cannot be checked, and why. */
  readonly warn: (sentence: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** Whom the operator gave tokens; absent: nobody. */
  readonly others?: Authenticate | undefined;
}

/** Callers prove themselves by tokens of another authorization server; none is given out here. */
export function createExternal(parts: ExternalParts): Authentication {
  const { addresses, issuer, tokens, scopes, page, tell } = parts;
  const { resourceMetadata } = addresses;
  const expiry = createExpiry(parts.now);
  return {
    authenticate: byExternalToken(parts),
    admit: admitByScope(tell, (needed) =>
      scopesMissing({ resourceMetadata, asked: scopes }, `The token lacks the scope ${needed}.`),
    ),
    follow: expiry.follow,
    routes: [resourceMetadataRoute(addresses, { servers: [issuer], scopes }), ...page],
    trouble: notFound("the authorization server was not found", () => tokens.whyNotFound()),
    close() {
      expiry.close();
      return Promise.resolve();
    },
  };
}

/** What tells a sentence, and then for so many milliseconds no more. */
function atMostOnceIn(ms: number, { warn, now }: Pick<ExternalParts, "warn" | "now">): ExternalParts["warn"] {
  let last = -Infinity;
  return (sentence) => {
    if (now() - last < ms) return;
    last = now();
    warn(sentence);
  };
}

/** Three parts of base64url: no token that an operator makes looks like one. */
const jwt = /^[\w-]+\.[\w-]+\.[\w-]*$/;

function byExternalToken(parts: ExternalParts): Authenticate {
  const { addresses, scopes, tokens, roles, tell, others } = parts;
  const { resourceMetadata } = addresses;
  const challenge = { resourceMetadata, asked: scopes };
  const failed = createFailedLogins(limits.authFailures);
  const warn = atMostOnceIn(pause, parts);
  const refuse = (error: unknown, address: string): HttpRefusal => {
    if (!(error instanceof TokenError)) throw error;
    if (error.fault === "away") {
      warn(error.message);
      return new HttpRefusal(503, "Tokens cannot be checked at this time. Try again.", {
        "Retry-After": "5",
      });
    }
    // Clients send a token that is over, and then ask for a new one: however many come from one address, that is no attack.
    const seconds = error.fault === "wrong" ? failed.note(address) : undefined;
    if (seconds === undefined) return tokenRefused(challenge, error.message);
    const often = `Too many wrong tokens came from this address. Try again in ${seconds} s.`;
    return new HttpRefusal(429, often, { "Retry-After": String(seconds) });
  };
  return async (sender) => {
    const { request, address } = sender;
    if (request.headers.authorization === undefined) throw tokenNeeded(challenge);
    const token = bearerOf(request) ?? "";
    if (others !== undefined && !jwt.test(token)) return others(sender);
    const claims = await tokens.claimsOf(token).catch((error: unknown) => {
      throw refuse(error, address);
    });
    const { principal, refused } = externalPrincipal(claims, roles, scopes);
    if (refused === undefined) return principal;
    const { reason, isForScope } = refused;
    tell({ event: "denied", principal, client: principal.user?.client?.id, reason, ...askedBy(sender) });
    throw isForScope ? scopesMissing(challenge, reason) : new HttpRefusal(403, reason);
  };
}
