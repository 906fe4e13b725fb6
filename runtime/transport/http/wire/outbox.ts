import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { onGone } from "./gone.ts";

/** Writes answers as their clients take them, and closes the connection of a client that does not. */
export interface Outbox {
  /** Settles when the bytes were taken, or the client has gone. */
  write(response: ServerResponse, bytes: Uint8Array): Promise<void>;
  /** Ends a response, with this last. Settles likewise. */
  end(response: ServerResponse, body?: Uint8Array | string): Promise<void>;
}

export interface OutboxBounds {
  /** Bytes that are not taken, of all responses: then those go that wait longest. */
  readonly unread: number;
  /** Milliseconds in which a client must take something. */
  readonly unreadTime: number;
}

interface Waiting {
  readonly socket: Socket;
  readonly size: number;
}

/** Bytes of one write: a client that takes so many within its time is only slow. */
const piece = 64 * 1024;

export function createOutbox({ unread, unreadTime }: OutboxBounds): Outbox {
  // From the one that waits longest.
  const waiting = new Set<Waiting>();
  let total = 0;
  const drop = (one: Waiting) => {
    if (waiting.delete(one)) total -= one.size;
  };
  const wait = (one: Waiting) => {
    waiting.add(one);
    total += one.size;
    for (const other of waiting) {
      if (total <= unread) return;
      drop(other);
      other.socket.destroy();
    }
  };
  const write = async (response: ServerResponse, bytes: Uint8Array) => {
    const { socket } = response.req;
    const entry = { socket, size: bytes.length };
    wait(entry);
    try {
      for (let at = 0; at < bytes.length && !socket.destroyed && !response.writableEnded; at += piece) {
        if (!response.write(bytes.subarray(at, at + piece))) await taken(response, "drain", unreadTime);
      }
    } finally {
      drop(entry);
    }
  };
  return {
    write,
    async end(response, body) {
      if (response.writableEnded) return;
      const size = body === undefined ? 0 : Buffer.byteLength(body);
      const isSmall = size <= piece;
      if (!isSmall && body !== undefined) await write(response, Buffer.from(body));
      const { socket } = response.req;
      const hasTurn = response.socket !== null;
      // A text and the head go out as one.
      response.end(isSmall ? body : undefined);
      if (hasTurn && socket.writableLength === 0) return;
      const entry = { socket, size: isSmall ? size : 0 };
      const done = taken(response, "finish", unreadTime);
      wait(entry);
      await done;
      drop(entry);
    },
  };
}

/** Waits for an event that tells that bytes were taken, or until the client has gone: of itself, or since it took nothing. */
function taken(response: ServerResponse, event: "drain" | "finish", ms: number): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = response.req;
    let hadTurn = response.socket !== null;
    // One that waits for others on its connection cannot be read yet.
    const timer = setInterval(() => {
      if (hadTurn) socket.destroy();
      hadTurn = response.socket !== null;
    }, ms).unref();
    const done = () => {
      clearInterval(timer);
      response.off(event, done);
      left();
      resolve();
    };
    response.on(event, done);
    let left: () => void = () => undefined;
    left = onGone(socket, done);
  });
}

const outboxes = new WeakMap<ServerResponse, Outbox>();

/** Says through which outbox a response is written. */
export function useOutbox(response: ServerResponse, outbox: Outbox): void {
  outboxes.set(response, outbox);
}

/** @throws Error for a response of which nobody said that */
export function outboxOf(response: ServerResponse): Outbox {
  const outbox = outboxes.get(response);
  if (outbox === undefined) throw new Error("The response has no outbox.");
  return outbox;
}
