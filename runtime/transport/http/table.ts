import type { Authenticate } from "../../auth/authenticate.ts";
import type { Endpoint } from "../../config/endpoint.ts";
import type { Observer } from "../../observe/observer.ts";
import { authenticated, principalOf } from "./checks/authenticated.ts";
import { answerAhead, openToPages } from "./checks/cors.ts";
import { ours } from "./checks/guard.ts";
import type { Check } from "./checks/check.ts";
import type { RateGuard } from "./checks/rate.ts";
import { running } from "./checks/running.ts";
import { serveHealth, serveReadiness } from "./routes/health.ts";
import { mcpMethods, serveMcp, type McpEndpoint } from "./routes/mcp.ts";
import type { Metrics } from "../../operation/metrics.ts";
import { operatorOnly, serveMetrics } from "./routes/metrics.ts";
import { isNeighbour, serveNeighbour } from "./routes/neighbours.ts";
import { at, type HttpRoute } from "./routes/route.ts";

/** What the routes need of the server. */
export interface House extends McpEndpoint {
  readonly endpoint: Endpoint;
  readonly authenticate: Authenticate;
  /** Hears of tokens that are refused. */
  readonly observer: Required<Pick<Observer, "access">>;
  /** That proving who calls needs. */
  readonly routes: readonly HttpRoute[];
  /** How often one may ask. */
  readonly rates: RateGuard;
  /** What is counted, where it is read beside `/mcp`. */
  readonly metrics?: Metrics | undefined;
  /** Why the server cannot do its work, in words for strangers; none where it can. */
  readonly reasons: () => Promise<readonly string[]>;
  /** Aborts when the server is about to stop: it still serves, and takes itself out of what sends it requests. */
  readonly leaving: AbortSignal;
  /** Aborts when the server is told to stop. */
  readonly stopping: AbortSignal;
}

/** Counts a request as one call of whoever sends it. */
function asCall(rates: RateGuard): Check {
  return async (visit) => {
    await rates.calls(principalOf(visit), 1);
    return undefined;
  };
}

/** Everything that is served over HTTP. */
export function table(house: House): readonly HttpRoute[] {
  const { endpoint, authenticate, observer, stopping, leaving, reasons, routes, metrics, rates } = house;
  const own = [ours(endpoint), rates.check];
  const fromOutside = [...own, openToPages(endpoint)];
  // Where tokens are given out, clients in pages of others find out how to get one.
  const ahead = endpoint.auth === "token" ? [] : [answerAhead()];
  const health = { checks: [], methods: ["GET", "HEAD"] };
  return [
    {
      ...at("/mcp"),
      checks: [...fromOutside, ...ahead, authenticated(authenticate, observer), running(stopping)],
      methods: mcpMethods,
      serve: serveMcp(house),
    },
    ...routes.map((route) => ({
      ...route,
      checks: [
        ours(endpoint, route.isForAnyPage),
        rates.check,
        running(stopping),
        ...route.checks,
        ...(route.isCall === true ? [authenticated(authenticate, observer), asCall(rates)] : []),
      ],
    })),
    ...(metrics === undefined
      ? []
      : [
          {
            ...at("/metrics"),
            checks: [...own, authenticated(authenticate, observer), operatorOnly],
            methods: ["GET"],
            serve: serveMetrics(metrics),
          },
        ]),
    { ...at("/healthz"), ...health, serve: serveHealth },
    {
      ...at("/readyz"),
      ...health,
      serve: serveReadiness(async () => (leaving.aborted ? ["stopping"] : reasons())),
    },
    { name: "a neighbour", matches: isNeighbour, checks: fromOutside, serve: serveNeighbour(endpoint) },
  ];
}
