import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import { requireBatch } from "../batches.ts";
import type { Caller } from "../callers.ts";
import type { ClientMessage } from "../client-message.ts";
import type { Endpoint } from "../endpoint.ts";
import { HttpRefusal } from "../http-refusal.ts";
import { describe } from "../log.ts";
import { requireParametersV1 } from "../protocol/parameters-v1.ts";
import { serverV1 } from "../protocol/v1.ts";
import type { Service } from "../service.ts";
import { createUnderWay, type UnderWay } from "../under-way.ts";
import { createEventMemory, type SessionEvents } from "./event-memory.ts";
import { sendAccepted } from "./accepted-reply.ts";
import type { Exchange } from "./exchange.ts";
import { createMcpSessions, type McpSession } from "./mcp-sessions.ts";
import { webRequest } from "./reply.ts";
import { endResumed } from "./resumed.ts";
import { withoutSession } from "./without-session.ts";

/** The revisions before 2026-07-28 over HTTP. */
export interface Legacy {
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
  readonly revision: string;
}

/** What is kept for clients that lost a stream, in characters. */
const mostRemembered = 32 * 1024 * 1024;

/** After how many milliseconds a client that lost its stream should come back. */
const retryInterval = 1000;

export function createLegacy(service: Service, endpoint: Endpoint, underWay: UnderWay): Legacy {
  const most = endpoint.maxSessions;
  const sessions = createMcpSessions<Session>({ most, idle: endpoint.sessionIdle });
  const memory = createEventMemory(mostRemembered);

  const open = async (caller: Caller, revision: string): Promise<Session> => {
    sessions.makeRoom(caller.key);
    const id = randomUUID();
    const events = memory.open();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      onsessioninitialized: () => {
        sessions.add(session);
      },
      eventStore: events,
      retryInterval,
    });
    const release = caller.hold();
    transport.onclose = () => {
      sessions.remove(id);
      events.forget();
      release();
    };
    // A client that goes away does not cancel what it asked for: until that settled the session is not idle.
    const busy: UnderWay = {
      ...underWay,
      track(request) {
        const done = sessions.use(session);
        request.then(done, done);
        return underWay.track(request);
      },
    };
    const server = serverV1({ service, session: caller.session, underWay: busy });
    const close = () => {
      server.close().catch((error: unknown) => {
        caller.session.log("warning", describe(error));
      });
    };
    const session = { id, key: caller.key, transport, events, revision, close };
    await server.connect(transport);
    return session;
  };

  const serveNew = async (exchange: Exchange) => {
    const session = await open(exchange.caller, agreed(exchange.body));
    const answer = await handle(session.transport, exchange);
    if (answer.ok) await withUse(session, reply(answer, session.transport, exchange));
    else {
      session.close();
      await reply(answer, session.transport, exchange);
    }
  };

  const withUse = async (session: Session, work: Promise<void>) => {
    const done = sessions.use(session);
    try {
      await work;
    } finally {
      done();
    }
  };

  return {
    async serve(exchange) {
      const { request, body, caller } = exchange;
      for (const message of [body ?? []].flat()) requireParametersV1(message);
      if (endpoint.stateless) return serveAlone(service, underWay, exchange);
      const id = request.headers["mcp-session-id"];
      if (id === undefined && isInitialize(body)) return serveNew(exchange);
      if (typeof id !== "string") throw withoutSession(exchange);
      const session = sessions.find(id, caller.key);
      if (isBatch(body)) requireBatch(body, revisionIn(request) ?? session.revision);
      const answered = async () => {
        const answer = await handle(session.transport, exchange);
        await reply(endResumed(answer, request, session.events), session.transport, exchange);
      };
      return withUse(session, answered());
    },
    get sessions() {
      return sessions.size;
    },
    endStreams() {
      for (const { transport } of sessions.all()) transport.closeStandaloneSSEStream();
    },
    close() {
      sessions.closeAll();
    },
  };
}

function handle(
  transport: WebStandardStreamableHTTPServerTransport,
  { request, body, facts }: Exchange,
): Promise<Response> {
  const authInfo = { token: "", clientId: facts.principal, scopes: [], extra: { ...facts } };
  return transport.handleRequest(webRequest(request), { parsedBody: body, authInfo });
}

/** Answers in a type that the client accepts; one that takes no stream cannot be asked anything on it. */
function reply(
  answer: Response,
  transport: WebStandardStreamableHTTPServerTransport,
  { response, accepted, body }: Exchange,
): Promise<void> {
  return sendAccepted(answer, response, accepted, {
    isBatch: isBatch(body),
    refuse(id) {
      const error = {
        code: -32600,
        message: "The client accepts application/json alone, and cannot be asked.",
      };
      transport.onmessage?.({ jsonrpc: "2.0", id, error });
    },
  });
}

/** What a client speaks that does not say it, as the transport section of 2025-06-18 has it. */
const assumedRevision = "2025-03-26";

function revisionIn({ headers }: IncomingMessage): string | undefined {
  const version = headers["mcp-protocol-version"];
  return typeof version === "string" ? version : undefined;
}

function isBatch(body: Exchange["body"]): body is readonly ClientMessage[] {
  return Array.isArray(body);
}

function isInitialize(body: Exchange["body"]): body is ClientMessage {
  return body !== undefined && !isBatch(body) && body.method === "initialize";
}

/** The revision that the SDK agrees on. */
function agreed(body: Exchange["body"]): string {
  const wanted = isInitialize(body) ? String(body.params?.protocolVersion) : "";
  return SUPPORTED_PROTOCOL_VERSIONS.includes(wanted) ? wanted : LATEST_PROTOCOL_VERSION;
}

/** Serves one request without a session. A client that goes away does not cancel what it asked for. */
async function serveAlone(service: Service, whole: UnderWay, exchange: Exchange): Promise<void> {
  const { request, body, caller } = exchange;
  if (request.method !== "POST") {
    throw new HttpRefusal(405, "Without sessions there is only POST.", { Allow: "POST" });
  }
  if (isBatch(body)) requireBatch(body, revisionIn(request) ?? assumedRevision);
  const release = caller.hold();
  const underWay = createUnderWay(whole);
  const server = serverV1({ service, session: caller.session, underWay });
  try {
    const transport = new WebStandardStreamableHTTPServerTransport({});
    await server.connect(transport);
    await reply(await handle(transport, exchange), transport, exchange);
    await underWay.settled();
  } finally {
    await server.close();
    release();
  }
}
