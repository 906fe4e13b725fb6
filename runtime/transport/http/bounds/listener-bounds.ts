import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import type { Session } from "../../../mcp/session.ts";

/** Bounds the streams on which callers wait to be told things whose credentials Kestra has not accepted yet. */
export interface ListenerBounds {
  /**
   * @param end ends the stream, where others want its place and Kestra still has not accepted its caller
   * @returns tells that the stream has ended
   * @throws HttpRefusal 503 where there are too many
   */
  admit(session: Pick<Session, "accepted">, end: () => void): () => void;
}

interface Listener {
  readonly session: Pick<Session, "accepted">;
  readonly since: number;
  readonly end: () => void;
}

/** @param most of all such callers @param now milliseconds that only grow */
export function createListenerBounds(
  most: number,
  now: () => number = () => performance.now(),
): ListenerBounds {
  // From the one that came first.
  const open = new Set<Listener>();
  const giveWay = (strangers: readonly Listener[]): boolean => {
    const [late] = strangers.filter(({ since }) => now() - since >= limits.strangerTime);
    if (late === undefined) return false;
    open.delete(late);
    late.end();
    return true;
  };
  return {
    admit(session, end) {
      const strangers = [...open].filter((one) => !one.session.accepted);
      if (!session.accepted && strangers.length >= most && !giveWay(strangers)) {
        throw new HttpRefusal(
          503,
          "Too many callers are listening whose credentials Kestra has not accepted yet. Call a tool first, or try again later.",
          { "Retry-After": String(limits.strangerTime / 1000) },
        );
      }
      const own = { session, since: now(), end };
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
