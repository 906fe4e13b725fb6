import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import type { Session } from "../../../mcp/session.ts";
import { tooManyStrangers } from "./strangers.ts";

/** Open sessions by a key, bounded in number and in idle time. One that is held stays. */
export interface SessionPool {
  /**
   * The session of a key; opens it where there is none. One that cannot be opened leaves nothing behind.
   * @param owner of how many sessions there is a share for each
   * @throws HttpRefusal 503 where there are too many, and what `open` throws
   */
  take(key: string, owner: string, open: () => Session): Pooled;
  readonly size: number;
  /** Closes all. */
  close(): void;
}

export interface Pooled {
  readonly session: Session;
  /** Keeps it until what this returns is called; what gives no `end` keeps it for ever. */
  readonly hold: (end?: () => void) => () => void;
}

export interface PoolBounds {
  /** Sessions at one time. */
  readonly most: number;
  /** Those among them whose credentials Kestra has not accepted. */
  readonly strangers: number;
  /** Milliseconds that one is kept that nobody holds. */
  readonly idle: number;
}

interface Entry {
  readonly session: Session;
  readonly owner: string;
  readonly openedAt: number;
  readonly holds: Set<{ readonly end: (() => void) | undefined }>;
  usedAt: number;
}

/** @param now milliseconds that only grow */
export function createSessionPool(
  { most, strangers, idle }: PoolBounds,
  now: () => number = () => performance.now(),
): SessionPool {
  // From the one that was used longest ago.
  const entries = new Map<string, Entry>();
  const drop = (key: string, { session }: Entry) => {
    entries.delete(key);
    session.close();
  };
  const touch = (key: string, entry: Entry) => {
    entry.usedAt = now();
    entries.delete(key);
    entries.set(key, entry);
  };
  const dropResting = (among: readonly (readonly [string, Entry])[]): boolean => {
    const resting = among.find(([, { holds }]) => holds.size === 0);
    if (resting !== undefined) drop(...resting);
    return resting !== undefined;
  };
  const strange = () => [...entries].filter(([, { session }]) => !session.accepted);
  // Whoever was no stranger would have been accepted by then.
  const dropLate = (among: readonly (readonly [string, Entry])[]): boolean => {
    const late = among.find(
      ([, { openedAt, holds }]) =>
        now() - openedAt >= limits.strangerTime && [...holds].every(({ end }) => end !== undefined),
    );
    if (late === undefined) return false;
    drop(...late);
    for (const { end } of [...late[1].holds]) end?.();
    return true;
  };
  // Who comes is a stranger: those who are known give way only where no stranger can.
  const makeRoom = (owner: string) => {
    const theirs = strange();
    if (theirs.length >= strangers && !dropResting(theirs) && !dropLate(theirs)) throw tooManyStrangers();
    const own = [...entries].filter(([, one]) => one.owner === owner);
    if (own.length >= Math.max(1, most * limits.sessionShare) && !dropResting(own)) {
      throw new HttpRefusal(503, "Too many tenants are in use by one caller.", { "Retry-After": "30" });
    }
    if (entries.size < most || dropResting(strange()) || dropResting([...entries])) return;
    throw new HttpRefusal(503, "Too many callers are there.", { "Retry-After": "30" });
  };
  const sweep = setInterval(
    () => {
      for (const [key, entry] of entries) {
        if (entry.holds.size === 0 && now() - entry.usedAt >= idle) drop(key, entry);
      }
    },
    Math.min(Math.max(idle / 4, 50), 30_000),
  ).unref();

  const open = (key: string, owner: string, make: () => Session): Entry => {
    makeRoom(owner);
    const entry: Entry = { session: make(), owner, openedAt: now(), holds: new Set(), usedAt: now() };
    entries.set(key, entry);
    return entry;
  };

  return {
    take(key, owner, make) {
      const entry = entries.get(key) ?? open(key, owner, make);
      touch(key, entry);
      return {
        session: entry.session,
        hold(end) {
          const own = { end };
          entry.holds.add(own);
          return () => {
            if (entry.holds.delete(own) && entries.get(key) === entry) touch(key, entry);
          };
        },
      };
    },
    get size() {
      return entries.size;
    },
    close() {
      clearInterval(sweep);
      for (const [key, entry] of [...entries]) drop(key, entry);
    },
  };
}
