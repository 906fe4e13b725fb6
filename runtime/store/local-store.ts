import { createChannels } from "./channels.ts";
import { guarded } from "./guarded.ts";
import { promised } from "./promised.ts";
import type { Store } from "./store.ts";

/** What a store does at once, without waiting for anybody. */
export type LocalOperations = {
  readonly [O in Exclude<keyof Store, "name" | "tell" | "listen">]: (
    ...given: Parameters<Store[O]>
  ) => Awaited<ReturnType<Store[O]>>;
};

/** A store within this process, whose replicas there are none: what is told is heard here alone. */
export function localStore(name: string, operations: LocalOperations): Store {
  const channels = createChannels();
  return guarded({
    name,
    put: promised(operations.put),
    add: promised(operations.add),
    replace: promised(operations.replace),
    get: promised(operations.get),
    use: promised(operations.use),
    take: promised(operations.take),
    evict: promised(operations.evict),
    remove: promised(operations.remove),
    owned: promised(operations.owned),
    removeOwned: promised(operations.removeOwned),
    page: promised(operations.page),
    count: promised(operations.count),
    tally: promised(operations.tally),
    sweep: promised(operations.sweep),
    tell: (channel, text) => channels.tell(channel, text),
    listen: (channel, heard) => channels.listen(channel, heard),
    close: promised(() => {
      channels.end();
      operations.close();
    }),
  });
}
