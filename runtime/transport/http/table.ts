import type { Authenticate } from "../../auth/authenticate.ts";
import type { Endpoint } from "../../config/endpoint.ts";
import { authenticated } from "./checks/authenticated.ts";
import { answerAhead, openToPages } from "./checks/cors.ts";
import { ours } from "./checks/guard.ts";
import { running } from "./checks/running.ts";
import { serveHealth } from "./routes/health.ts";
import { mcpMethods, serveMcp, type McpEndpoint } from "./routes/mcp.ts";
import { isNeighbour, serveNeighbour } from "./routes/neighbours.ts";
import { at, type HttpRoute } from "./routes/route.ts";

/** What the routes need of the server. */
export interface House extends McpEndpoint {
  readonly endpoint: Endpoint;
  readonly authenticate: Authenticate;
  /** That proving who calls needs. */
  readonly routes: readonly HttpRoute[];
  /** Whether Kestra answers. */
  readonly ready: () => Promise<boolean>;
  /** Aborts when the server is told to stop. */
  readonly stopping: AbortSignal;
}

/** Everything that is served over HTTP. */
export function table(house: House): readonly HttpRoute[] {
  const { endpoint, authenticate, stopping, ready, routes } = house;
  const fromOutside = [ours(endpoint), openToPages(endpoint)];
  // Where tokens are given out, clients in pages of others find out how to get one.
  const ahead = endpoint.auth === "token" ? [] : [answerAhead()];
  const health = { checks: [], methods: ["GET", "HEAD"] };
  return [
    {
      ...at("/mcp"),
      checks: [...fromOutside, ...ahead, authenticated(authenticate), running(stopping)],
      methods: mcpMethods,
      serve: serveMcp(house),
    },
    ...routes.map((route) => ({
      ...route,
      checks: [ours(endpoint, route.isForAnyPage), running(stopping), ...route.checks],
    })),
    { ...at("/healthz"), ...health, serve: serveHealth(() => true) },
    { ...at("/readyz"), ...health, serve: serveHealth(() => !stopping.aborted && ready()) },
    { name: "a neighbour", matches: isNeighbour, checks: fromOutside, serve: serveNeighbour(endpoint) },
  ];
}
