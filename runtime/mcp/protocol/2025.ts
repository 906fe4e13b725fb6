import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { SetLevelRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import type { jsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/types.js";
import { createAnswering2025 } from "./answering-2025.ts";
import type { Extra } from "./asking-2025.ts";
import { methodNotFound, ProtocolError } from "../handler.ts";
import type { JsonObject } from "../../json.ts";
import { describe } from "../../log.ts";
import { createConnection2025, initialized } from "./connection-2025.ts";
import type { ClientMessage } from "../wire/client-message.ts";
import { carriedBy, type RequestFacts } from "../request-facts.ts";
import {
  beginEarly,
  begunWith,
  handlerFor,
  type Begun,
  type BegunFacts,
  type EarlyAnswer,
  type LineReach,
} from "./early-answer.ts";
import { listMethods, type Serving } from "../service.ts";

/** The SDK would make ajv for forms, whose answers our handlers check themselves. */
const noValidator: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: "forms are not asked for" }),
};

/** Revisions 2024-10-07 to 2025-11-25 on one connection. */
export interface Binding2025 {
  /** Is given to a transport of the SDK's version 1. */
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  readonly server: Server;
  /** Begins to answer a request that the SDK has not seen. */
  readonly begin: (request: ClientMessage, facts: RequestFacts) => Begun<Extra>;
}

/** @param connection what it is like already, where it was begun without the SDK */
export function binding2025(serving: Serving, connection = createConnection2025()): Binding2025 {
  const { service, session } = serving;
  const { info, capabilities, instructions, methods } = service;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  const server = new Server(info, { capabilities, instructions, jsonSchemaValidator: noValidator });
  if ("logging" in capabilities) {
    server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
      connection.least = params.level;
      return {};
    });
  }
  const answerTo = createAnswering2025(
    serving,
    connection,
    () => server.getClientCapabilities() as JsonObject | undefined,
  );
  // The SDK's own schemas would refuse ill-typed arguments in a page of JSON.
  server.fallbackRequestHandler = async ({ method, params = {} }, extra) => {
    const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (handler === undefined) throw new ProtocolError(methodNotFound, "Method not found");
    const list = listMethods[method];
    const facts: BegunFacts<Extra> | undefined = carriedBy(extra.authInfo, serving);
    const reach = { signal: extra.signal, by: (act) => act(extra) } satisfies LineReach<Extra>;
    const begun = facts?.begun ?? (extra.authInfo?.extra?.begun as EarlyAnswer<Extra> | undefined);
    const answer = await (begun?.goOn(extra) ?? answerTo(handler, params, reach, facts));
    if (list !== undefined) connection.watch?.listed(list, facts?.principal);
    if (list === "tools") connection.watch?.listen(facts);
    return { ...answer };
  };
  server.onerror = (error) => {
    session.log("warning", describe(error));
  };
  server.oninitialized = () => {
    initialized(connection, serving, (notice) => server.notification(notice));
  };
  server.onclose = () => connection.watch?.stop();
  return {
    server,
    begin(request, facts) {
      const handler = handlerFor(request, methods);
      return begunWith(
        facts,
        beginEarly((reach) => answerTo(handler, request.params ?? {}, reach, facts)),
      );
    },
  };
}
