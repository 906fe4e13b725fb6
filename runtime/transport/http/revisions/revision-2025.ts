import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import { requireBatch } from "../../../mcp/wire/batches.ts";
import type { Caller } from "../callers/callers.ts";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";
import type { Endpoint } from "../../../config/endpoint.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import { describe } from "../../../log.ts";
import { requireParameters2025 } from "../../../mcp/protocol/parameters-2025.ts";
import { server2025 } from "../../../mcp/protocol/2025.ts";
import { shortSession, withFacts } from "../../../mcp/request-facts.ts";
import type { Service } from "../../../mcp/service.ts";
import { createInFlight, type InFlight } from "../../../mcp/in-flight.ts";
import { createEventMemory, type SessionEvents } from "./event-memory.ts";
import { sendAccepted } from "./accepted-reply.ts";
import { endedBy } from "./ended.ts";
import { isBatch, type Exchange } from "./exchange.ts";
import { readInitialize } from "./initialize.ts";
import { createMcpSessions, type McpSession } from "./mcp-sessions.ts";
import { mostStrangers } from "../callers/strangers.ts";
import { webRequest } from "../wire/reply.ts";
import { createRequests, type Requests } from "./requests.ts";
import { endResumed } from "./resumed.ts";
import { say } from "../../../text/said.ts";
import { withoutSession } from "./without-session.ts";

/** The revisions before 2026-07-28 over HTTP. */
export interface Revision2025 {
  /** Answers a request; settles when the answer is written. @throws HttpRefusal */
  serve(exchange: Exchange): Promise<void>;
  /** How many sessions are open. */
  readonly sessions: number;
  /** Ends the streams on which clients wait to be told things. */
  endStreams(): void;
  close(): void;
}

interface Session extends McpSession {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly events: SessionEvents;
  readonly requests: Requests;
  readonly revision: string;
  /** Open ones that it did not open by a request: on them it can be asked, too. */
  streams: number;
}

/** After how many milliseconds a client that lost its stream should come back. */
const retryInterval = 1000;

export function createRevision2025(service: Service, endpoint: Endpoint, inFlight: InFlight): Revision2025 {
  const most = endpoint.maxSessions;
  const strangers = mostStrangers(most);
  const sessions = createMcpSessions<Session>({
    most,
    strangers,
    idle: endpoint.sessionIdle,
    reserve: endpoint.callerCredentials !== "never",
  });
  const memory = createEventMemory(limits.remembered);

  const open = async (caller: Caller, revision: string): Promise<Session> => {
    const owner = caller.owner ?? caller.key;
    sessions.makeRoom({ owner, isAccepted: () => caller.session.accepted });
    const id = randomUUID();
    const events = memory.open();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessioninitialized: () => {
        sessions.add(id, session);
      },
      eventStore: events,
      retryInterval,
    });
    const requests = createRequests(transport);
    const release = caller.hold(() => {
      session.close();
    });
    transport.onclose = () => {
      sessions.remove(id);
      requests.close();
      events.forget();
      release();
    };
    // A client that goes away does not cancel what it asked for: until that settled the session is not idle.
    const busy: InFlight = {
      ...inFlight,
      track(request) {
        const done = sessions.use(session.id, closedWithIt);
        request.then(done, done);
        return inFlight.track(request);
      },
    };
    const server = server2025({
      service,
      session: caller.session,
      inFlight: busy,
      transport: "http",
      protocol: () => revision,
    });
    const close = () => {
      server.close().catch((error: unknown) => {
        caller.session.log("warning", describe(error));
      });
    };
    const session: Session = {
      id,
      key: caller.key,
      owner,
      isAccepted: () => caller.session.accepted,
      transport,
      events,
      requests,
      revision,
      streams: 0,
      close,
      giveWay() {
        caller.session.log("info", say`A session was closed to make room for another one.`, {
          mcpSession: shortSession(id),
        });
        close();
      },
    };
    await server.connect(transport);
    return session;
  };

  const serveNew = async (exchange: Exchange, initialize: ClientMessage) => {
    const session = await open(exchange.caller, agreed(initialize));
    const answer = await handle(session.transport, { ...exchange, body: readInitialize(initialize) });
    if (answer.ok) await withUse(session, reply(answer, session.transport, exchange));
    else {
      session.close();
      await reply(answer, session.transport, exchange);
    }
  };

  const withUse = async (session: Session, work: Promise<void>) => {
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
      const session = sessions.find(id, caller.key);
      if (isBatch(body)) requireBatch(body, revisionIn(request) ?? session.revision);
      const answered = async () => {
        const isThere = () => exchange.facts.isThere() || session.streams > 0;
        const facts = { ...exchange.facts, mcpSession: id, isThere };
        session.requests.track(body, exchange.calls.over);
        const answer = await handle(session.transport, { ...exchange, facts });
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
    close() {
      sessions.close();
    },
  };
}

/** A use of a session ends when it is closed: there is nothing more to end. */
const closedWithIt = () => undefined;

async function handle(
  transport: WebStandardStreamableHTTPServerTransport,
  { request, body, facts, calls }: Exchange,
): Promise<Response> {
  const answer = await withFacts(facts, () =>
    transport.handleRequest(webRequest(request), { parsedBody: body }),
  );
  // The SDK begins to handle what it was given in a later microtask.
  setImmediate(() => {
    calls.received();
  });
  return request.method === "POST" ? endedBy(calls.over, answer) : answer;
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

/** The revision that the SDK agrees on. */
function agreed({ params }: ClientMessage): string {
  const wanted = String(params?.protocolVersion);
  return SUPPORTED_PROTOCOL_VERSIONS.includes(wanted) ? wanted : LATEST_PROTOCOL_VERSION;
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
  const server = server2025({
    service,
    session: caller.session,
    inFlight,
    transport: "http",
    protocol: () => revision,
  });
  try {
    const transport = new WebStandardStreamableHTTPServerTransport({});
    await server.connect(transport);
    await reply(await handle(transport, exchange), transport, exchange);
    await inFlight.settled();
  } finally {
    await server.close();
    release();
  }
}
