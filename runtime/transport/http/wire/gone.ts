import type { Socket } from "node:net";

const waiting = new WeakMap<Socket, Set<() => void>>();

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
    const all = new Set<() => void>();
    socket.once("close", () => {
      for (const one of all) one();
    });
    waiting.set(socket, (listeners = all));
  }
  const own = listeners.add(listener);
  return () => {
    own.delete(listener);
  };
}
