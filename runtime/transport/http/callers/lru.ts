import type { HttpRefusal } from "../wire/refusal.ts";
import { createBag, type Bag } from "../../../bag.ts";
import { limits } from "../../../limits.ts";
import { tooManyStrangers } from "./strangers.ts";

/** What is kept for somebody. */
export interface KeptEntry {
  /** By whom shares are counted. */
  readonly owner: string;
  /** Whether Kestra has accepted the owner's credentials: else the owner is a stranger. */
  isAccepted(): boolean;
  close(): void;
  /** Closes it for another's sake; absent: as always. */
  giveWay?(): void;
}

/** Open things by a key, from the one that was used longest ago, bounded in number and in idle time. */
export interface Lru<T extends KeptEntry> {
  get(key: string): T | undefined;
  /**
   * Makes room for one more.
   * @throws HttpRefusal 503 where there is none
   */
  makeRoom(next: Pick<KeptEntry, "owner" | "isAccepted">): void;
  add(key: string, value: T): void;
  /** It is used at this moment. */
  touch(key: string): void;
  /**
   * It is used until what this returns is called, and does not rest.
   * @param end ends that use where others want a stranger's place; a use without it keeps the place for ever
   */
  use(key: string, end?: () => void): () => void;
  /** Forgets what is closed already. */
  remove(key: string): void;
  readonly size: number;
  all(): readonly T[];
  /** Closes all. */
  close(): void;
}

export interface LruBounds {
  /** Of all owners. */
  readonly most: number;
  /** Those among them that are strangers'. */
  readonly strangers: number;
  /** Milliseconds that one is kept that nobody uses. */
  readonly idle: number;
}

/** What is full, and of whom: all are from the one that was used longest ago. */
export interface Full<T> {
  /** The owner's share. */
  readonly share: boolean;
  readonly whole: boolean;
  readonly own: readonly T[];
  readonly all: readonly T[];
}

/** In what two kinds of things that are kept differ. */
export interface LruRules<T> {
  /** How many an owner may have. @param alone whether nobody else has any */
  share(alone: boolean): number;
  /** Groups of which the first that rests gives way, one group after the other. */
  giving(full: Full<T>): Iterable<readonly T[]>;
  /** What is answered where none rests. */
  refusal(full: Full<T>, share: number): HttpRefusal;
}

interface Entry<T> {
  readonly key: string;
  readonly value: T;
  readonly openedAt: number;
  readonly uses: Bag<(() => void) | undefined>;
  usedAt: number;
}

/** @param now milliseconds that only grow */
export function createLru<T extends KeptEntry>(
  { most, strangers, idle }: LruBounds,
  rules: LruRules<T>,
  now: () => number = () => performance.now(),
): Lru<T> {
  const entries = new Map<string, Entry<T>>();
  const close = (entry: Entry<T>) => {
    entries.delete(entry.key);
    entry.value.close();
  };
  const giveWay = (entry: Entry<T>) => {
    const { key, value, uses } = entry;
    entries.delete(key);
    if (value.giveWay === undefined) value.close();
    else value.giveWay();
    for (const end of uses) end?.();
  };
  const touch = (entry: Entry<T>) => {
    entry.usedAt = now();
    entries.delete(entry.key);
    entries.set(entry.key, entry);
  };
  const rests = ({ uses }: Entry<T>) => uses.size() === 0;
  // Whoever was not a stranger would have been accepted by then.
  const isLate = ({ openedAt, uses }: Entry<T>) =>
    now() - openedAt >= limits.strangerTime && [...uses].every((end) => end !== undefined);
  const makeRoomAmongStrangers = () => {
    const theirs = [...entries.values()].filter(({ value }) => !value.isAccepted());
    if (theirs.length < strangers) return;
    const giving = theirs.find(rests) ?? theirs.find(isLate);
    if (giving === undefined) throw tooManyStrangers();
    giveWay(giving);
  };
  const restingOf = (groups: Iterable<readonly T[]>): Entry<T> | undefined => {
    const resting = new Map([...entries.values()].filter(rests).map((entry) => [entry.value, entry]));
    for (const group of groups) {
      const first = group.find((value) => resting.has(value));
      if (first !== undefined) return resting.get(first);
    }
    return undefined;
  };
  const sweep = setInterval(
    () => {
      for (const entry of [...entries.values()])
        if (rests(entry) && now() - entry.usedAt >= idle) close(entry);
    },
    Math.min(Math.max(idle / 4, 50), 30_000),
  ).unref();

  return {
    get: (key) => entries.get(key)?.value,
    makeRoom({ owner, isAccepted }) {
      if (!isAccepted()) makeRoomAmongStrangers();
      const all = [...entries.values()].map(({ value }) => value);
      const own = all.filter((value) => value.owner === owner);
      const share = rules.share(own.length === all.length);
      const full = { share: own.length >= share, whole: all.length >= most, own, all };
      if (!full.share && !full.whole) return;
      const resting = restingOf(rules.giving(full));
      if (resting === undefined) throw rules.refusal(full, share);
      giveWay(resting);
    },
    add(key, value) {
      entries.set(key, { key, value, openedAt: now(), uses: createBag(), usedAt: now() });
    },
    touch(key) {
      const entry = entries.get(key);
      if (entry !== undefined) touch(entry);
    },
    use(key, end) {
      const entry = entries.get(key);
      if (entry === undefined) return () => undefined;
      const leave = entry.uses.add(end);
      touch(entry);
      return () => {
        if (leave() && entries.get(key) === entry) touch(entry);
      };
    },
    remove(key) {
      entries.delete(key);
    },
    get size() {
      return entries.size;
    },
    all: () => [...entries.values()].map(({ value }) => value),
    close() {
      clearInterval(sweep);
      for (const entry of [...entries.values()]) close(entry);
    },
  };
}
