import { mcpPlace, type Endpoint } from "../../../config/endpoint.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import type { HttpRoute } from "./route.ts";
import { sendJson } from "../wire/reply.ts";

/** Errors of OAuth for the endpoints that clients try where no metadata names others: RFC 6749 and RFC 7591. */
const oauth: Readonly<Record<string, string>> = {
  register: "invalid_request",
  authorize: "unsupported_response_type",
  token: "unsupported_grant_type",
  revoke: "unsupported_token_type",
  introspect: "invalid_request",
};

/** Clients put what they try behind the endpoint, too, and OAuth into a folder of its own. */
const folders = /^(\/mcp(?=\/.))?(\/oauth2?(?=\/|$))?/;

/** The transport of 2024-11-05: its stream, and where its messages go. */
const sse = /^(\/mcp)?\/(sse(\/messages?)?|messages?)$/;

/** Paths that clients try, and that this server does not serve. */
export function isNeighbour(path: string): boolean {
  const [folder] = folders.exec(path) ?? [""];
  const rest = path.slice(folder.length);
  if (sse.test(path) || folder.includes("oauth")) return true;
  return Object.hasOwn(oauth, rest.slice(1)) || rest.startsWith("/.well-known/");
}

/**
 * Answers such a path in words that its client can show: what is not served here, and what is.
 * @throws HttpRefusal
 */
export function serveNeighbour(endpoint: Endpoint): HttpRoute["serve"] {
  return ({ request, response, path }) => {
    if (sse.test(path)) {
      throw new HttpRefusal(
        404,
        `HTTP+SSE, the transport of 2024-11-05, is not served here. Use Streamable HTTP: the MCP endpoint is ${mcpPlace(endpoint)}.`,
      );
    }
    const last = path.slice(path.lastIndexOf("/") + 1);
    const error = (Object.hasOwn(oauth, last) ? oauth[last] : undefined) ?? "invalid_request";
    const body = { error, error_description: adviceOf(endpoint) };
    sendJson(response, 404, body, request.complete ? noStore : { ...noStore, Connection: "close" });
  };
}

const noStore = { "Cache-Control": "no-store" };

function adviceOf(endpoint: Endpoint): string {
  const place = mcpPlace(endpoint);
  if (endpoint.auth !== "token")
    return `There is nothing here. Where to log in stands in what the header WWW-Authenticate of ${place} names.`;
  return endpoint.authToken === undefined
    ? `This server does not speak OAuth. It asks for no login: the MCP endpoint is ${place}.`
    : `This server does not speak OAuth. Its MCP endpoint is ${place}, and takes the token that its operator gives you, in the header Authorization: Bearer.`;
}
