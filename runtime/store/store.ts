import type { JsonObject } from "../json.ts";

/**
 * What is kept of users and clients, each kind by itself. Ids of what is secret are never the secret: tokens, codes and cookies
 * are kept by their SHA-256.
 */
export const kinds = [
  "client",
  "login",
  "code",
  "access",
  "refresh",
  "grant",
  "user",
  "credential",
  "browser",
  "session",
  "confirmation",
  "tally",
] as const;

export type Kind = (typeof kinds)[number];

/** One thing that is kept. */
export interface StoredRecord {
  /** By which it is found: one of its kind. 1 to 2,000 characters, none of them NUL; nothing is found by any other. */
  readonly id: string;
  /** Whose it is, so that all of one owner can be listed and ended together: of a token its grant, of a grant its user. */
  readonly owner?: string;
  readonly body: JsonObject;
  /** Since the epoch, in milliseconds: from then on it is as if it were not there. Absent: it stays. */
  readonly expires?: number;
  /** When it was used, likewise; absent: it was not. */
  readonly used?: number;
  /** What is kept is no JSON object, which this program did not write: the body is empty. Only of what is listed. */
  readonly isBroken?: true;
}

/** What is kept, but its use. */
export type NewRecord = Omit<StoredRecord, "used" | "isBroken">;

/** A number that counts up within a span of time. */
export interface Tally {
  readonly points: number;
  /** Since the epoch, in milliseconds: then it begins again at nothing. */
  readonly expires: number;
}

/** What is found where a store is, or is to be. */
export interface StoreFacts {
  /** As `Store` has it. */
  readonly name: string;
  /** Of its tables; absent: there are none yet, and the opening makes them. */
  readonly version?: number;
}

/** Reads what is kept, and changes nothing. */
export type ReadKept = (kept: Pick<Store, "page">) => Promise<void>;

/**
 * Where users, clients and grants are kept, so that they last beyond the process: a file of one replica, or a database that
 * several share. Each operation is whole or not done, whatever happens to the process and whoever does the same at once.
 * All reject with StoreError where the store cannot be reached.
 */
export interface Store {
  /** For a start-up line, without a password: `SQLite file /var/lib/kestra-mcp/store.db`. */
  readonly name: string;
  /** Puts it in the place of what has its id. What was used is so no longer. Rejects with StoreError where its id is none. */
  put(kind: Kind, kept: NewRecord): Promise<void>;
  /** Puts it where nothing has its id. @returns whether nothing had */
  add(kind: Kind, kept: NewRecord): Promise<boolean>;
  /**
   * Puts it in the place of what has its id, where something has: what was removed meanwhile does not come back. Whether it
   * was used stays as it is.
   * @param was only where it still says what this says
   * @returns whether something had
   */
  replace(kind: Kind, kept: NewRecord, was?: StoredRecord): Promise<boolean>;
  /** Undefined where there is none, and from its expiry on. Rejects with StoreError where it is broken, as `take` does. */
  get(kind: Kind, id: string): Promise<StoredRecord | undefined>;
  /** Says that it is used. @returns true for the first alone, of however many at once; false where there is none */
  use(kind: Kind, id: string): Promise<boolean>;
  /** Removes it. @returns what it was, for one alone of however many at once */
  take(kind: Kind, id: string): Promise<StoredRecord | undefined>;
  /**
   * Removes the one that expires first, of those that expire by `until` and were not used. What is replaced at the same time
   * is either gone, and not replaced, or judged by what it became.
   * @returns what it was, for one alone of however many at once; undefined where there is none
   */
  evict(kind: Kind, until: number): Promise<StoredRecord | undefined>;
  /** @returns whether it was there */
  remove(kind: Kind, id: string): Promise<boolean>;
  /** All of an owner, in the order of their ids. */
  owned(kind: Kind, owner: string): Promise<readonly StoredRecord[]>;
  /** @returns how many there were */
  removeOwned(kind: Kind, owner: string): Promise<number>;
  /** Those of a kind in the order of their ids, up to `most`. @param after an id: only what comes behind it */
  page(kind: Kind, most: number, after?: string): Promise<readonly StoredRecord[]>;
  count(kind: Kind): Promise<number>;
  /** Adds to a number that begins again at nothing `span` milliseconds after it first was more. */
  tally(id: string, points: number, span: number): Promise<Tally>;
  /** Removes what is expired. @returns how many there were */
  sweep(): Promise<number>;
  /**
   * Says a text to all that listen to a channel, in this process and in the others of the same store, in the order in which
   * one process says them. It is not kept: whoever does not listen, or is cut off just then, never hears it.
   */
  tell(channel: string, text: string): Promise<void>;
  /**
   * Hears what is told from when the promise resolves on, and again by itself after the store was away.
   * @param heard must not throw
   * @returns what ends it
   */
  listen(channel: string, heard: (text: string) => void): Promise<() => Promise<void>>;
  /** What is under way is done first. */
  close(): Promise<void>;
}
