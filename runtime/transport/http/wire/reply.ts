import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpRefusal } from "./refusal.ts";
import { onGone } from "./gone.ts";
import { outboxOf } from "./outbox.ts";

/** The headers that the SDKs look at: credentials are not among them. */
const passed = [
  "content-type",
  "last-event-id",
  "mcp-method",
  "mcp-name",
  "mcp-protocol-version",
  "mcp-session-id",
] as const;

/** A request as the SDKs take it, without its body. @param signal aborts when the client goes away */
export function webRequest({ method = "", headers }: IncomingMessage, signal?: AbortSignal): Request {
  // The SDKs want both types of who takes one: what is accepted was checked, and is seen to when the answer is sent.
  const kept = new Headers({ accept: "application/json, text/event-stream" });
  for (const name of passed) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  return new Request("http://localhost/mcp", { method, headers: kept, ...(signal && { signal }) });
}

/** Sends an answer of the SDKs; settles when all of it was written, or the client has gone away. */
export async function sendAnswer(answer: Response, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(answer.headers);
  if (isEnded(response)) {
    await answer.body?.cancel();
    return;
  }
  if (answer.body === null) {
    response.writeHead(answer.status, headers);
    await outboxOf(response).end(response);
    return;
  }
  if (!headers["content-type"]?.startsWith("text/event-stream")) {
    const body = Buffer.from(await answer.arrayBuffer());
    if (isEnded(response)) return;
    response.writeHead(answer.status, { ...headers, "content-length": body.length });
    await outboxOf(response).end(response, body);
    return;
  }
  response.writeHead(answer.status, headers);
  await pump(answer.body, response);
}

/** True where it was answered otherwise meanwhile. */
function isEnded({ writableEnded }: ServerResponse): boolean {
  return writableEnded;
}

/** Milliseconds for which the start of a stream is kept back: a quick answer goes out with its head, in one write. */
const gathering = 10;

/** Bytes that are kept back: fewer than Node takes before it has others wait, since what is kept back is never taken. */
const gathered = 8 * 1024;

async function pump(stream: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const outbox = outboxOf(response);
  const reader = stream.getReader();
  response.cork();
  let isHeld = true;
  const release = () => {
    clearTimeout(timer);
    if (isHeld) response.uncork();
    isHeld = false;
  };
  const timer = setTimeout(() => {
    response.flushHeaders();
    release();
  }, gathering);
  const left = onGone(response.req.socket, () => {
    reader.cancel().catch(() => undefined);
  });
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > gathered) release();
      await outbox.write(response, next.value);
    }
  } finally {
    clearTimeout(timer);
    left();
  }
  // Node 22.23 writes the end of a response ahead of what is held back in it, so the socket holds all of it back.
  const { socket } = response;
  socket?.cork();
  release();
  const ended = outbox.end(response);
  socket?.uncork();
  await ended;
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const fixed = { "Content-Type": "application/json", "Content-Length": bytes.length };
  response.writeHead(status, { ...headers, ...fixed });
  void outboxOf(response).end(response, bytes);
}

/** Sends why a request is not served, as an error of JSON-RPC. What is left of its body is not read. */
export function sendRefusal(response: ServerResponse, refusal: HttpRefusal): void {
  const { status, headers } = refusal;
  sendJson(
    response,
    status,
    errorOf(refusal),
    response.req.complete ? headers : { ...headers, Connection: "close" },
  );
}

/** What a refusal says, where there is no response to send it. */
export function bodyOf(refusal: HttpRefusal): Buffer {
  return Buffer.from(JSON.stringify(errorOf(refusal)));
}

function errorOf({ code, message, id }: HttpRefusal): object {
  return { jsonrpc: "2.0", error: { code, message }, id };
}
