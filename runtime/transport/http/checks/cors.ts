import type { ServerResponse } from "node:http";
import type { Check, CheckVerdict } from "./check.ts";
import type { Endpoint } from "../../../config/endpoint.ts";

/** Beyond them, a browser hides from a page what it was answered. */
const exposed = ["Mcp-Session-Id", "WWW-Authenticate", "X-Request-Id"];

const methods = ["GET", "POST", "DELETE"];

/** What a page may send: all that is read anywhere. */
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
];

/** Likewise, at the MCP endpoint alone. */
const sentToMcp = [
  ...sent,
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
    return answered(response, methods, sentToMcp);
  };
}

/**
 * Answers a question ahead before anybody is asked for a token, whoever asks: a page that may send nothing finds no permission in
 * the answer.
 */
export function answerAhead(): Check {
  return ({ request: { method }, response }) => {
    if (method !== "OPTIONS") return undefined;
    response.writeHead(204, { Allow: allowOf(methods) });
    response.end();
    return "answered";
  };
}

/**
 * Lets any web page read the answer, as for the endpoints of OAuth that clients within pages ask: they hold nothing by which a
 * browser is known.
 */
export function openToAll(allowed: readonly string[]): Check {
  return ({ request: { method }, response }) => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", [...exposed, "Retry-After"].join(", "));
    if (method !== "OPTIONS") return undefined;
    return answered(response, allowed, sent);
  };
}

/** Says what a page may send. */
function answered(
  response: ServerResponse,
  allowed: readonly string[],
  headers: readonly string[],
): CheckVerdict {
  response.writeHead(204, {
    Allow: allowOf(allowed),
    "Access-Control-Allow-Methods": allowed.join(", "),
    "Access-Control-Allow-Headers": headers.join(", "),
    "Access-Control-Max-Age": maxAge,
  });
  response.end();
  return "answered";
}

function allowOf(allowed: readonly string[]): string {
  return [...allowed, "OPTIONS"].join(", ");
}
