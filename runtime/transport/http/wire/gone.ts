import type { Socket } from "node:net";
import { createBag, type Bag } from "../../../bag.ts";

const waiting = new WeakMap<Socket, Bag<() => void>>();

/**
 * Calls back once a connection is closed: of a response that waits behind others on its connection Node says nothing then.
 * @returns ends that
 */
export function onGone(socket: Socket, listener: () => void): () => void {
  if (socket.destroyed) {
    listener();
    return () => undefined;
  }
  let listeners = waiting.get(socket);
  if (listeners === undefined) {
    const all = createBag<() => void>();
    socket.once("close", () => {
      for (const one of all) one();
    });
    waiting.set(socket, (listeners = all));
  }
  return listeners.add(listener);
}
