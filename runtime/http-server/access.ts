import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Endpoint } from "../endpoint.ts";
import { HttpRefusal } from "../http-refusal.ts";

/** Says who sends a request. @throws HttpRefusal 401 */
export type Access = (headers: IncomingHttpHeaders) => string;

/** Lets in who has the one token, or everyone where there is none. */
export function staticAccess({ authToken }: Endpoint): Access {
  if (authToken === undefined) return () => "anyone";
  const expected = digest(authToken);
  return ({ authorization }) => {
    if (authorization === undefined)
      throw challenge('Bearer realm="kestra-mcp"', "A bearer token is needed.");
    const [, token = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (timingSafeEqual(digest(token), expected)) return "bearer";
    throw challenge('Bearer realm="kestra-mcp", error="invalid_token"', wrongToken(authorization));
  };
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
