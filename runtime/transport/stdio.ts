import { aborted } from "../deadline.ts";
import { setTimeout as sleep } from "node:timers/promises";
import { answerable, answeredIds, forEachId } from "../mcp/wire/answered-ids.ts";
import { createBatches, readBatch, requireBatch } from "../mcp/wire/batches.ts";
import { errorResponse, MessageError, readMessage, type ClientMessage } from "../mcp/wire/client-message.ts";
import { isOf2026 } from "../mcp/revision.ts";
import { keepHeapSmall } from "../heap.ts";
import { limits } from "../limits.ts";
import { say, shortened } from "../text/said.ts";
import type { Service, Serving } from "../mcp/service.ts";
import type { Session } from "../mcp/session.ts";
import { createGarbage } from "./garbage.ts";
import { openWire } from "./stdio-wire.ts";
import { spoken2025, spoken2026 } from "./stdio-revisions.ts";
import { createInFlight } from "../mcp/in-flight.ts";

/**
 * Serves a session over stdio until the client closes our input, it breaks, or `stop` aborts. Only the protocol is
 * written to stdout.
 */
export async function serveStdio(service: Service, session: Session, stop: AbortSignal): Promise<void> {
  // Every list waits for what this asks.
  session.detector.start();
  void session.detector.settle(limits.answerTime).then(keepHeapSmall);
  const inFlight = createInFlight();
  const stopped = aborted(stop);
  const router = routeByRevision({
    service,
    session,
    inFlight,
    transport: "stdio",
    isRead: () => !process.stdout.writableNeedDrain,
  });
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
function routeByRevision(serving: Serving): Router {
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
  const send = async (message: object, text?: () => string) => {
    if (!batches.keep(message)) await wire.send(message, text);
  };
  const older = spoken2025(
    { ...serving, protocol: () => revision },
    {
      refuse,
      async send(message, text) {
        const { id, method } = message as ClientMessage;
        if (initialize !== undefined && id === initialize && method === undefined) {
          const { result } = message as ClientMessage;
          if (result !== undefined) revision = String(result.protocolVersion);
          // From here on the id may be another request's.
          initialize = undefined;
        }
        await send(message, text);
      },
    },
  );
  const requests2026 = new Set<unknown>();
  const newer = spoken2026(serving, {
    refuse,
    async send(message, text) {
      const { id, method } = message as ClientMessage;
      if (method === undefined) requests2026.delete(id);
      await send(message, text);
    },
  });
  const garbage = createGarbage();
  const route = (message: ClientMessage) => {
    garbage.came();
    if (message.method === "initialize") initialize = message.id;
    if (message.method === "notifications/cancelled") {
      const cancelled = message.params?.requestId;
      batches.forget(cancelled);
      (requests2026.delete(cancelled) ? newer : older).give(message);
    } else if (isOf2026(message)) {
      if (message.id !== undefined) requests2026.add(message.id);
      newer.give(message);
    } else {
      older.give(message);
    }
  };
  wire.start();
  return {
    ended,
    async idle() {
      await older.idle();
      await newer.idle();
    },
    async close() {
      // What this sends waits for a client that reads.
      const closed = newer.close().then(() => older.close());
      await Promise.race([closed, sleep(limits.flushTime)]);
      wire.close();
    },
  };
}
