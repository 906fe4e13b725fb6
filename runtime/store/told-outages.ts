import { StoreError } from "../errors.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Store } from "./store.ts";

/** What only looks, and what changes something. What is told in one process alone says nothing of the store. */
const operations = {
  reading: ["get", "owned", "page", "count"],
  writing: ["put", "add", "replace", "use", "take", "evict", "remove", "removeOwned", "tally", "sweep"],
} as const satisfies Record<string, readonly (keyof Store)[]>;

type Way = keyof typeof operations;

/**
 * A store of which the operator is told, once each, that it fails, and why, and that it works again. One that can be read and
 * not written works again when something was written.
 */
export function toldOutages(store: Store, tell: (said: Said) => void): Store {
  let failing: Way | undefined;
  const failed = (way: Way, error: StoreError) => {
    if (failing === undefined) tell(say`The store fails: ${error.said}`);
    if (failing !== "writing") failing = way;
  };
  const done = (way: Way) => {
    if (failing === undefined || (failing === "writing" && way === "reading")) return;
    failing = undefined;
    tell(say`The store works again: ${own(store.name)}.`);
  };
  const watched =
    (way: Way, operation: (...given: unknown[]) => Promise<unknown>) =>
    async (...given: unknown[]) => {
      try {
        const answer = await operation(...given);
        done(way);
        return answer;
      } catch (error) {
        // What has no cause is at no fault of the store: somebody sent an id that is none.
        if (error instanceof StoreError && error.cause !== undefined) failed(way, error);
        throw error;
      }
    };
  const all = (Object.keys(operations) as Way[]).flatMap((way) =>
    operations[way].map((name) => [name, watched(way, store[name] as () => Promise<unknown>)] as const),
  );
  return { ...store, ...(Object.fromEntries(all) as Partial<Store>) };
}
