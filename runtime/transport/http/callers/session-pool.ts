import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import type { Session } from "../../../mcp/session.ts";
import { createLru, type KeptEntry, type LruBounds, type LruRules } from "./lru.ts";

/** Open sessions by a key, bounded in number and in idle time. One that is held stays. */
export interface SessionPool {
  /**
   * The session of a key; opens it where there is none. One that cannot be opened leaves nothing behind.
   * @param owner of how many sessions there is a share for each
   * @throws HttpRefusal 503 where there are too many, and what `open` throws
   */
  take(key: string, owner: string, open: () => Session): Pooled;
  has(key: string): boolean;
  /** Closes one at once, whatever is done in it. */
  end(key: string): void;
  readonly size: number;
  /** Closes all. */
  close(): void;
}

export interface Pooled {
  readonly session: Session;
  /** Keeps it until what this returns is called; what gives no `end` keeps it for ever. */
  readonly hold: (end?: () => void) => () => void;
}

export type PoolBounds = LruBounds;

interface PooledSession extends KeptEntry {
  readonly session: Session;
}

export function createSessionPool(bounds: PoolBounds): SessionPool {
  const sessions = createLru(bounds, rulesFor(bounds));
  const open = (key: string, owner: string, make: () => Session): Session => {
    // Who comes is a stranger.
    sessions.makeRoom({ owner, isAccepted: () => false });
    const session = make();
    const close = () => {
      session.close();
    };
    sessions.add(key, { session, owner, isAccepted: () => session.accepted, close });
    return session;
  };
  return {
    take(key, owner, make) {
      const session = sessions.get(key)?.session ?? open(key, owner, make);
      sessions.touch(key);
      const isThere = () => sessions.get(key)?.session === session;
      return {
        session,
        hold: (end) => (isThere() ? sessions.use(key, end) : () => undefined),
      };
    },
    has: (key) => sessions.get(key) !== undefined,
    end(key) {
      const session = sessions.get(key)?.session;
      sessions.remove(key);
      session?.close();
    },
    get size() {
      return sessions.size;
    },
    close() {
      sessions.close();
    },
  };
}

function rulesFor({ most }: PoolBounds): LruRules<PooledSession> {
  return {
    share: () => Math.max(1, most * limits.sessionShare),
    // Those who are known give way only where no stranger can.
    giving: ({ share, own, all }) => (share ? [own] : [all.filter((one) => !one.isAccepted()), all]),
    refusal: ({ share }) =>
      new HttpRefusal(
        503,
        share ? "Too many tenants are in use by one caller." : "Too many callers are there.",
        { "Retry-After": "30" },
      ),
  };
}
