import { aborted } from "../deadline.ts";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { setTimeout as sleep } from "node:timers/promises";
import { answerable, answeredIds, forEachId } from "../mcp/wire/answered-ids.ts";
import { createBatches, readBatch, requireBatch } from "../mcp/wire/batches.ts";
import { errorResponse, MessageError, readMessage, type ClientMessage } from "../mcp/wire/client-message.ts";
import { isOf2026 } from "../mcp/revision.ts";
import { internalError } from "../mcp/handler.ts";
import { limits } from "../limits.ts";
import { describe } from "../log.ts";
import { requireParameters2025 } from "../mcp/protocol/parameters-2025.ts";
import { binding2025 } from "../mcp/protocol/2025.ts";
import { say, shortened } from "../text/said.ts";
import type { Service, Serving } from "../mcp/service.ts";
import type { Session } from "../mcp/session.ts";
import { resultJson } from "../call/result-json.ts";
import { earlyCalls } from "./stdio-early.ts";
import { createGarbage } from "./garbage.ts";
import { openWire, type StdioWire } from "./stdio-wire.ts";
import { createInFlight } from "../mcp/in-flight.ts";

/**
 * Serves a session over stdio until the client closes our input, it breaks, or `stop` aborts. Only the protocol is
 * written to stdout.
 */
export async function serveStdio(service: Service, session: Session, stop: AbortSignal): Promise<void> {
  const inFlight = createInFlight();
  const stopped = aborted(stop);
  const router = await routeByRevision({
    service,
    session,
    inFlight,
    transport: "stdio",
    isRead: () => !process.stdout.writableNeedDrain,
  });
  session.detector.start();
  const over = router.ended.then(async (isBroken) => {
    if (isBroken) return;
    session.log("info", say`The client closed our input. Stopping.`);
    await router.idle();
    await inFlight.settled(limits.answerTime);
  });
  await Promise.race([over, stopped]);
  session.close();
  await router.close();
}

interface Router {
  /** Whether the wire broke, rather than being closed by the client. */
  readonly ended: Promise<boolean>;
  /** Waits until every message that came has been handed on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives each message to the revision that it is of. Some clients send `initialize` after they were told of revision 2026-07-28: a
 * connection is never bound to one. What is not a message is answered here.
 */
async function routeByRevision(serving: Serving): Promise<Router> {
  const { log } = serving.session;
  let tellEnd: (isBroken: boolean) => void = () => undefined;
  const ended = new Promise<boolean>((resolve) => (tellEnd = resolve));
  const wire = openWire(process.stdin, process.stdout, {
    value(value) {
      if (Array.isArray(value))
        orRefuse(() => {
          takeBatch(value);
        });
      else
        orRefuse(() => {
          route(readMessage(value));
        });
    },
    unreadable: (error) => {
      refuse(error);
    },
    ended(error) {
      if (error !== undefined) log("error", `${error.message}. Stopping.`);
      tellEnd(error !== undefined);
    },
  });
  const refuse = (error: MessageError) => {
    const { words, message } = error;
    log("warning", words === undefined ? message : say`${message}: ${shortened(words, 200, "…")}`);
    if (error.id !== undefined) answer(errorResponse(error));
  };
  const orRefuse = (take: () => void) => {
    try {
      take();
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      refuse(error);
    }
  };
  const answer = (message: object) => {
    if (!batches.keep(message)) void wire.send(message);
  };
  const batches = createBatches((answers) => void wire.send(answers));
  const takeBatch = (values: readonly unknown[]) => {
    try {
      requireBatch(values, revision);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      // Whoever waits for one of them would wait for ever.
      const ids = values.length === 0 ? [null] : answeredIds(values.map(answerable));
      for (const one of forEachId(error, ids)) refuse(one);
      return;
    }
    const entries = readBatch(values);
    batches.open(entries);
    for (const one of entries)
      if (!(one instanceof MessageError))
        orRefuse(() => {
          route(one);
        });
  };

  let initialize: unknown;
  let revision: string | undefined;
  const channel2025 = channelOn(wire, (message) => {
    if (!("method" in message) && message.id !== undefined && message.id === initialize) {
      if ("result" in message) revision = String(message.result.protocolVersion);
      // From here on the id may be another request's.
      initialize = undefined;
    }
    return batches.keep(message);
  });
  const requests2026 = new Set<unknown>();
  const channel2026 = lazy2026(wire, serving, requests2026);
  const garbage = createGarbage();
  const route = (message: ClientMessage) => {
    garbage.came();
    if (message.method === "initialize") initialize = message.id;
    if (message.method === "notifications/cancelled") {
      const cancelled = message.params?.requestId;
      batches.forget(cancelled);
      early.heard(message);
      if (requests2026.delete(cancelled)) channel2026.give(message);
      else channel2025.onmessage?.(message as JSONRPCMessage);
    } else if (isOf2026(message)) {
      if (message.id !== undefined) requests2026.add(message.id);
      channel2026.give(message);
    } else {
      requireParameters2025(message);
      if (!early.take(message)) channel2025.onmessage?.(message as JSONRPCMessage);
    }
  };
  const { server, beginWithoutFacts } = binding2025({ ...serving, protocol: () => revision });
  const early = earlyCalls({
    begin: beginWithoutFacts,
    answer(result, id) {
      // In a batch it waits for the others.
      if (!batches.keep({ result, jsonrpc: "2.0", id })) void wire.send(resultJson(result, id));
    },
    goOn: (call, carried) => channel2025.onmessage?.(call, carried),
  });
  await server.connect(channel2025);
  wire.start();
  return {
    ended,
    idle: () => channel2026.idle(),
    async close() {
      early.close();
      // What this sends waits for a client that reads.
      const closed = channel2026.close().then(() => server.close());
      await Promise.race([closed, sleep(limits.flushTime)]);
      wire.close();
    },
  };
}

/** Revision 2026-07-28, whose SDK is loaded by its first message. Its messages stay in their order. */
function lazy2026(wire: StdioWire, serving: Serving, requests: Set<unknown>) {
  const channel = channelOn(wire, (message) => {
    if (!("method" in message) && "id" in message) requests.delete(message.id);
    return false;
  });
  let opened: Promise<() => Promise<void>> | undefined;
  let last: Promise<void> = Promise.resolve();
  const open = async () => (await import("../mcp/protocol/2026.ts")).serveChannel2026(serving, channel);
  return {
    give(message: ClientMessage): void {
      opened ??= open();
      const ready = opened;
      last = last
        .then(() => ready)
        .then(() => {
          channel.onmessage?.(message as JSONRPCMessage);
        })
        .catch((error: unknown) => {
          serving.session.log("error", describe(error));
          const { id } = message;
          if (id !== undefined)
            void wire.send(errorResponse(new MessageError(internalError, "Internal error", id)));
        });
    },
    async idle(): Promise<void> {
      await last;
      // The SDK takes a message up in a later microtask.
      await new Promise(setImmediate);
    },
    async close(): Promise<void> {
      await (
        await opened
      )?.();
    },
  };
}

/**
 * A transport that shares a wire: closing it leaves the wire open.
 * @param keep returns true for a message that it sends itself
 */
function channelOn(wire: StdioWire, keep: (message: JSONRPCMessage) => boolean): Transport {
  const channel: Transport = {
    start: () => Promise.resolve(),
    async send(message) {
      if (!keep(message)) await wire.send(message);
    },
    close() {
      channel.onclose?.();
      return Promise.resolve();
    },
  };
  return channel;
}
