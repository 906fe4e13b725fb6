import { onTestFinished } from "vitest";
import type { Authentication } from "../../../runtime/transport/http/authentication.ts";
import type { Callers } from "../../../runtime/transport/http/callers/callers.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { listen, type HttpServing, type Listening } from "../../../runtime/transport/http/serve.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { createLog, jsonLine } from "../../../runtime/log.ts";
import { masker } from "../../../runtime/masking/masker.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import type { Service } from "../../../runtime/mcp/service.ts";
import type { WatchedOperation } from "../../../runtime/operation/operation.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { createSession, type Session } from "../../../runtime/mcp/session.ts";
import type { Observer } from "../../../runtime/observe/observer.ts";
import { configs, httpServer, json, type Asked, type Respond } from "../../runtime/support/server.ts";
import { compiled } from "../../runtime/support/tools.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A server over HTTP in this process, against a Kestra of the test's own. */
export interface Serving extends Listening {
  /** Without its path. */
  readonly origin: string;
  readonly session: Session;
  /** What Kestra was asked, besides `/configs`. */
  readonly asked: readonly Asked[];
  /** The lines of the log. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
}

export interface ServingOptions {
  readonly env?: Environment;
  readonly service?: Service;
  /** Other tools than those of the tests. */
  readonly tools?: Compiled;
  readonly callers?: (operator: Session) => Callers;
  /** Besides the log. */
  readonly observers?: readonly Observer[];
  readonly store?: Store;
  readonly operation?: WatchedOperation;
  readonly authentication?: HttpServing["authentication"];
  readonly limits?: HttpServing["limits"];
  readonly bounds?: HttpServing["bounds"];
  /** In its place, of the operator's session. */
  readonly authenticationOf?: (operator: Session) => Authentication | Promise<Authentication>;
}

/** Serves; stopped when the test ends. @param respond answers every request to Kestra but `/configs` */
export async function serving(respond: Respond, options: ServingOptions = {}): Promise<Serving> {
  const asked: Asked[] = [];
  const kestra = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") {
      json(response, configs);
      return;
    }
    asked.push(one);
    respond(one, response);
  });
  const env = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_LOG_LEVEL: "DEBUG",
    ...options.env,
  };
  const config = readConfig(env);
  const logged: Record<string, unknown>[] = [];
  const log = createLog(
    config.logLevel,
    (line) => logged.push(JSON.parse(line) as Record<string, unknown>),
    masker(config.connection.credentials, config.endpoint.authToken ?? ""),
    () => new Date(0),
    jsonLine,
  );
  const session = createSession(options.tools ?? compiled, config, log, {
    observers: options.observers ?? options.operation?.observers ?? [],
    tracing: options.operation?.tracing,
  });
  const server = await listen({
    service: options.service ?? kestraService("9.9.9"),
    session,
    endpoint: config.endpoint,
    ...(options.callers && { callers: options.callers(session) }),
    store: options.store,
    metrics: options.operation?.metrics,
    authentication: (await options.authenticationOf?.(session)) ?? options.authentication,
    ...(options.limits && { limits: options.limits }),
    ...(options.bounds && { bounds: options.bounds }),
  });
  onTestFinished(async () => {
    await server.stop(0);
    session.close();
  });
  return Object.assign(server, { session, asked, logged, origin: new URL(server.url).origin });
}

/** Answers every request with a box. */
export const box: Respond = (_, response) => {
  json(response, { id: "a" });
};

/** Waits for what comes sooner or later: the test's own time is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
