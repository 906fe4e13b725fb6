import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { StoreError } from "../../errors.ts";
import { MessageError } from "../../mcp/wire/client-message.ts";
import { anotherRoute, type HttpServed, type Observer } from "../../observe/observer.ts";
import type { Visit } from "./checks/check.ts";
import type { HttpRoute } from "./routes/route.ts";
import type { ClientAddress } from "./wire/client-address.ts";
import { useOutbox, type Outbox } from "./wire/outbox.ts";
import { pathsOf, pathTold } from "./wire/path.ts";
import { requireTurn } from "./wire/pipeline.ts";
import { HttpRefusal, notAMessage } from "./wire/refusal.ts";
import { sendRefusal } from "./wire/reply.ts";

/** Answers any HTTP request. Settles when it is answered; never rejects. */
export type Router = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What stands around the routes. */
export interface RouterSurroundings {
  readonly outbox: Outbox;
  /** Is told of each request when it is answered. */
  readonly observer: Required<Pick<Observer, "http">>;
  readonly addressOf: ClientAddress;
  /** The path of the public URL, or nothing. */
  readonly prefix: string;
  /** The MCP endpoint, for whoever looks elsewhere. */
  readonly place: string;
}

export function createRouter(
  routes: readonly HttpRoute[],
  { outbox, observer, addressOf, prefix, place }: RouterSurroundings,
): Router {
  return async (request, response) => {
    const begun = performance.now();
    const { path, route } = found(routes, pathsOf(request.url, prefix));
    const visit: Visit = { request, response, id: randomUUID(), path, ...addressOf(request) };
    response.setHeader("X-Request-Id", visit.id);
    useOutbox(response, outbox);
    let failed: Failed = {};
    try {
      requireTurn(response);
      if (route === undefined)
        throw new HttpRefusal(404, `There is nothing here. The MCP endpoint is ${place}.`);
      await serve(visit, route);
    } catch (error) {
      failed = refuse(error, response);
    }
    observer.http({
      requestId: visit.id,
      method: request.method ?? "",
      route: route?.name ?? anotherRoute,
      path: pathTold(visit.path),
      address: visit.address,
      rpc: visit.rpc,
      ...failed,
      status: response.statusCode,
      ms: Math.round(performance.now() - begun),
      principal: visit.principal,
    });
  };
}

/** The first of the routes that one of the paths is of, and which that is. */
function found(
  routes: readonly HttpRoute[],
  paths: readonly [string, ...string[]],
): { readonly path: string; readonly route?: HttpRoute } {
  for (const route of routes) {
    const path = paths.find((one) => route.matches(one));
    if (path !== undefined) return { path, route };
  }
  return { path: paths[0] };
}

async function serve(visit: Visit, route: HttpRoute): Promise<void> {
  for (const check of route.checks) {
    const verdict = check(visit);
    // What can be answered at once is: bytes behind the request that are not HTTP would end the connection.
    if ((verdict instanceof Promise ? await verdict : verdict) === "answered") return;
  }
  const { methods } = route;
  if (methods !== undefined && !methods.includes(visit.request.method ?? "")) {
    throw new HttpRefusal(405, "Method not allowed.", { Allow: methods.join(", ") });
  }
  await route.serve(visit);
}

type Failed = Pick<HttpServed, "refused" | "error">;

function refuse(error: unknown, response: ServerResponse): Failed {
  const refusal = refusalOf(error);
  if (response.headersSent) response.destroy();
  else sendRefusal(response, refusal ?? new HttpRefusal(500, "Internal server error", {}, -32603));
  const refused = refusal && { refused: { status: refusal.status, reason: refusal.message } };
  // What the store said is for the operator.
  return refused === undefined || error instanceof StoreError ? { error, ...refused } : refused;
}

/** Undefined of what nobody foresaw. */
function refusalOf(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof StoreError)
    return new HttpRefusal(503, "The store does not answer. Try again later.", { "Retry-After": "5" });
  return error instanceof MessageError ? notAMessage(error) : undefined;
}
