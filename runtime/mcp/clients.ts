import { KestraError } from "../errors.ts";
import { createHttp, type Http } from "../http-client/http-client.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { strangerOf, type Connection, type ServiceAddress } from "../network/connection.ts";
import { realClock } from "../http-client/retry.ts";
import { keptHttp } from "../kept/kept-http.ts";
import { keptSources } from "../kept/kept-sources.ts";
import { own, say } from "../text/said.ts";

/** How one service is reached: with what is its own, and nothing of another's. */
export interface Client {
  readonly connection: Connection;
  readonly http: Http;
}

/** One for each service, by the name that a plan says. */
export interface Clients {
  readonly kestra: Client;
  readonly [service: string]: Client | undefined;
}

/** Opens no connection yet. @param services besides Kestra, each with its address */
export function createClients(
  kestra: Client,
  services: Readonly<Record<string, ServiceAddress>> = {},
): Clients {
  const others = Object.entries(services).map(([name, address]) => {
    const connection = strangerOf(kestra.connection, name, address);
    const http = createHttp(connection);
    const { keeps } = address;
    const kept = keeps && keptHttp(http, keptSources(keeps, address.url), connection.timeout, realClock);
    return [name, { connection, http: kept ?? http }] as const;
  });
  return { ...Object.fromEntries(others), kestra };
}

/** The client that a plan is for. @throws KestraError where its service has no address */
export function clientFor(clients: Clients, { service = "kestra" }: RequestPlan): Client {
  const client = Object.hasOwn(clients, service) ? clients[service] : undefined;
  if (client !== undefined) return client;
  throw new KestraError(say`The service ${own(service)} has no address here: nothing was sent.`, 0);
}

/** Closes all sockets. */
export function closeClients(clients: Clients): void {
  for (const client of Object.values(clients)) client?.http.close();
}
