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
import { MessageError, type ClientMessage } from "../mcp/wire/client-message.ts";
import { loadCode } from "../catalog/code.ts";
import type { JsonObject } from "../json.ts";
import { createAnswering2025 } from "../mcp/protocol/answering-2025.ts";
import { beginEarly, handlerFor, type carryingEarly } from "../mcp/protocol/early-answer.ts";
import { earlyCalls } from "./stdio-early.ts";
import { createLazyChannel, type LazyChannel } from "./lazy-channel.ts";

/** Milliseconds after the list of tools was answered until what a first call needs is loaded, where none came. */
const codeAhead = 20;

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
  const early = earlyCalls({
    begin(call) {
      const handler = handlerFor(call, methods);
      return beginEarly((reach) => answerTo(handler, call.params, reach, undefined));
    },
    answer(result, id) {
      void ways.send({ result, jsonrpc: "2.0", id }, () => resultJson(result, id));
    },
    goOn(call, carried) {
      begun.set(call, carried);
      channel.give(call);
    },
  });
  // Of a client that the SDK has to look at nothing is known before.
  const isKnown = () => opening.opened.initialize !== undefined;
  return spoken(serving, {
    opening,
    channel,
    take(message) {
      early.heard(message);
      return isKnown() && early.take(message);
    },
    stop() {
      early.close();
      connection.watch?.stop();
    },
  });
}

/** Revision 2026-07-28. */
export function spoken2026(serving: Serving, ways: SpokenWays): Spoken {
  const channel = createLazyChannel({
    send: (message) => ways.send(message),
    load: async (transport) => (await import("../mcp/protocol/2026.ts")).serveChannel2026(serving, transport),
    failed: failing(serving, ways),
  });
  return spoken(serving, { opening: createOpening2026(serving, waysOf(channel, ways)), channel });
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
  /** @returns whether a message is answered without the SDK, whether or not that is there */
  readonly take?: (message: ClientMessage) => boolean;
  readonly stop?: () => void;
}

function spoken(serving: Serving, { opening, channel, take: takeCall, stop }: Parts): Spoken {
  let isClosed = false;
  /** What the first call needs is loaded while nobody waits for anything. */
  const ahead = () => {
    if (isClosed) return;
    // Calls of the older revisions seldom need the SDK.
    if (takeCall === undefined) channel.open();
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
      if (takeCall?.(message) !== true && !take(message)) channel.give(message);
    },
    async idle() {
      await opening.idle();
      await channel.idle();
    },
    async close() {
      isClosed = true;
      stop?.();
      await channel.close();
    },
  };
}
