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
    throw challenge(
      'Bearer realm="kestra-mcp", error="invalid_token"',
      "The bearer token is not the right one.",
    );
  };
}

/** Of the same length for every token: comparing takes the same time. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function challenge(header: string, message: string): HttpRefusal {
  return new HttpRefusal(401, message, { "WWW-Authenticate": header });
}
