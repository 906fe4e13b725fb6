import type { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { KeptSession } from "./shared-sessions.ts";

/**
 * Brings a session that was opened elsewhere to where it was: what its client sent then is sent once more, and what is answered
 * goes nowhere.
 * @param id of the session, which the transport gives itself
 * @returns whether the SDK took it
 */
export async function replay(
  transport: WebStandardStreamableHTTPServerTransport,
  { id, revision, initialize, level }: KeptSession & { readonly id: string; readonly revision: string },
): Promise<boolean> {
  const send = async (parsedBody: object, more: Readonly<Record<string, string>> = {}) => {
    const headers = {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...more,
    };
    const request = new Request("http://localhost/mcp", { method: "POST", headers });
    const answer = await transport.handleRequest(request, { parsedBody });
    await answer.text();
    return answer.ok;
  };
  const session = { "mcp-session-id": id, "mcp-protocol-version": revision };
  if (!(await send(initialize))) return false;
  await send({ jsonrpc: "2.0", method: "notifications/initialized" }, session);
  if (level !== undefined)
    await send({ jsonrpc: "2.0", id: "level", method: "logging/setLevel", params: { level } }, session);
  return true;
}
