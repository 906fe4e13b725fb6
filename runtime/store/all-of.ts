import type { Kind, Store, StoredRecord } from "./store.ts";

/** Records that are read at a time. */
const some = 500;

/** All of a kind in the order of their ids, a page at a time; what changes meanwhile may be in it or not. */
export async function* allOf(store: Pick<Store, "page">, kind: Kind): AsyncGenerator<StoredRecord> {
  let after: string | undefined;
  for (;;) {
    const page = await store.page(kind, some, after);
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < some) return;
  }
}
