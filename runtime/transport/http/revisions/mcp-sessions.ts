import { HttpRefusal, sessionNotFound } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";
import { tooManyStrangers } from "../callers/strangers.ts";

/** An MCP session: what one client of an older revision has with us. */
export interface McpSession {
  readonly id: string;
  /** Of the caller that opened it: nobody else may use it. */
  readonly key: string;
  /** By which shares are counted. */
  readonly owner: string;
  /** Whether Kestra has accepted that caller's credentials. */
  isAccepted(): boolean;
  close(): void;
  /** Closes it for another's sake, and says so in the log. */
  giveWay(): void;
}

/** The open ones, bounded in number and in idle time. */
export interface McpSessions<T extends McpSession> {
  /**
   * Makes room for one more.
   * @param owner as of a session
   * @param accepted likewise
   * @throws HttpRefusal 503 where there is none
   */
  makeRoom(owner: string, accepted: boolean): void;
  add(session: T): void;
  /** @throws HttpRefusal 404 for an id that is unknown or another caller's */
  find(id: string, key: string): T;
  /** A request or a stream uses it. @returns tells that it is over */
  use(session: T): () => void;
  remove(id: string): void;
  readonly size: number;
  all(): readonly T[];
  closeAll(): void;
}

export interface Bounds {
  /** Of all callers. */
  readonly most: number;
  /** Of all callers whose credentials Kestra has not accepted. */
  readonly strangers: number;
  /** Milliseconds without a request or a stream. */
  readonly idle: number;
  /** Whether others than those who are there may come: one alone then leaves some for them. */
  readonly reserve: boolean;
}

interface Entry<T> {
  readonly session: T;
  readonly openedAt: number;
  uses: number;
  usedAt: number;
}

function isIdle({ uses }: Entry<unknown>): boolean {
  return uses === 0;
}

function tooMany(most: number, share: number): string {
  const ofOne = share < most ? `, and one caller may have at most ${share} of them` : "";
  return (
    `Too many sessions are open: there may be at most ${most} (KESTRA_MCP_MAX_SESSIONS)${ofOne}. ` +
    "End one with DELETE, close clients that are not needed, or try again later."
  );
}

/** @param now milliseconds that only grow */
export function createMcpSessions<T extends McpSession>(
  { most, strangers, idle, reserve }: Bounds,
  now: () => number = () => performance.now(),
): McpSessions<T> {
  const entries = new Map<string, Entry<T>>();
  // From the one that was used longest ago.
  const callers = new Map<string, Map<string, Entry<T>>>();
  const sweep = setInterval(
    () => {
      for (const { session, uses, usedAt } of entries.values()) {
        if (uses === 0 && now() - usedAt >= idle) session.close();
      }
    },
    Math.min(Math.max(idle / 4, 50), 30_000),
  ).unref();

  const touch = (entry: Entry<T>) => {
    entry.usedAt = now();
    const own = callers.get(entry.session.owner);
    own?.delete(entry.session.id);
    own?.set(entry.session.id, entry);
  };

  const idleOf = (own?: ReadonlyMap<string, Entry<T>>) => [...(own?.values() ?? [])].find(isIdle);

  // Of the caller that has most, and still has as many as the asking one when both are done: nobody's only session goes.
  const idleOfLargest = (asking: number) =>
    [...callers.values()]
      .filter(({ size }) => size > asking + 1)
      .sort((one, other) => other.size - one.size)
      .map(idleOf)
      .find((entry) => entry !== undefined);

  const makeRoomAmongStrangers = () => {
    const theirs = [...entries.values()].filter(({ session }) => !session.isAccepted());
    if (theirs.length < strangers) return;
    const resting = theirs.filter(isIdle).sort((one, other) => one.usedAt - other.usedAt)[0];
    const giving = resting ?? theirs.find(({ openedAt }) => now() - openedAt >= limits.strangerTime);
    if (giving === undefined) throw tooManyStrangers();
    giving.session.giveWay();
  };

  return {
    makeRoom(owner, accepted) {
      if (!accepted) makeRoomAmongStrangers();
      const own = callers.get(owner);
      const alone = callers.size === 0 || (callers.size === 1 && own !== undefined);
      const share = alone ? (reserve ? limits.sessionShareAlone : 1) : limits.sessionShare;
      const full = entries.size >= most || (own?.size ?? 0) >= most * share;
      if (!full) return;
      // Many clients never say that they are done: the caller's own session that rested longest gives way.
      const resting = idleOf(own) ?? (entries.size >= most ? idleOfLargest(own?.size ?? 0) : undefined);
      if (resting === undefined) {
        throw new HttpRefusal(503, tooMany(most, Math.ceil(most * share)), { "Retry-After": "30" });
      }
      resting.session.giveWay();
    },
    add(session) {
      const entry = { session, openedAt: now(), uses: 0, usedAt: now() };
      entries.set(session.id, entry);
      const own = callers.get(session.owner) ?? new Map<string, Entry<T>>();
      callers.set(session.owner, own.set(session.id, entry));
    },
    find(id, key) {
      const entry = entries.get(id);
      if (entry?.session.key !== key) throw sessionNotFound();
      return entry.session;
    },
    use({ id }) {
      const entry = entries.get(id);
      if (entry === undefined) return () => undefined;
      entry.uses++;
      touch(entry);
      return () => {
        entry.uses--;
        if (entries.get(id) === entry) touch(entry);
      };
    },
    remove(id) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entries.delete(id);
      const own = callers.get(entry.session.owner);
      own?.delete(id);
      if (own?.size === 0) callers.delete(entry.session.owner);
    },
    get size() {
      return entries.size;
    },
    all: () => [...entries.values()].map(({ session }) => session),
    closeAll() {
      clearInterval(sweep);
      for (const { session } of [...entries.values()]) session.close();
    },
  };
}
