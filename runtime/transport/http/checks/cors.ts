import type { Check } from "./check.ts";
import type { Endpoint } from "../../../config/endpoint.ts";

/** Beyond them, a browser hides from a page what it was answered. */
const exposed = ["Mcp-Session-Id", "WWW-Authenticate", "X-Request-Id"];

const methods = ["GET", "POST", "DELETE"];

/** What a page may send: all that this server reads. */
const sent = [
  "Authorization",
  "Content-Type",
  "Accept",
  "Last-Event-ID",
  "Mcp-Session-Id",
  "Mcp-Protocol-Version",
  "Mcp-Method",
  "Mcp-Name",
  "traceparent",
  "X-Kestra-Base-Url",
  "X-Kestra-Tenant",
  "X-Kestra-Token",
  "X-Kestra-Username",
  "X-Kestra-Password",
];

/** Seconds for which a browser need not ask again. */
const maxAge = 600;

/**
 * Lets the web pages that the operator named, and no others, read the answer: the Fetch standard's CORS protocol. A page
 * of this machine that nobody named may send requests, but not read what comes back. Its place is behind the check of `Host`
 * and `Origin`. The question of a browser ahead of the request holds no token, and is answered here.
 */
export function openToPages({ allowedOrigins }: Endpoint): Check {
  return ({ request: { headers, method }, response }) => {
    const { origin } = headers;
    if (origin === undefined || !allowedOrigins.includes(origin.toLowerCase())) return undefined;
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Vary", "Origin");
    response.setHeader("Access-Control-Expose-Headers", exposed.join(", "));
    if (method !== "OPTIONS") return undefined;
    response.writeHead(204, {
      "Access-Control-Allow-Methods": methods.join(", "),
      "Access-Control-Allow-Headers": sent.join(", "),
      "Access-Control-Max-Age": maxAge,
    });
    response.end();
    return "answered";
  };
}
