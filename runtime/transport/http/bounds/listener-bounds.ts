import { HttpRefusal } from "../wire/refusal.ts";
import type { Session } from "../../../mcp/session.ts";

/** Bounds the streams on which callers wait to be told things whose credentials Kestra has not accepted yet. */
export interface ListenerBounds {
  /** @returns tells that the stream has ended @throws HttpRefusal 503 where there are too many */
  admit(session: Pick<Session, "accepted">): () => void;
}

/** @param most of all such callers */
export function createListenerBounds(most: number): ListenerBounds {
  const open = new Set<{ readonly session: Pick<Session, "accepted"> }>();
  return {
    admit(session) {
      const strangers = [...open].filter((one) => !one.session.accepted);
      if (!session.accepted && strangers.length >= most) {
        throw new HttpRefusal(
          503,
          "Too many callers are listening whose credentials Kestra has not accepted yet. Call a tool first, or try again later.",
          { "Retry-After": "30" },
        );
      }
      const own = { session };
      open.add(own);
      return () => {
        open.delete(own);
      };
    },
  };
}

/**
 * Whether a request opens a stream that stays open, of either revision.
 * @param rpc the method that a body asks for
 */
export function isListening(method: string | undefined, rpc: string | undefined): boolean {
  return method === "GET" || rpc === "subscriptions/listen";
}
