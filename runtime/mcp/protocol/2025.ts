import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CreateMessageResultSchema,
  ElicitResultSchema,
  ListRootsResultSchema,
  SetLevelRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import type { jsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/types.js";
import { createForms, type Forms } from "./forms.ts";
import { internalError, methodNotFound, ProtocolError, type Handler } from "../handler.ts";
import { limits } from "../../limits.ts";
import { describe } from "../../log.ts";
import { createConnection2025, initialized, wanting } from "./connection-2025.ts";
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
import { handle, methodContext, quietly } from "./method-context.ts";
import { isInputRequired, type InputRequest, type InputRequired } from "../../confirm/input-required.ts";

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The SDK would make ajv for forms, whose answers our handlers check themselves. */
const noValidator: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: "forms are not asked for" }),
};

/** What the client answers a request of ours with, and the capability that it declares for it. */
const asked = {
  "elicitation/create": { schema: ElicitResultSchema, capability: "elicitation" },
  "sampling/createMessage": { schema: CreateMessageResultSchema, capability: "sampling" },
  "roots/list": { schema: ListRootsResultSchema, capability: "roots" },
} as const;

/** Revisions 2024-10-07 to 2025-11-25 on one connection. */
export interface Binding2025 {
  /** Is given to a transport of the SDK's version 1. */
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  readonly server: Server;
  /** Begins to answer a request that the SDK has not seen. */
  readonly begin: (request: ClientMessage, facts: RequestFacts) => Begun<Extra>;
  /** Likewise, over stdio: `carryingEarly` tells the SDK that it has begun. */
  readonly beginWithoutFacts: (request: ClientMessage) => EarlyAnswer<Extra>;
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
  let forms: Forms | undefined;
  const answerTo = async (
    handler: Handler,
    params: Readonly<Record<string, unknown>>,
    { signal, by }: LineReach<Extra>,
    facts: RequestFacts | undefined,
  ): Promise<object> => {
    const call = facts?.begin();
    const send = (message: ServerNotification) => by((extra) => extra.sendNotification(message));
    try {
      let context = methodContext(serving, {
        signal,
        meta: params._meta as Extra["_meta"],
        facts,
        protocol: serving.protocol?.(),
        clientCapabilities: server.getClientCapabilities() as never,
        send: (message) => {
          quietly(send(message as ServerNotification), serving);
        },
        tell: wanting(connection, serving, (message) => send(message as ServerNotification)),
      });
      for (let round = 0; round < limits.rounds; round++) {
        const result = await handle(handler, params, context, serving);
        if (!isInputRequired(result)) return result;
        const { requestState } = result;
        const inputResponses = await (forms ??= createForms()).wait(
          call,
          facts?.isThere ?? (() => true),
          (withdrawn) => by((extra) => answers(result, server, extra, withdrawn)),
        );
        context = { ...context, requestState, inputResponses };
      }
      throw new ProtocolError(internalError, "The request asked its client too often.");
    } finally {
      call?.end();
    }
  };
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
      return begunWith(facts, (reach) => answerTo(handler, request.params ?? {}, reach, facts));
    },
    beginWithoutFacts(request) {
      const handler = handlerFor(request, methods);
      return beginEarly((reach) => answerTo(handler, request.params ?? {}, reach, undefined));
    },
  };
}

/** Asks the client what a result asks for, one after the other. @throws ProtocolError where it cannot be asked */
async function answers(
  { inputRequests = {} }: InputRequired,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  server: Server,
  extra: Extra,
  withdrawn: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const responses: Record<string, unknown> = {};
  for (const [key, request] of Object.entries(inputRequests)) {
    responses[key] = await answer(request, server.getClientCapabilities(), extra, withdrawn);
  }
  return responses;
}

async function answer(
  request: InputRequest,
  capabilities: Readonly<Record<string, unknown>> | undefined,
  extra: Extra,
  withdrawn: AbortSignal,
): Promise<unknown> {
  const { schema, capability } = asked[request.method];
  if (capabilities?.[capability] === undefined) {
    throw new ProtocolError(
      internalError,
      `The client has not declared ${capability}, which is needed here.`,
    );
  }
  try {
    return await extra.sendRequest(request as ServerRequest, schema, {
      timeout: limits.formTime,
      signal: AbortSignal.any([extra.signal, withdrawn]),
    });
  } catch {
    extra.signal.throwIfAborted();
    return null;
  }
}
