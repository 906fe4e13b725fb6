import { readKept } from "./kept-json.ts";
import { localStore } from "./local-store.ts";
import type { Kind, NewRecord, Store, StoredRecord } from "./store.ts";

/**
 * Keeps all in this process alone: for tests, and for a server that need not remember.
 * @param now milliseconds since the epoch
 */
export function createMemoryStore(now: () => number): Store {
  const kept = new Map<Kind, Map<string, StoredRecord>>();

  const all = (kind: Kind): Map<string, StoredRecord> => {
    const known = kept.get(kind) ?? new Map<string, StoredRecord>();
    kept.set(kind, known);
    return known;
  };
  const isThere = ({ expires = Infinity }: StoredRecord): boolean => expires > now();
  const find = (kind: Kind, id: string): StoredRecord | undefined => {
    const found = all(kind).get(id);
    return found !== undefined && isThere(found) ? found : undefined;
  };
  const listed = (kind: Kind): StoredRecord[] =>
    [...all(kind).values()].filter(isThere).sort((a, b) => (a.id < b.id ? -1 : 1));
  const put = (kind: Kind, { id, owner, body, expires }: NewRecord): void => {
    const parts = { ...(owner !== undefined && { owner }), ...(expires !== undefined && { expires }) };
    // As it comes back from a file.
    all(kind).set(id, { id, ...parts, body: readKept(JSON.stringify(body)) as NewRecord["body"] });
  };
  const take = (kind: Kind, id: string): StoredRecord | undefined => {
    const found = find(kind, id);
    all(kind).delete(id);
    return found;
  };
  const owned = (kind: Kind, owner: string): StoredRecord[] =>
    listed(kind).filter((record) => record.owner === owner);

  return localStore("memory", {
    put,
    add: (kind, record) => {
      const isNew = find(kind, record.id) === undefined;
      if (isNew) put(kind, record);
      return isNew;
    },
    replace: (kind, record, was) => {
      const found = find(kind, record.id);
      if (found === undefined) return false;
      if (was !== undefined && JSON.stringify(was.body) !== JSON.stringify(found.body)) return false;
      put(kind, record);
      if (found.used !== undefined)
        all(kind).set(record.id, { ...(all(kind).get(record.id) ?? found), used: found.used });
      return true;
    },
    get: (kind, id) => structuredClone(find(kind, id)),
    use: (kind, id) => {
      const found = find(kind, id);
      if (found === undefined || found.used !== undefined) return false;
      all(kind).set(id, { ...found, used: now() });
      return true;
    },
    take,
    evict: (kind, until) => {
      const [first] = listed(kind)
        .filter(({ expires = Infinity, used }) => expires <= until && used === undefined)
        .sort((a, b) => (a.expires ?? 0) - (b.expires ?? 0));
      return first && take(kind, first.id);
    },
    remove: (kind, id) => take(kind, id) !== undefined,
    owned: (kind, owner) => structuredClone(owned(kind, owner)),
    removeOwned: (kind, owner) => {
      const theirs = owned(kind, owner);
      for (const { id } of theirs) take(kind, id);
      return theirs.length;
    },
    page: (kind, most, after) => {
      const behind = listed(kind).filter(({ id }) => after === undefined || id > after);
      return structuredClone(behind.slice(0, most));
    },
    count: (kind) => listed(kind).length,
    tally: (id, points, span) => {
      const found = find("tally", id);
      const sum = Number(found?.body.points ?? 0) + points;
      const expires = found?.expires ?? now() + span;
      put("tally", { id, body: { points: sum }, expires });
      return { points: sum, expires };
    },
    sweep: () => {
      const over = [...kept.values()].flatMap((records) =>
        [...records.values()].filter((record) => !isThere(record)).map(({ id }) => ({ records, id })),
      );
      for (const { records, id } of over) records.delete(id);
      return over.length;
    },
    close: () => undefined,
  });
}
