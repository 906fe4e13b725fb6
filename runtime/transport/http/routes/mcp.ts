import type { ConfirmTokens } from "../../../confirm/tokens.ts";
import type { Follow } from "../../../auth/follow.ts";
import type { IncomingMessage } from "node:http";
import { shortSession } from "../../../mcp/request-facts.ts";
import { own, say } from "../../../text/said.ts";
import { standingOf } from "../callers/standing.ts";
import { readMessage } from "../../../mcp/wire/client-message.ts";
import { traceparentOf } from "../../../http-client/traceparent.ts";
import { callsIn, type CallBounds } from "../bounds/call-bounds.ts";
import { isListening, type ListenerBounds } from "../bounds/listener-bounds.ts";
import { requireSmall } from "../bounds/message-limits.ts";
import type { Admit } from "../checks/admit.ts";
import { askedBy } from "../checks/asked-by.ts";
import type { Caller, Callers } from "../callers/callers.ts";
import { principalOf } from "../checks/authenticated.ts";
import type { Visit } from "../checks/check.ts";
import type { RateGuard } from "../checks/rate.ts";
import type { Exchange } from "../revisions/exchange.ts";
import { idsIn } from "../revisions/requests.ts";
import type { Revision2025 } from "../revisions/revision-2025.ts";
import type { Revision2026 } from "../revisions/revision-2026.ts";
import { requireAcceptable } from "../wire/accept.ts";
import { endOfLogin } from "../wire/login-ended.ts";
import { readJson, type Body } from "../wire/body.ts";
import type { ByteBudget } from "../wire/byte-budget.ts";
import type { HttpRoute } from "./route.ts";

/** What stands behind the MCP endpoint. */
export interface McpEndpoint {
  readonly callers: Callers;
  readonly calls: CallBounds;
  /** Bodies that are being read, and those that wait for a form. */
  readonly bodies: ByteBudget;
  readonly listeners: ListenerBounds;
  readonly admit?: Admit | undefined;
  readonly follow?: Follow | undefined;
  readonly rates: RateGuard;
  /** That stand for calls in each replica; absent: those of each session. */
  readonly confirmTokens?: ConfirmTokens | undefined;
  readonly revision2025: Revision2025;
  readonly revision2026: Revision2026;
}

/** The methods of the transport Streamable HTTP. */
export const mcpMethods = ["GET", "POST", "DELETE"];

/** Serves MCP: finds the caller, and gives its messages to the revision that they are of. */
export function serveMcp(endpoint: McpEndpoint): HttpRoute["serve"] {
  return async (visit) => {
    const { request, response } = visit;
    const { headers, method } = request;
    const principal = principalOf(visit);
    endpoint.callers.check?.(headers);
    // A body that never ends takes no caller's place.
    const read = method === "POST" ? await readJson(request, endpoint.bodies) : undefined;
    const caller = await endpoint.callers.callerOf(headers, principal);
    const release = caller.hold(() => {
      response.destroy();
    });
    try {
      await serveCaller({ visit, caller, read }, endpoint);
    } finally {
      release();
    }
  };
}

interface Admission {
  readonly visit: Visit;
  readonly caller: Caller;
  readonly read: Body | undefined;
}

async function serveCaller({ visit, caller, read }: Admission, endpoint: McpEndpoint): Promise<void> {
  const { request, response } = visit;
  if (read !== undefined) requireSmall(read);
  const body = read === undefined ? undefined : messageIn(read.json);
  const rpc = body !== undefined && "method" in body ? body.method : undefined;
  if (rpc !== undefined && /^[\w/]{1,60}$/.test(rpc)) visit.rpc = rpc;
  const accepted = requireAcceptable(request, rpc);
  if (body !== undefined)
    await endpoint.admit?.(
      [body].flat(),
      { principal: principalOf(visit), mcpSession: namedSession(request), ...askedBy(visit) },
      caller.session,
    );
  const count = callsIn(body);
  if (count > 0) await endpoint.rates.calls(principalOf(visit), count);
  const traceparent = traceparentOf(request.headers.traceparent);
  const listens = isListening(request.method, rpc);
  const left = listens ? endpoint.listeners.admit(caller.session, () => response.destroy()) : undefined;
  try {
    const calls = endpoint.calls.admit(caller.owner ?? caller.key, {
      calls: count,
      bytes: read?.bytes ?? 0,
    });
    const facts = {
      requestId: visit.id,
      address: visit.address,
      principal: principalOf(visit),
      caller: caller.key,
      // Written over for a session: on Node 20 a copy with one more member costs more than all the rest of it.
      mcpSession: undefined,
      confirmTokens: endpoint.confirmTokens,
      traceparent,
      begin: () => calls.begin(),
      isRead: () => !response.writableNeedDrain,
      isThere: () => !request.socket.destroyed && !response.writableEnded,
    };
    const standing = standingOf(request, facts.principal, endpoint.follow);
    const end = (what: "was revoked" | "is over") => {
      caller.session.log("info", say`What proved who calls ${own(what)}: what they were served is ended.`, {
        requestId: visit.id,
      });
      endOfLogin(response, { ids: idsIn(body), accepted });
    };
    standing.onEnd(() => {
      end("was revoked");
    });
    if (listens)
      standing.onExpire(() => {
        end("is over");
      });
    const exchange = { request, response, body, accepted, caller, facts, calls, standing };
    try {
      if (standing.isOver()) return;
      if (!(await endpoint.revision2026.serve(exchange))) await endpoint.revision2025.serve(exchange);
    } finally {
      calls.received();
      // Calls go on whose client went away.
      if (endpoint.follow !== undefined)
        void calls.over().then(() => {
          standing.leave();
        });
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

/** Of a session that is not looked for yet: what is none of ours is not told. */
function namedSession({ headers }: IncomingMessage): string | undefined {
  const id = headers["mcp-session-id"];
  return typeof id === "string" && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)
    ? shortSession(id)
    : undefined;
}
