import { passwordIn, type StoreAddress } from "../config/readers/store-address.ts";
import { ConfigurationError, StoreError } from "../errors.ts";
import { masker } from "../masking/masker.ts";
import type { ReadKept, Store, StoreFacts } from "./store.ts";
import { toldOutages } from "./told-outages.ts";

/** Milliseconds after which a store is swept again. */
export const sweepTime = 60_000;

/**
 * Opens the store that the operator named; its code is loaded for that.
 * @param now milliseconds since the epoch
 * @throws ConfigurationError naming KESTRA_MCP_STORE
 */
export async function openStore(
  { store }: { readonly store?: StoreAddress | undefined },
  now: () => number,
): Promise<Store> {
  switch (store?.kind) {
    case "file":
      return (await import("./sql/sqlite-store.ts")).openSqliteStore(store.path, now);
    case "database":
      return (await import("./sql/postgres-store.ts")).openPostgresStore(store.url, now);
    case undefined:
      throw noStore();
  }
}

/**
 * Looks at it, and neither makes nor changes anything.
 * @param read is given what is kept, where there is any
 * @throws ConfigurationError as the opening does
 */
export async function lookAtStore(store: StoreAddress, read?: ReadKept): Promise<StoreFacts> {
  if (store.kind === "file")
    return (await import("./sql/sqlite-store.ts")).lookAtSqliteStore(store.path, read);
  return (await import("./sql/postgres-store.ts")).lookAtPostgresStore(store.url, read);
}

/** What an operator is told who named none where one is needed. */
export function noStore(): ConfigurationError {
  return new ConfigurationError(
    "KESTRA_MCP_STORE is not set: name a file, such as file:/var/lib/kestra-mcp/store.db, or a PostgreSQL database, as postgres://user:password@host/database.",
  );
}

/**
 * Opens it for as long as a server runs: it is swept, and the operator hears when it fails.
 * @throws ConfigurationError naming KESTRA_MCP_STORE
 */
export async function openServersStore(
  { store: address }: { readonly store: StoreAddress },
  { now, warn }: { readonly now: () => number; readonly warn: (sentence: string) => void },
): Promise<Store> {
  const mask = masker({ kind: "none" }, passwordIn(address));
  const store = toldOutages(await openStore({ store: address }, now), (said) => {
    warn(said.masked(mask));
  });
  return swept(store, (error) => {
    // It was told already.
    if (error instanceof StoreError) return;
    warn(`The store cannot be swept: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/**
 * Removes what is expired now and then, as long as the process lives for other reasons.
 * @param failed is told why it could not
 * @returns the store, whose end is the end of that, too
 */
export function swept(store: Store, failed: (error: unknown) => void): Store {
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(async () => {
        await store.sweep();
      })
      .catch(failed);
  }, sweepTime).unref();
  return {
    ...store,
    close: async () => {
      clearInterval(timer);
      await sweeping;
      await store.close();
    },
  };
}
