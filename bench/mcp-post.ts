import type { HttpPost } from "./load.ts";

const accept = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };

type Headers = Readonly<Record<string, string>>;

/** Opens an MCP session. @returns its id */
export async function openSession(url: string, more: Headers = {}): Promise<string> {
  const params = {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1.0.0" },
  };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 0, method: "initialize", params });
  const answer = await fetch(url, { method: "POST", headers: { ...accept, ...more }, body });
  const text = await answer.text();
  const id = answer.headers.get("mcp-session-id");
  if (id === null) throw new Error(`No session was opened: ${answer.status} ${text}`);
  return id;
}

/** A request in a session. */
export function request2025(session: string, method: string, params: object, more: Headers = {}): HttpPost {
  const headers = { ...accept, "MCP-Protocol-Version": "2025-11-25", "Mcp-Session-Id": session, ...more };
  return { headers, body: { jsonrpc: "2.0", id: 1, method, params } };
}

/** A request that stands for itself. @param name of the tool that it calls */
export function request2026(method: string, params: object, name?: string, more: Headers = {}): HttpPost {
  const version = "2026-07-28";
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const headers = {
    ...accept,
    "MCP-Protocol-Version": version,
    "Mcp-Method": method,
    ...(name !== undefined && { "Mcp-Name": name }),
    ...more,
  };
  return { headers, body: { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } } };
}
