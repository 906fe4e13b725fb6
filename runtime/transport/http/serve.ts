import { aborted } from "../../deadline.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Authentication } from "./authentication.ts";
import type { Callers } from "./callers/callers.ts";
import { credentialCallers } from "./callers/credential-callers.ts";
import { hasRoles, mcpPlace, prefixOf, requireAccess, type Endpoint } from "../../config/endpoint.ts";
import { limits } from "../../limits.ts";
import type { Service } from "../../mcp/service.ts";
import type { Session } from "../../mcp/session.ts";
import { mostStrangers } from "./callers/strangers.ts";
import { createInFlight } from "../../mcp/in-flight.ts";
import { byStaticToken } from "./checks/static-token.ts";
import { refuseBroken } from "./wire/broken-request.ts";
import { createByteBudget } from "./wire/byte-budget.ts";
import { createCallBounds } from "./bounds/call-bounds.ts";
import { createRouter } from "./router.ts";
import { table } from "./table.ts";
import { createReadiness } from "./routes/readiness.ts";
import { createRevision2025 } from "./revisions/revision-2025.ts";
import { createListenerBounds } from "./bounds/listener-bounds.ts";
import { createRevision2026 } from "./revisions/revision-2026.ts";
import { clientAddress } from "./wire/client-address.ts";
import { createOutbox } from "./wire/outbox.ts";
import { notListening } from "./not-listening.ts";
import { say } from "../../text/said.ts";

/** What a client may take its time with, in milliseconds; a stream that is open takes any time. */
interface Times {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionsCheckingInterval: number;
}

const usualTimes: Times = {
  headersTimeout: limits.headersTime,
  requestTimeout: limits.requestTime,
  keepAliveTimeout: limits.keepAliveTime,
  connectionsCheckingInterval: 2000,
};

/** By the names of the limits. */
type HttpBounds = Readonly<
  Record<"connections" | "calls" | "callBodies" | "bodies" | "unread" | "unreadTime", number>
>;

export interface HttpServing {
  readonly service: Service;
  /** The operator's: `/readyz` asks its Kestra. */
  readonly session: Session;
  readonly endpoint: Endpoint;
  readonly callers: Callers;
  /** Absent: by tokens that the operator gave out. */
  readonly authentication?: Authentication | undefined;
  /** Others than the usual ones. */
  readonly limits?: Partial<Times>;
  /** Likewise. */
  readonly bounds?: Partial<HttpBounds>;
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
 * @param authentication absent: by tokens that the operator gave out
 * @param tell writes a line for whoever started us: the URL, since with port 0 nobody else knows it, and why stopping takes time
 * @throws ConfigurationError where it cannot listen, or should not
 */
export async function serveHttp(
  service: Service,
  session: Session,
  stop: AbortSignal,
  tell: (line: string) => void,
  authentication?: Authentication,
): Promise<void> {
  const { endpoint } = session.config;
  if (authentication === undefined) requireAccess(endpoint);
  const stopped = aborted(stop);
  const server = await listen({
    service,
    session,
    endpoint,
    callers: credentialCallers(session),
    authentication,
  });
  session.detector.start();
  const { publicUrl } = endpoint;
  tell(
    `Listening on ${server.url}${publicUrl === undefined ? "" : `, for clients at ${mcpPlace(endpoint)}`}`,
  );
  await stopped;
  session.log("info", say`Stopping`);
  const waits = setTimeout(() => {
    tell(
      `Stopping. Calls are under way, and may take up to ${limits.stopTime / 1000} s more; a second signal ends at once.`,
    );
  }, limits.sameSignalTime);
  await server.stop();
  clearTimeout(waits);
}

/** @throws ConfigurationError where it cannot listen, and where what the operator says of roles is wrong */
export async function listen(serving: HttpServing): Promise<Listening> {
  const { service, session, endpoint, callers, authentication } = serving;
  const access =
    authentication === undefined && hasRoles(endpoint)
      ? await (await import("../../access/on-first-use.ts")).onFirstUse.readAccess(endpoint, session.compiled)
      : undefined;
  for (const warning of access?.warnings ?? []) session.log("warning", warning);
  const stopping = new AbortController();
  const inFlight = createInFlight();
  const requests = createInFlight();
  const revision2025 = createRevision2025(service, endpoint, inFlight);
  const revision2026 = createRevision2026(service, inFlight);
  const bounds: HttpBounds = { ...limits, ...serving.bounds };
  const bodies = createByteBudget(bounds.bodies);
  const house = {
    endpoint,
    calls: createCallBounds({ calls: bounds.calls, bytes: bounds.callBodies }, bodies),
    bodies,
    listeners: createListenerBounds(mostStrangers(endpoint.maxSessions)),
    callers,
    revision2025,
    revision2026,
    authenticate: authentication?.authenticate ?? byStaticToken(endpoint, access),
    admit: authentication?.admit,
    routes: authentication?.routes ?? [],
    ready: createReadiness(session),
    stopping: stopping.signal,
  };
  const route = createRouter(table(house), {
    outbox: createOutbox(bounds),
    observer: session.observer,
    addressOf: clientAddress(endpoint.trustedProxies),
    prefix: prefixOf(endpoint),
    place: mcpPlace(endpoint),
  });
  const server = createServer(
    { maxHeaderSize: limits.head, ...usualTimes, ...serving.limits },
    (request, response) => {
      void requests.track(route(request, response));
    },
  );
  server.maxConnections = bounds.connections;
  // Node would leave out what is beyond: they are counted, and refused.
  server.maxHeadersCount = 0;
  server.on("clientError", (error, socket) => {
    refuseBroken(error, socket, session.observer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(notListening(error, endpoint));
    });
    server.listen(endpoint.port, endpoint.host, resolve);
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    sessions: () => revision2025.sessions,
    async stop(ms: number = limits.stopTime) {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      revision2025.endStreams();
      await inFlight.settled(ms);
      revision2025.close();
      await revision2026.close();
      await requests.settled(limits.flushTime);
      server.closeAllConnections();
      await closed;
      callers.close();
      await authentication?.close();
    },
  };
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/mcp`;
}
