import type { KvValue } from "./ion-value.ts";

export interface KvEntry {
  readonly namespace: string;
  readonly key: string;
  readonly value: KvValue;
  readonly description?: string;
  /** How often the key was written; from 1. */
  readonly revision: number;
  /** Milliseconds since 1970; a key that is written again is created anew. */
  readonly created: number;
  /** Milliseconds since 1970 from which on the key is gone. */
  readonly expires?: number;
}

export interface NewEntry {
  readonly value: KvValue;
  readonly description?: string;
  readonly expires?: number;
}

export interface KvStore {
  /** Expired entries too. */
  get(namespace: string, key: string): KvEntry | undefined;
  /** Every entry, expired ones too, in the order that the keys were first written. */
  all(): readonly KvEntry[];
  put(namespace: string, key: string, entry: NewEntry, at: number): void;
  /** Whether there was one to delete. */
  delete(namespace: string, key: string): boolean;
}

export function kvStore(): KvStore {
  const entries = new Map<string, KvEntry>();
  const keyOf = (namespace: string, key: string): string => JSON.stringify([namespace, key]);
  const get = (namespace: string, key: string): KvEntry | undefined => entries.get(keyOf(namespace, key));
  return {
    get,
    all: () => [...entries.values()],
    put: (namespace, key, entry, at) => {
      const revision = (get(namespace, key)?.revision ?? 0) + 1;
      entries.set(keyOf(namespace, key), { namespace, key, ...entry, revision, created: at });
    },
    delete: (namespace, key) => entries.delete(keyOf(namespace, key)),
  };
}

export function isExpired({ expires }: KvEntry, now: number): boolean {
  return expires !== undefined && expires <= now;
}
