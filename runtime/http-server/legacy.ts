import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { randomUUID } from "node:crypto";
import { serverV1 } from "../protocol/v1.ts";
import type { Caller } from "../callers.ts";
import type { Endpoint } from "../endpoint.ts";
import { HttpRefusal } from "../http-refusal.ts";
import { isObject } from "../json.ts";
import { limits } from "../limits.ts";
import { describe } from "../log.ts";
import type { Service } from "../service.ts";
import { createUnderWay, type UnderWay } from "../under-way.ts";
import { createEventMemory, type SessionEvents } from "./event-memory.ts";
import { endedBy } from "./ended.ts";
import type { Exchange } from "./exchange.ts";
import { readInitialize } from "./initialize.ts";
import { createMcpSessions, type McpSession } from "./mcp-sessions.ts";
import { mostStrangers } from "../strangers.ts";
import { sendAnswer, webRequest } from "./reply.ts";
import { createRequests, type Requests } from "./requests.ts";
import { endResumed } from "./resumed.ts";

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
  readonly requests: Requests;
  /** Open ones that it did not open by a request: on them it can be asked, too. */
  streams: number;
}

/** After how many milliseconds a client that lost its stream should come back. */
const retryInterval = 1000;

export function createLegacy(service: Service, endpoint: Endpoint, underWay: UnderWay): Legacy {
  const most = endpoint.maxSessions;
  const strangers = mostStrangers(most);
  const sessions = createMcpSessions<Session>({ most, strangers, idle: endpoint.sessionIdle });
  const memory = createEventMemory(limits.remembered);

  const open = async (caller: Caller): Promise<Session> => {
    sessions.makeRoom(caller.key, caller.session.accepted);
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
    const requests = createRequests(transport);
    const release = caller.hold();
    transport.onclose = () => {
      sessions.remove(id);
      requests.close();
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
    const isAccepted = () => caller.session.accepted;
    const session = { id, key: caller.key, isAccepted, transport, events, requests, streams: 0, close };
    await server.connect(transport);
    return session;
  };

  const serveNew = async (exchange: Exchange) => {
    const session = await open(exchange.caller);
    const answer = await handle(session.transport, { ...exchange, body: readInitialize(exchange.body) });
    if (answer.ok) await withUse(session, sendAnswer(answer, exchange.response));
    else {
      session.close();
      await sendAnswer(answer, exchange.response);
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
      const { request, response, body, caller } = exchange;
      if (endpoint.stateless) return serveAlone(service, underWay, exchange);
      const id = request.headers["mcp-session-id"];
      if (id === undefined && isObject(body) && body.method === "initialize") return serveNew(exchange);
      if (typeof id !== "string") throw new HttpRefusal(400, "The header Mcp-Session-Id is needed.");
      const session = sessions.find(id, caller.key);
      const answered = async () => {
        const isThere = () => exchange.facts.isThere() || session.streams > 0;
        const facts = { ...exchange.facts, mcpSession: id, isThere };
        session.requests.track(body, exchange.calls.over);
        const answer = await handle(session.transport, { ...exchange, facts });
        await sendAnswer(endResumed(answer, request, session.events), response);
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
      sessions.closeAll();
    },
  };
}

async function handle(
  transport: WebStandardStreamableHTTPServerTransport,
  { request, body, facts, calls }: Exchange,
): Promise<Response> {
  const authInfo = { token: "", clientId: facts.principal, scopes: [], extra: { ...facts } };
  const answer = await transport.handleRequest(webRequest(request), { parsedBody: body, authInfo });
  // The SDK begins to handle what it was given in a later microtask.
  setImmediate(() => {
    calls.received();
  });
  return request.method === "POST" ? endedBy(calls.over, answer) : answer;
}

/** Serves one request without a session. A client that goes away does not cancel what it asked for. */
async function serveAlone(service: Service, whole: UnderWay, exchange: Exchange): Promise<void> {
  const { request, response, caller } = exchange;
  if (request.method !== "POST") {
    throw new HttpRefusal(405, "Without sessions there is only POST.", { Allow: "POST" });
  }
  const release = caller.hold();
  const underWay = createUnderWay(whole);
  const server = serverV1({ service, session: caller.session, underWay });
  try {
    const transport = new WebStandardStreamableHTTPServerTransport({});
    await server.connect(transport);
    await sendAnswer(await handle(transport, exchange), response);
    await underWay.settled();
  } finally {
    await server.close();
    release();
  }
}
