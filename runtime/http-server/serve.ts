import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Callers } from "../callers.ts";
import { credentialCallers } from "../credential-callers.ts";
import { requireAccess, type Endpoint } from "../endpoint.ts";
import type { Service } from "../service.ts";
import type { Session } from "../session.ts";
import { createUnderWay } from "../under-way.ts";
import { staticAccess } from "./access.ts";
import { createCallBounds } from "./call-bounds.ts";
import { answer } from "./door.ts";
import { createReadiness } from "./health.ts";
import { createLegacy } from "./legacy.ts";
import { createModern } from "./modern.ts";
import { notListening } from "./not-listening.ts";
import { say } from "../said.ts";

/** What a client may take its time with, in milliseconds; a stream that is open takes any time. */
const usual = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than a proxy before us keeps an idle connection.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2000,
};

/** How many there may be at one time, of all callers. */
const usualBounds = { connections: 4096, calls: 512 };

/** How long calls may still take once the server is told to stop, in milliseconds. */
const grace = 10_000;

/** How long an answer may take to get through then, in milliseconds. */
const flush = 1000;

export interface HttpServing {
  readonly service: Service;
  /** The operator's: `/readyz` asks its Kestra. */
  readonly session: Session;
  readonly endpoint: Endpoint;
  readonly callers: Callers;
  /** Others than the usual ones. */
  readonly limits?: Partial<typeof usual>;
  /** Likewise. */
  readonly bounds?: Partial<typeof usualBounds>;
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** How many MCP sessions are open. */
  readonly sessions: () => number;
  /** Takes nothing new, lets calls end, ends streams. @param ms how long calls may take */
  stop(ms?: number): Promise<void>;
}

/**
 * Serves over HTTP until `stop` aborts.
 * @param announce is told the URL: with port 0 nobody else knows it
 * @throws ConfigurationError where it cannot listen, or should not
 */
export async function serveHttp(
  service: Service,
  session: Session,
  stop: AbortSignal,
  announce: (url: string) => void,
): Promise<void> {
  const { endpoint } = session.config;
  requireAccess(endpoint);
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener("abort", () => {
      resolve();
    });
    if (stop.aborted) resolve();
  });
  const server = await listen({ service, session, endpoint, callers: credentialCallers(session) });
  session.detector.start();
  announce(server.url);
  await stopped;
  session.log("info", say`Stopping`);
  await server.stop();
}

/** @throws ConfigurationError where it cannot listen */
export async function listen(serving: HttpServing): Promise<Listening> {
  const { service, session, endpoint, callers, limits } = serving;
  const stopping = new AbortController();
  const calls = createUnderWay();
  const requests = createUnderWay();
  const legacy = createLegacy(service, endpoint, calls);
  const modern = createModern(service, calls);
  const bounds = { ...usualBounds, ...serving.bounds };
  const house = {
    endpoint,
    calls: createCallBounds(bounds.calls),
    callers,
    legacy,
    modern,
    access: staticAccess(endpoint),
    ready: createReadiness(session),
    stopping: stopping.signal,
    log: session.log,
  };
  const server = createServer({ ...usual, ...limits }, (request, response) => {
    void requests.track(answer(request, response, house));
  });
  server.maxConnections = bounds.connections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(notListening(error, endpoint));
    });
    server.listen(endpoint.port, endpoint.host, resolve);
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    sessions: () => legacy.sessions,
    async stop(ms = grace) {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      legacy.endStreams();
      await calls.settled(ms);
      legacy.close();
      await modern.close();
      await requests.settled(flush);
      server.closeAllConnections();
      await closed;
      callers.close();
    },
  };
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/mcp`;
}
