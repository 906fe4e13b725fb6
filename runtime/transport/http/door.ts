import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller, Callers } from "./callers/callers.ts";
import { MessageError, readMessage } from "../../mcp/client-message.ts";
import type { Endpoint } from "../../config/endpoint.ts";
import { HttpRefusal, notAMessage } from "./wire/refusal.ts";
import { describe, type Log, type LogFields } from "../../log.ts";
import { traceparentOf } from "../../http-client/traceparent.ts";
import { requireAcceptable } from "./wire/accept.ts";
import type { Access } from "./access.ts";
import { readJson, type Body } from "./wire/body.ts";
import type { ByteBudget } from "./wire/byte-budget.ts";
import { callsIn, type CallBounds } from "./bounds/call-bounds.ts";
import { openToPage } from "./cors.ts";
import { requireOurs } from "./guard.ts";
import type { Exchange } from "./revisions/exchange.ts";
import type { Revision2025 } from "./revisions/revision-2025.ts";
import { isListening, type ListenerBounds } from "./bounds/listener-bounds.ts";
import { requireSmall } from "./bounds/message-limits.ts";
import type { Revision2026 } from "./revisions/revision-2026.ts";
import { isNeighbour, serveNeighbour } from "./neighbours.ts";
import { useOutbox, type Outbox } from "./wire/outbox.ts";
import { requireTurn } from "./wire/pipeline.ts";
import { sendJson, sendRefusal } from "./wire/reply.ts";
import { own, say } from "../../text/said.ts";

/** What stands behind the door. */
export interface House {
  readonly endpoint: Endpoint;
  readonly access: Access;
  readonly callers: Callers;
  readonly calls: CallBounds;
  /** Bodies that are being read, and those that wait for a form. */
  readonly bodies: ByteBudget;
  readonly listeners: ListenerBounds;
  readonly outbox: Outbox;
  readonly revision2025: Revision2025;
  readonly revision2026: Revision2026;
  /** Whether Kestra answers. */
  readonly ready: () => Promise<boolean>;
  /** Aborts when the server is told to stop. */
  readonly stopping: AbortSignal;
  readonly log: Log;
}

const routes = ["/mcp", "/healthz", "/readyz"];

/** The path of a URL, with or without the slash that many write at its end. */
function pathOf(url = ""): string {
  const [path = ""] = url.split("?");
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Answers any HTTP request, and writes a line about it to the log. Never throws. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
): Promise<void> {
  const begun = performance.now();
  const requestId = randomUUID();
  const path = pathOf(request.url);
  const about: Record<string, string> = { requestId, method: request.method ?? "" };
  response.setHeader("X-Request-Id", requestId);
  useOutbox(response, house.outbox);
  try {
    requireTurn(response);
    // What an unknown path holds may be a secret of somebody.
    about.path = routes.includes(path) ? path : "another";
    if (path === "/mcp") await serveMcp(request, response, house, about);
    else if (path === "/healthz") serveHealth(request, response, true);
    else if (path === "/readyz") {
      serveHealth(request, response, !house.stopping.aborted && (await house.ready()));
    } else if (isNeighbour(path)) {
      about.path = "a neighbour";
      serveNeighbour(request, response, house.endpoint, path);
    } else throw new HttpRefusal(404, "There is nothing here. The MCP endpoint is /mcp.");
  } catch (error) {
    const reason = refuse(error, response, house.log, requestId);
    if (reason !== undefined) about.reason = reason;
  }
  const fields: LogFields = {
    ...about,
    path: own(about.path ?? "another"),
    method: own(about.method ?? ""),
    status: response.statusCode,
    ms: Math.round(performance.now() - begun),
  };
  house.log("info", say`request`, fields);
}

async function serveMcp(
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
  about: Record<string, string>,
): Promise<void> {
  const { headers, method = "" } = request;
  requireOurs(request, house.endpoint);
  if (openToPage(request, response, house.endpoint)) return;
  const principal = house.access(request);
  if (house.stopping.aborted) throw new HttpRefusal(503, "The server is stopping.", { Connection: "close" });
  if (!["POST", "GET", "DELETE"].includes(method)) {
    throw new HttpRefusal(405, "Method not allowed.", { Allow: "GET, POST, DELETE" });
  }
  house.callers.check?.(headers);
  // A body that never ends takes no caller's place.
  const read = method === "POST" ? await readJson(request, house.bodies) : undefined;
  const caller = await house.callers.callerOf(headers, principal);
  const release = caller.hold(() => {
    response.destroy();
  });
  try {
    await serveCaller({ caller, read }, request, response, house, about);
  } finally {
    release();
  }
}

async function serveCaller(
  { caller, read }: { readonly caller: Caller; readonly read: Body | undefined },
  request: IncomingMessage,
  response: ServerResponse,
  house: House,
  about: Record<string, string>,
): Promise<void> {
  const { headers, method } = request;
  if (read !== undefined) requireSmall(read);
  const body = read === undefined ? undefined : messageIn(read.json);
  const rpc = body !== undefined && "method" in body ? body.method : undefined;
  if (rpc !== undefined && /^[\w/]{1,60}$/.test(rpc)) about.rpc = rpc;
  const accepted = requireAcceptable(request, rpc);
  const traceparent = traceparentOf(headers.traceparent);
  const left = isListening(method, rpc)
    ? house.listeners.admit(caller.session, () => response.destroy())
    : undefined;
  try {
    const calls = house.calls.admit(caller.owner ?? caller.key, {
      calls: callsIn(body),
      bytes: read?.bytes ?? 0,
    });
    const facts = {
      requestId: about.requestId ?? "",
      principal: caller.key,
      traceparent,
      begin: () => calls.begin(),
      isRead: () => !response.writableNeedDrain,
      isThere: () => !request.socket.destroyed,
    };
    const exchange = { request, response, body, accepted, caller, facts, calls };
    try {
      if (!(await house.revision2026.serve(exchange))) await house.revision2025.serve(exchange);
    } finally {
      calls.received();
    }
  } finally {
    left?.();
  }
}

/** @throws MessageError */
function messageIn(body: unknown): Exchange["body"] {
  if (!Array.isArray(body)) return readMessage(body);
  if (body.length === 0) return [readMessage(undefined)];
  return body.map(readMessage);
}

function serveHealth({ method = "" }: IncomingMessage, response: ServerResponse, good: boolean): void {
  if (!["GET", "HEAD"].includes(method))
    throw new HttpRefusal(405, "Method not allowed.", { Allow: "GET, HEAD" });
  sendJson(
    response,
    good ? 200 : 503,
    { status: good ? "ok" : "unavailable" },
    { "Cache-Control": "no-store" },
  );
}

/** @returns why, for the line about the request, where no line of its own says it */
function refuse(error: unknown, response: ServerResponse, log: Log, requestId: string): string | undefined {
  const refusal = refusalOf(error);
  if (refusal.status === 500) log("error", describe(error), { requestId });
  else if ([401, 403].includes(refusal.status)) log("warning", own(refusal.message), { requestId });
  if (response.headersSent) response.destroy();
  else sendRefusal(response, refusal);
  return [401, 403, 500].includes(refusal.status) ? undefined : refusal.message;
}

function refusalOf(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof MessageError) return notAMessage(error);
  return new HttpRefusal(500, "Internal server error", {}, -32603);
}
