import type { ServerNotification } from "@modelcontextprotocol/sdk/types.js";
import type { Extra } from "./asking-2025.ts";
import type { JsonObject } from "../../json.ts";
import { createForms, type Forms } from "./forms.ts";
import { internalError, ProtocolError, type Handler } from "../handler.ts";
import { limits } from "../../limits.ts";
import { wanting, type Connection2025 } from "./connection-2025.ts";
import type { RequestFacts } from "../request-facts.ts";
import type { LineReach } from "./early-answer.ts";
import type { Serving } from "../service.ts";
import { handle, methodContext, quietly } from "./method-context.ts";
import { isInputRequired } from "../../confirm/input-required.ts";

/** Answers a request of the older revisions by its handler. */
export type Answering2025 = (
  handler: Handler,
  params: Readonly<Record<string, unknown>>,
  reach: LineReach<Extra>,
  facts: RequestFacts | undefined,
) => Promise<object>;

/** It needs the SDK where a client is told or asked something on the way, and nothing of it is loaded before. */
export function createAnswering2025(
  serving: Serving,
  connection: Connection2025,
  clientCapabilities: () => JsonObject | undefined,
): Answering2025 {
  let forms: Forms | undefined;
  return async (handler, params, { signal, by }, facts) => {
    const call = facts?.begin();
    const send = (message: ServerNotification) => by((extra) => extra.sendNotification(message));
    try {
      let context = methodContext(serving, {
        signal,
        meta: params._meta as Extra["_meta"],
        facts,
        protocol: serving.protocol?.(),
        clientCapabilities: clientCapabilities(),
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
          (withdrawn) =>
            by(async (extra) => {
              const { askClient } = await import("./asking-2025.ts");
              return askClient(result, clientCapabilities(), extra, withdrawn);
            }),
        );
        context = { ...context, requestState, inputResponses };
      }
      throw new ProtocolError(internalError, "The request asked its client too often.");
    } finally {
      call?.end();
    }
  };
}
