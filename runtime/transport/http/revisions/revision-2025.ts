import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Follow } from "../../../auth/follow.ts";
import { requireBatch } from "../../../mcp/wire/batches.ts";
import type { Caller } from "../callers/callers.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import type { Endpoint } from "../../../config/endpoint.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import { requireParameters2025 } from "../../../mcp/protocol/parameters-2025.ts";
import { binding2025 } from "../../../mcp/protocol/2025.ts";
import { carrying } from "../../../mcp/request-facts.ts";
import type { Service } from "../../../mcp/service.ts";
import { createInFlight, type InFlight } from "../../../mcp/in-flight.ts";
import { createEventMemory } from "./event-memory.ts";
import { sendAccepted } from "./accepted-reply.ts";
import { answerEarly, earlyCall } from "./early-2025.ts";
import { endedBy } from "./ended.ts";
import { isBatch, type Exchange } from "./exchange.ts";
import { agreed, readInitialize } from "./initialize.ts";
import { createMcpSessions } from "./mcp-sessions.ts";
import { mostStrangers } from "../callers/strangers.ts";
import { webRequest } from "../wire/reply.ts";
import { endResumed } from "./resumed.ts";
import { closedWithIt, openSession, type Session2025 } from "./session-2025.ts";
import { shareSessions, type SessionSharing } from "./session-sharing.ts";
import { withoutSession } from "./without-session.ts";

/** The revisions before 2026-07-28 over HTTP. */
export interface Revision2025 {
  /** Answers a request; settles when the answer is written. @throws HttpRefusal */
  serve(exchange: Exchange): Promise<void>;
  /** How many sessions are open. */
  readonly sessions: number;
  /** Ends the streams on which clients wait to be told things. */
  endStreams(): void;
  /** Closes the sessions here; those that are kept go on elsewhere. */
  close(): Promise<void>;
}

/** Rejects with StoreError where sessions are shared by a store that does not answer. */
export async function createRevision2025(
  service: Service,
  endpoint: Endpoint,
  inFlight: InFlight,
  {
    sharing,
    follow,
  }: { readonly sharing?: SessionSharing | undefined; readonly follow?: Follow | undefined },
): Promise<Revision2025> {
  const most = endpoint.maxSessions;
  const strangers = mostStrangers(most);
  const sessions = createMcpSessions<Session2025>({
    most,
    strangers,
    idle: endpoint.sessionIdle,
    reserve: endpoint.callerCredentials !== "never",
  });
  const parts = { service, inFlight, follow, sessions, memory: createEventMemory(limits.remembered) };
  const shared = sharing && (await shareSessions(parts, endpoint, sharing));
  const house = shared?.house ?? { ...parts, onClose: () => undefined };
  const find = (id: string, caller: Caller): Session2025 | Promise<Session2025> =>
    shared === undefined || sessions.get(id)?.key === caller.key
      ? sessions.find(id, caller.key)
      : shared.revived(id, caller);

  const serveNew = async (exchange: Exchange, initialize: ClientMessage) => {
    const { caller } = exchange;
    const session = await openSession(house, caller, { id: randomUUID(), revision: agreed(initialize) });
    session.seen(exchange.facts.principal);
    const body = readInitialize(initialize);
    const answer = await handle(session.transport, { ...exchange, body });
    if (answer.ok) {
      await shared?.opened(session, body, caller);
      await withUse(session, reply(answer, session.transport, exchange));
    } else {
      session.close();
      await reply(answer, session.transport, exchange);
    }
  };

  const withUse = async (session: Session2025, work: Promise<void>) => {
    const done = sessions.use(session.id, closedWithIt);
    try {
      await work;
    } finally {
      done();
    }
  };

  return {
    async serve(exchange) {
      const { request, body, caller } = exchange;
      for (const message of [body ?? []].flat()) requireParameters2025(message);
      if (endpoint.stateless) return serveAlone(service, inFlight, exchange);
      const id = request.headers["mcp-session-id"];
      if (id === undefined && isInitialize(body)) return serveNew(exchange, body);
      if (typeof id !== "string") throw withoutSession(exchange);
      const found = find(id, caller);
      const session = found instanceof Promise ? await found : found;
      if (isBatch(body)) requireBatch(body, revisionIn(request) ?? session.revision);
      stand(session, exchange);
      await shared?.heard(session, body);
      const answered = async () => {
        const isThere = () => exchange.facts.isThere() || session.streams > 0;
        const known = { ...exchange.facts, mcpSession: id, isThere };
        const call = earlyCall(session, exchange);
        const facts =
          call === undefined ? known : await answerEarly(session, { ...exchange, facts: known }, call);
        if (facts === undefined) return;
        session.requests.track(body, exchange.calls.over());
        const answer = await handle(session.transport, { ...exchange, facts });
        if (answer.ok) await shared?.taken(session, request.method, body);
        await reply(endResumed(answer, request, session.events), session.transport, exchange);
      };
      if (request.method !== "GET") return withUse(session, answered());
      session.streams++;
      return withUse(session, answered()).finally(() => {
        session.streams--;
      });
    },
    get sessions() {
      return sessions.size;
    },
    endStreams() {
      for (const { transport } of sessions.all()) transport.closeStandaloneSSEStream();
    },
    async close() {
      sessions.close();
      await shared?.close();
    },
  };
}

/** A session is of one client, and ends here with what its user gave that client: nothing that it began goes on. */
function stand(session: Session2025, { standing, facts: { principal } }: Exchange): void {
  session.seen(principal);
  standing.onChange((now) => {
    session.seen(now);
  });
  standing.onEnd(() => {
    session.close();
  });
}

async function handle(
  transport: WebStandardStreamableHTTPServerTransport,
  { request, body, facts, calls }: Exchange,
): Promise<Response> {
  const answer = await transport.handleRequest(webRequest(request), { parsedBody: body, ...carrying(facts) });
  // The SDK begins to handle what it was given in a later microtask.
  setImmediate(() => {
    calls.received();
  });
  return request.method === "POST" ? endedBy(calls.over(), answer) : answer;
}

/** Answers in a type that the client accepts; one that takes no stream cannot be asked anything on it. */
function reply(
  answer: Response,
  transport: WebStandardStreamableHTTPServerTransport,
  exchange: Exchange,
): Promise<void> {
  return sendAccepted(answer, exchange, (id) => {
    const error = {
      code: -32600,
      message: "The client accepts application/json alone, and cannot be asked.",
    };
    transport.onmessage?.({ jsonrpc: "2.0", id, error });
  });
}

/** What a client speaks that does not say it, as the transport section of 2025-06-18 has it. */
const assumedRevision = "2025-03-26";

function revisionIn({ headers }: IncomingMessage): string | undefined {
  const version = headers["mcp-protocol-version"];
  return typeof version === "string" ? version : undefined;
}

function isInitialize(body: Exchange["body"]): body is ClientMessage {
  return body !== undefined && !isBatch(body) && body.method === "initialize";
}

/** Serves one request without a session. A client that goes away does not cancel what it asked for. */
async function serveAlone(service: Service, whole: InFlight, exchange: Exchange): Promise<void> {
  const { request, response, body, caller } = exchange;
  if (request.method !== "POST") {
    throw new HttpRefusal(405, "Without sessions there is only POST.", { Allow: "POST" });
  }
  const revision = revisionIn(request) ?? assumedRevision;
  if (isBatch(body)) requireBatch(body, revision);
  const release = caller.hold(() => {
    response.destroy();
  });
  const inFlight = createInFlight(whole);
  const { server } = binding2025({
    service,
    session: caller.session,
    inFlight,
    transport: "http",
    protocol: () => revision,
  });
  try {
    exchange.standing.onEnd(() => void server.close());
    const transport = new WebStandardStreamableHTTPServerTransport({});
    await server.connect(transport);
    await reply(await handle(transport, exchange), transport, exchange);
    await inFlight.settled();
  } finally {
    await server.close();
    release();
  }
}
