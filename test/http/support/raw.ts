import { request, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";

/** An HTTP answer, read to its end. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  /** Of the JSON, or of the last event of a stream. */
  readonly message: {
    readonly result?: Data;
    readonly error?: { readonly code: number; readonly message: string };
  };
}

type Data = Readonly<Record<string, unknown>>;

export interface RawRequest {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** A text is sent as it is. */
  readonly body?: object | string;
  readonly path?: string;
}

const usual = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };

/** Sends one request, as a client that need not be right. A header that is undefined is left out. */
export function send(
  url: string,
  { method = "POST", headers = {}, body, path }: RawRequest = {},
): Promise<RawAnswer> {
  const all = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const options = { method, headers: Object.fromEntries(all), agent: false, ...(path && { path }) };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, text, message: messageIn(text) as RawAnswer["message"] });
      });
    });
    sent.once("error", reject);
    sent.end(typeof body === "object" ? JSON.stringify(body) : body);
  });
}

function messageIn(text: string): unknown {
  const events = [...text.matchAll(/^data: (.+)$/gm)].map(([, data = ""]) => data);
  try {
    return JSON.parse(events.at(-1) ?? text);
  } catch {
    return {};
  }
}

export const initialize = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

/** Opens an MCP session. @returns its id */
export async function openSession(url: string, headers: OutgoingHttpHeaders = {}): Promise<string> {
  const { headers: answered } = await send(url, { headers, body: initialize });
  return String(answered["mcp-session-id"]);
}

/** A request of 2025-11-25. */
export function rpc(method: string, params: object = {}, id = 7): object {
  return { jsonrpc: "2.0", id, method, params };
}

/** A request of 2026-07-28 with the headers that it needs. */
export function request2026(
  method: string,
  params: { readonly name?: string; readonly _meta?: object } = {},
): RawRequest {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    ...params._meta,
  };
  const headers = {
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": method,
    ...(params.name === undefined ? {} : { "Mcp-Name": params.name }),
  };
  return { headers, body: rpc(method, { ...params, _meta }) };
}

export const callGet = { name: "get_box", arguments: { box_id: "a" } };

/** Calls with 2026-07-28, and with these headers besides. */
export async function callWith(url: string, headers: Record<string, string>): Promise<Called> {
  const { headers: needed, body } = request2026("tools/call", callGet);
  const { message } = await send(url, { headers: { ...needed, ...headers }, ...(body && { body }) });
  return message.result as unknown as Called;
}

interface Called {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
}

/** Calls with 2025-11-25, and goes away. @param isSo when */
export async function cutOff(
  url: string,
  headers: Record<string, string>,
  isSo: () => boolean,
): Promise<void> {
  const gone = new AbortController();
  const body = JSON.stringify(rpc("tools/call", callGet));
  const { body: stream } = await fetch(url, {
    method: "POST",
    headers: { ...usual, ...headers },
    body,
    signal: gone.signal,
  });
  const read = new Response(stream).text().catch(() => undefined);
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  gone.abort();
  await read;
}
