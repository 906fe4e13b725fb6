import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { resultJson } from "../call/result-json.ts";
import { describe } from "../log.ts";
import { internalError } from "../mcp/handler.ts";
import { createConnection2025, initialized } from "../mcp/protocol/connection-2025.ts";
import type { Opening, OpeningWays } from "../mcp/protocol/opening.ts";
import { createOpening2025 } from "../mcp/protocol/opening-2025.ts";
import { createOpening2026 } from "../mcp/protocol/opening-2026.ts";
import type { Serving } from "../mcp/service.ts";
import { MessageError, relatedTask, type ClientMessage, type MessageId } from "../mcp/wire/client-message.ts";
import { loadCode } from "../catalog/code.ts";
import { isObject, type JsonObject } from "../json.ts";
import { createAnswering2025 } from "../mcp/protocol/answering-2025.ts";
import { begin2026, stampOf, type Line2026 } from "../mcp/protocol/answering-2026.ts";
import type { Extra } from "../mcp/protocol/asking-2025.ts";
import { beginEarly, carryingEarly, handlerFor, type EarlyAnswer } from "../mcp/protocol/early-answer.ts";
import { plainCall, type PlainCall } from "../mcp/protocol/plain-call.ts";
import { plainClient2026 } from "../mcp/protocol/plain-client-2026.ts";
import { earlyCalls, type EarlyCalls } from "./stdio-early.ts";
import { createLazyChannel, type LazyChannel } from "./lazy-channel.ts";

/** Milliseconds after the list of tools was answered until what a first call needs is loaded, where none came. */
const codeAhead = 20;

/** What a call of 2026-07-28 may say of itself, besides what it says of its client. */
const ofCalls: ReadonlySet<string> = new Set(["progressToken", "traceparent"]);

/** What answers the messages of some revisions on one connection: at first without their SDK, which is loaded once it is needed. */
export interface Spoken {
  give(message: ClientMessage): void;
  /** Waits until every message has been handed on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Where its messages go. */
export interface SpokenWays {
  /** Settles when there is room for more. @param text its JSON, where it is there */
  send(message: object, text?: () => string): Promise<void>;
  refuse(error: MessageError): void;
}

/** Revisions 2024-10-07 to 2025-11-25. */
export function spoken2025(serving: Serving, ways: SpokenWays): Spoken {
  const connection = createConnection2025();
  /** Of the request that the SDK answers once more, for itself. */
  let replayed: { readonly id: unknown; readonly over: () => void } | undefined;
  const channel = createLazyChannel({
    async send(message) {
      if (replayed !== undefined && !("method" in message) && message.id === replayed.id) replayed.over();
      else await ways.send(message);
    },
    async load(transport) {
      const { binding2025 } = await import("../mcp/protocol/2025.ts");
      const { requireParameters2025 } = await import("../mcp/protocol/parameters-2025.ts");
      const { server } = binding2025(serving, connection);
      clientCapabilities = () => server.getClientCapabilities() as JsonObject | undefined;
      await server.connect(transport);
      const { initialize, ...opened } = opening.opened;
      if (initialize !== undefined)
        await new Promise<void>((over) => {
          replayed = { id: initialize.id, over };
          hand(transport, initialize);
        });
      replayed = undefined;
      if (opened.initialized !== undefined) hand(transport, opened.initialized);
      const take = transport.onmessage;
      transport.onmessage = (message) => {
        requireParameters2025(message as ClientMessage);
        take?.(message, begun.get(message));
      };
      return () => server.close();
    },
    failed: failing(serving, ways),
  });
  const opening = createOpening2025(serving, connection, {
    ...waysOf(channel, ways),
    initialized() {
      initialized(connection, serving, (notice) => ways.send({ ...notice, jsonrpc: "2.0" }));
    },
  });
  const { methods } = serving.service;
  let clientCapabilities = () => opening.opened.initialize?.params?.capabilities as JsonObject | undefined;
  const answerTo = createAnswering2025(serving, connection, () => clientCapabilities());
  /** Calls that the SDK goes on with. */
  const begun = new WeakMap<object, ReturnType<typeof carryingEarly>>();
  const early = earlyCalls<Extra>({
    callOf(message) {
      // Of a client that the SDK has to look at nothing is known before, and it keeps what is of a task.
      const call = opening.opened.initialize === undefined ? undefined : plainCall(message);
      return call && isOfTask(call) ? undefined : call;
    },
    begin(call) {
      const handler = handlerFor(call, methods);
      return beginEarly((reach) => answerTo(handler, call.params, reach, undefined));
    },
    answer(result, id) {
      void ways.send({ result, jsonrpc: "2.0", id }, () => resultJson(result, id));
    },
    goOn(call, one) {
      begun.set(call, carryingEarly(one));
      channel.give(call);
    },
  });
  return spoken(serving, {
    opening,
    channel,
    early,
    stop() {
      connection.watch?.stop();
    },
  });
}

/** Revision 2026-07-28. */
export function spoken2026(serving: Serving, ways: SpokenWays): Spoken {
  /** Calls that the SDK goes on with, by their ids: it hands on nothing else of them. */
  const begun = new Map<MessageId, EarlyAnswer<Line2026>>();
  const channel = createLazyChannel({
    send: (message) => ways.send(message),
    load: async (transport) =>
      (await import("../mcp/protocol/2026.ts")).serveChannel2026(serving, transport, (id) => {
        const one = begun.get(id);
        begun.delete(id);
        return one;
      }),
    failed: failing(serving, ways),
  });
  const stamp = stampOf(serving.service.info);
  const early = earlyCalls<Line2026>({
    callOf(message) {
      const call = plainCall(message);
      return call && plainClient2026(call.params, ofCalls) && !begun.has(call.id) ? call : undefined;
    },
    begin: (call) => begin2026(serving, call),
    answer(result, id) {
      void ways.send({ result: { ...result, ...stamp }, jsonrpc: "2.0", id }, () =>
        resultJson(result, id, stamp),
      );
    },
    goOn(call, one) {
      begun.set(call.id, one);
      channel.give(call);
    },
  });
  return spoken(serving, { opening: createOpening2026(serving, waysOf(channel, ways)), channel, early });
}

function isOfTask({ params: { _meta } }: PlainCall): boolean {
  return isObject(_meta) && relatedTask in _meta;
}

function waysOf(channel: LazyChannel, ways: SpokenWays): OpeningWays {
  return {
    answer(id, result, more) {
      const message = {
        get result() {
          return { ...result, ...more };
        },
        jsonrpc: "2.0",
        id,
      };
      void ways.send(message, () => resultJson(result, id, more));
    },
    handOver(request) {
      channel.give(request);
    },
  };
}

function hand(transport: Transport, message: ClientMessage): void {
  transport.onmessage?.(message as JSONRPCMessage);
}

function failing({ session }: Serving, ways: SpokenWays) {
  return (error: unknown, { id }: ClientMessage) => {
    if (error instanceof MessageError) ways.refuse(error);
    else {
      session.log("error", describe(error));
      if (id !== undefined) ways.refuse(new MessageError(internalError, "Internal error", id));
    }
  };
}

interface Parts {
  readonly opening: Opening;
  readonly channel: LazyChannel;
  readonly early: EarlyCalls;
  readonly stop?: () => void;
}

function spoken(serving: Serving, { opening, channel, early, stop }: Parts): Spoken {
  let isClosed = false;
  /** What the first call needs is loaded while nobody waits for anything. */
  const ahead = () => {
    if (isClosed) return;
    loadCode(serving.session.compiled.tools).catch((error: unknown) => {
      serving.session.log("error", describe(error));
    });
  };
  const take = (message: ClientMessage): boolean => {
    const isCancelling = message.method === "notifications/cancelled";
    if ((channel.isOpen && !isCancelling) || !opening.take(message)) return false;
    if (message.method === "tools/list") void opening.idle().then(() => setTimeout(ahead, codeAhead).unref());
    return true;
  };
  return {
    give(message) {
      early.heard(message);
      // Calls seldom need the SDK, whether or not it is there.
      if (!early.take(message) && !take(message)) channel.give(message);
    },
    async idle() {
      await opening.idle();
      await channel.idle();
    },
    async close() {
      isClosed = true;
      early.close();
      stop?.();
      await channel.close();
    },
  };
}
