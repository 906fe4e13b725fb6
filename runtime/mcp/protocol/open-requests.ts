import { isObject } from "../../json.ts";
import type { EarlyAnswer } from "./early-answer.ts";
import type { MessageId } from "../wire/client-message.ts";

type Early = Pick<EarlyAnswer<never>, "cancel">;

/** The requests of one connection that are answered without its SDK. */
export interface EarlyRequests {
  /** @returns tells that it is over, or that the SDK goes on with it */
  add(id: MessageId, request: Early): () => void;
  has(id: MessageId): boolean;
  /** Its client sent a message, which may cancel one. */
  heard(message: { readonly method?: unknown; readonly params?: unknown }): void;
  /** The connection is closed, and begins none any more. */
  isClosed(): boolean;
  /** Cancels all. */
  close(): void;
}

export function createEarlyRequests(): EarlyRequests {
  // Clients use some ids twice. A list, and not a set, for the reason that a bag is none.
  const open: { readonly id: MessageId; readonly request: Early }[] = [];
  let isClosed = false;
  return {
    add(id, request) {
      const one = { id, request };
      open.push(one);
      return () => {
        const at = open.indexOf(one);
        if (at >= 0) open.splice(at, 1);
      };
    },
    has: (id) => open.some((one) => one.id === id),
    heard({ method, params }) {
      if (method !== "notifications/cancelled" || !isObject(params)) return;
      const last = open.findLast(({ id }) => id === params.requestId);
      last?.request.cancel(params.reason);
    },
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      for (const { request } of [...open]) request.cancel(new Error("The connection is closed."));
    },
  };
}
