import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Authenticate, Sender } from "../../../auth/authenticate.ts";
import { nobody, tokenHolder, type Principal } from "../../../auth/principal.ts";
import type { Access } from "../../../access/access.ts";
import type { Endpoint } from "../../../config/endpoint.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import { createFailedLogins } from "../bounds/failed-logins.ts";

/**
 * Lets in who has the operator's token, or one of those with names, or everyone where there is none of either. The right token always counts, however often its address
 * failed: behind a proxy all have one address, and who fails must not keep the others out.
 * What it returns rejects with an HttpRefusal: 401, and 429 for an address that failed too often.
 */
export function byStaticToken({ authToken }: Endpoint, access?: Access): Authenticate {
  const anyone = access?.anyone ?? nobody;
  if (authToken === undefined && access?.byToken === undefined) return () => Promise.resolve(anyone);
  const expected = authToken === undefined ? undefined : digest(authToken);
  const failed = createFailedLogins(limits.authFailures);
  const prove = ({ request, address }: Sender): Principal => {
    const { authorization } = request.headers;
    const token = bearerOf(request) ?? "";
    if (expected !== undefined && timingSafeEqual(digest(token), expected)) return tokenHolder;
    const named = token === "" ? undefined : access?.byToken?.(token);
    if (named !== undefined) return named;
    const seconds = failed.note(address);
    if (seconds !== undefined) throw tooOften(seconds);
    if (authorization === undefined)
      throw challenge('Bearer realm="kestra-mcp"', "A bearer token is needed.");
    throw challenge('Bearer realm="kestra-mcp", error="invalid_token"', wrongToken(authorization));
  };
  return (sender) =>
    new Promise((resolve) => {
      resolve(prove(sender));
    });
}

/** The token that a request brings; undefined where it brings none, or something else. */
export function bearerOf({
  headers: { authorization = "" },
}: Pick<IncomingMessage, "headers">): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}

function tooOften(seconds: number): HttpRefusal {
  const what = `More than ${limits.authFailures} requests in a minute came from this address without the right bearer token.`;
  return new HttpRefusal(429, `${what} Try again in ${seconds} s.`, {
    "Retry-After": String(seconds),
    Connection: "close",
  });
}

function wrongToken(authorization: string): string {
  if (/^Bearer\s+\S/i.test(authorization)) return "The bearer token is not the right one.";
  return /^Bearer$/i.test(authorization.trim())
    ? "The header Authorization holds no token: it is Bearer, a space and the token."
    : "The header Authorization is not of the scheme Bearer: write Bearer and a space before the token.";
}

/** Of the same length for every token: comparing takes the same time. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function challenge(header: string, message: string): HttpRefusal {
  return new HttpRefusal(401, message, { "WWW-Authenticate": header });
}
