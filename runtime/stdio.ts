import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { serverV1 } from "./protocol/v1.ts";
import { isModern } from "./era.ts";
import { describe } from "./log.ts";
import type { Service, Serving } from "./service.ts";
import type { Session } from "./session.ts";
import { createUnderWay } from "./under-way.ts";

/** How long requests under way may still be answered after the client closed our input, in milliseconds. */
const grace = 2000;

/**
 * Serves a session over stdio until the client closes our input or `stop` aborts. Only the protocol is written to stdout.
 */
export async function serveStdio(service: Service, session: Session, stop: AbortSignal): Promise<void> {
  const underWay = createUnderWay();
  const serving = { service, session, underWay, isRead: () => !process.stdout.writableNeedDrain };
  const ended = new Promise<void>((resolve) => {
    for (const event of ["end", "close"]) process.stdin.once(event, resolve);
  });
  const stopped = new Promise<void>((resolve) => {
    stop.addEventListener("abort", () => {
      resolve();
    });
  });
  const wire = new StdioServerTransport();
  const router = await routeByEra(wire, serving);
  session.detector.start();
  await Promise.race([ended.then(() => router.idle()).then(() => underWay.settled(grace)), stopped]);
  session.close();
  await router.close();
}

interface Router {
  /** Waits until every message that came has been handed on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives each message to the era that it is of. Some clients send `initialize` after they were told of the modern era: a
 * connection is never bound to one.
 */
async function routeByEra(wire: StdioServerTransport, serving: Serving): Promise<Router> {
  const legacy = channelOn(wire);
  const modernRequests = new Set<unknown>();
  const modern = lazyModern(wire, serving, modernRequests);
  wire.onmessage = (message) => {
    if ("method" in message && message.method === "notifications/cancelled") {
      if (modernRequests.delete(message.params?.requestId)) modern.give(message);
      else legacy.onmessage?.(message);
    } else if (isModern(message)) {
      if ("id" in message) modernRequests.add(message.id);
      modern.give(message);
    } else legacy.onmessage?.(message);
  };
  wire.onerror = (error) => {
    serving.session.log("warning", describe(error));
  };
  const server = serverV1(serving);
  await server.connect(legacy);
  await wire.start();
  return {
    idle: () => modern.idle(),
    async close() {
      await modern.close();
      await server.close();
      await wire.close();
    },
  };
}

/** The modern era, whose SDK is loaded by its first message. Its messages stay in their order. */
function lazyModern(wire: Transport, serving: Serving, requests: Set<unknown>) {
  const channel = channelOn(wire, (message) => {
    if (!("method" in message) && "id" in message) requests.delete(message.id);
  });
  let opened: Promise<() => Promise<void>> | undefined;
  let last: Promise<void> = Promise.resolve();
  const open = async () => (await import("./protocol/v2.ts")).serveChannelV2(serving, channel);
  return {
    give(message: JSONRPCMessage): void {
      opened ??= open();
      const ready = opened;
      last = last
        .then(() => ready)
        .then(() => {
          channel.onmessage?.(message);
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

/** A transport that shares a wire: closing it leaves the wire open. */
function channelOn(wire: Transport, onSend?: (message: JSONRPCMessage) => void): Transport {
  const channel: Transport = {
    start: () => Promise.resolve(),
    send(message) {
      onSend?.(message);
      return wire.send(message);
    },
    close() {
      channel.onclose?.();
      return Promise.resolve();
    },
  };
  return channel;
}
