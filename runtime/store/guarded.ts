import { StoreError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own } from "../text/said.ts";
import type { Store } from "./store.ts";

/**
 * A store to which ids come as somebody sent them: nothing is found by what no database takes, so that such a request is a
 * wrong one, and not a store that fails; and none of it is taken for another id.
 */
export function guarded(store: Store): Store {
  return {
    ...store,
    put: (kind, kept) => (isId(kept.id) ? store.put(kind, kept) : refused()),
    add: (kind, kept) => (isId(kept.id) ? store.add(kind, kept) : refused()),
    replace: async (kind, kept, was) => isId(kept.id) && store.replace(kind, kept, was),
    get: async (kind, id) => (isId(id) ? store.get(kind, id) : undefined),
    use: async (kind, id) => isId(id) && store.use(kind, id),
    take: async (kind, id) => (isId(id) ? store.take(kind, id) : undefined),
    remove: async (kind, id) => isId(id) && store.remove(kind, id),
    owned: async (kind, owner) => (isId(owner) ? store.owned(kind, owner) : []),
    removeOwned: async (kind, owner) => (isId(owner) ? store.removeOwned(kind, owner) : 0),
    tally: (id, points, span) => (isId(id) ? store.tally(id, points, span) : refused()),
  };
}

/** Databases take no NUL and no half of a pair, and index no long text. */
function isId(text: string): boolean {
  return text !== "" && text.length <= limits.storeId && !text.includes("\0") && text.isWellFormed();
}

function refused(): Promise<never> {
  return Promise.reject(new StoreError(own("An id is empty, too long to be kept, or no text.")));
}
