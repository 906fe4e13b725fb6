import { aborted } from "../../deadline.ts";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import type { Authentication } from "./authentication.ts";
import type { Callers } from "./callers/callers.ts";
import { credentialCallers } from "./callers/credential-callers.ts";
import { hasRoles, mcpPlace, prefixOf, requireAccess, type Endpoint } from "../../config/endpoint.ts";
import { lazy } from "../../lazy.ts";
import { limits } from "../../limits.ts";
import type { Service } from "../../mcp/service.ts";
import type { Session } from "../../mcp/session.ts";
import { mostStrangers } from "./callers/strangers.ts";
import { createInFlight } from "../../mcp/in-flight.ts";
import type { Store } from "../../store/store.ts";
import { rateGuard, type RateGuard } from "./checks/rate.ts";
import { byStaticToken } from "./checks/static-token.ts";
import { refuseBroken } from "./wire/broken-request.ts";
import { createByteBudget } from "./wire/byte-budget.ts";
import { createCallBounds } from "./bounds/call-bounds.ts";
import { createRouter } from "./router.ts";
import { table } from "./table.ts";
import { createSharedConfirmTokens, type ConfirmTokens } from "../../confirm/tokens.ts";
import { replicaKeys, type ReplicaKeys } from "./replica-secret.ts";
import { logged, tellStart, tellTools, tellUnnamed, type Teller } from "./told.ts";
import { createReadiness, type Trouble } from "./routes/readiness.ts";
import { createRevision2025 } from "./revisions/revision-2025.ts";
import { createListenerBounds } from "./bounds/listener-bounds.ts";
import { createRevision2026 } from "./revisions/revision-2026.ts";
import { clientAddress, isAmong } from "./wire/client-address.ts";
import { createOutbox } from "./wire/outbox.ts";
import type { Metrics } from "../../operation/metrics.ts";
import { listenMetrics } from "./metrics-server.ts";
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
  /** Absent: by the credentials that each brings. */
  readonly callers?: Callers;
  /** Puts users who log in before the others; closes those with its own. */
  readonly users?: ((others: Callers) => Callers) | undefined;
  /** Absent: by tokens that the operator gave out. */
  readonly authentication?: Authentication | undefined;
  /** Where replicas keep what is of all. */
  readonly store?: Store | undefined;
  /** What is counted, where the operator wants it. */
  readonly metrics?: Metrics | undefined;
  /** Tells the operator at any level of the log; absent: it is logged. */
  readonly tell?: Teller | undefined;
  /** Others than the usual ones. */
  readonly limits?: Partial<Times>;
  /** Likewise. */
  readonly bounds?: Partial<HttpBounds>;
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Of the metrics, where they have an address of their own. */
  readonly metricsUrl?: string | undefined;
  /** How many MCP sessions are open. */
  readonly sessions: () => number;
  /** What is in the way of its work. */
  readonly troubles: () => Promise<readonly Trouble[]>;
  /** From now on it says that it stops, and still serves. */
  leave(): void;
  /** Takes nothing new, lets calls end, ends streams. @param ms how long calls may take */
  stop(ms?: number): Promise<void>;
}

/** What the program gives the server. */
interface GivenByProgram extends Pick<HttpServing, "metrics" | "store" | "authentication" | "users"> {
  readonly tell: Teller;
}

/**
 * Serves over HTTP until `stop` aborts.
 * @param given.authentication absent: by tokens that the operator gave out
 * @param given.tell writes a line for whoever started us: the URL, since with port 0 nobody else knows it, and why stopping takes time
 * @throws ConfigurationError where it cannot listen, or should not
 */
export async function serveHttp(
  service: Service,
  session: Session,
  stop: AbortSignal,
  { tell, ...given }: GivenByProgram,
): Promise<void> {
  const { endpoint } = session.config;
  if (given.authentication === undefined) requireAccess(endpoint);
  const stopped = aborted(stop);
  const server = await listen({ service, session, endpoint, tell, ...given });
  session.detector.start();
  tellStart(session, given.store, tell);
  const { publicUrl } = endpoint;
  tell(
    `Listening on ${server.url}${publicUrl === undefined ? "" : `, for clients at ${mcpPlace(endpoint)}`}`,
  );
  void tellTools(session, (...told) => {
    if (!stop.aborted) tell(...told);
  });
  void server.troubles().then((troubles) => {
    for (const { said } of troubles) tell(`Not ready: ${said.masked(session.mask)}`, "warning");
  });
  await stopped;
  session.log("info", say`Stopping`);
  server.leave();
  if (endpoint.stopDelay > 0) {
    tell(
      `Stopping in ${endpoint.stopDelay / 1000} s: /readyz fails from now on. A second signal ends at once.`,
    );
    await wait(endpoint.stopDelay);
  }
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
  const { service, session, endpoint, authentication, metrics } = serving;
  const access =
    authentication === undefined && hasRoles(endpoint)
      ? await (await import("../../access/on-first-use.ts")).onFirstUse.readAccess(endpoint, session.compiled)
      : undefined;
  const keys = serving.store && (await replicaKeys(serving.store));
  const others = serving.callers ?? credentialCallers(session, {}, keys?.callers);
  const callers = serving.users?.(others) ?? others;
  const stopping = new AbortController();
  const leaving = new AbortController();
  const troubles = createReadiness({ session, store: serving.store, trouble: authentication?.trouble });
  const inFlight = createInFlight();
  const requests = createInFlight();
  const { store } = serving;
  const sharing = store && { store, now: () => Date.now() };
  const revision2025 = await createRevision2025(service, endpoint, inFlight, {
    sharing,
    follow: authentication?.follow,
  });
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
    follow: authentication?.follow,
    routes: authentication?.routes ?? [],
    confirmTokens: keys && store && sharedTokens(keys, store),
    reasons: async () => (await troubles()).map(({ reason }) => reason),
    leaving: leaving.signal,
    observer: session.observer,
    rates: ratesOf(serving),
    metrics: endpoint.metrics === "on" ? metrics : undefined,
    stopping: stopping.signal,
  };
  const route = createRouter(table(house), {
    outbox: createOutbox(bounds),
    observer: session.observer,
    addressOf: clientAddress(endpoint.trustedProxies, tellUnnamed(serving.tell ?? logged(session))),
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
  metrics?.sessionsBy(() => revision2025.sessions);
  const own =
    metrics === undefined || typeof endpoint.metrics === "string"
      ? undefined
      : await listenMetrics(metrics, endpoint.metrics);
  return {
    metricsUrl: own?.url,
    url: urlOf(server.address() as AddressInfo),
    sessions: () => revision2025.sessions,
    troubles,
    leave() {
      leaving.abort();
    },
    async stop(ms: number = limits.stopTime) {
      leaving.abort();
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      revision2025.endStreams();
      await inFlight.settled(ms);
      await revision2025.close();
      await revision2026.close();
      await requests.settled(limits.flushTime);
      server.closeAllConnections();
      await closed;
      callers.close();
      await own?.close();
      await authentication?.close();
    },
  };
}

/** Tokens of calls that are confirmed, which count in each replica, and once in all. */
function sharedTokens(keys: ReplicaKeys, store: Store): ConfirmTokens {
  return createSharedConfirmTokens(
    keys.confirmations,
    () => Date.now(),
    (id, expires) => store.add("confirmation", { id, body: {}, expires }),
  );
}

/** How often one may ask. */
function ratesOf({ endpoint, session, store }: HttpServing): RateGuard {
  const { userRate: user, clientRate: client, addressRate: address, trustedProxies } = endpoint;
  const isOfMany = isAmong(["loopback", ...trustedProxies]);
  return rateGuard({
    limits: lazy(async () => {
      const { createRateLimits } = await import("../../operation/rate-limits.ts");
      return createRateLimits({ user, client, address }, store);
    }),
    // A proxy that names nobody asks for itself; one that names what is no address hands on what a client made up.
    isCounted: ({ address: from, isStandIn = false }) =>
      address > 0 && from !== "" && (isStandIn || !isOfMany(from)),
    observer: session.observer,
  });
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/mcp`;
}
