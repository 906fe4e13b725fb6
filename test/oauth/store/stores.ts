import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { openPostgresStore } from "../../../runtime/store/postgres-store.ts";
import { openSqliteStore } from "../../../runtime/store/sqlite-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { missing } from "../support/postgres.ts";
import { sharedPostgres } from "../support/shared-postgres.ts";

/** A place where stores keep what outlives them. */
export interface Place {
  /** Another store on the same place, as another process has one. */
  open(now: () => number): Promise<Store>;
  remove(): Promise<void>;
}

/** A kind of store. */
export interface Make {
  readonly of: string;
  /** Why it is not tested here. */
  readonly missing: string;
  /** Whether several processes share what is told. */
  readonly tellsOthers: boolean;
  make(): Promise<Place>;
}

export const sqlite: Make = {
  of: "SQLite",
  missing: "",
  tellsOthers: false,
  make: () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-store-"));
    return Promise.resolve({
      open: (now) => Promise.resolve(openSqliteStore(join(folder, "store.db"), now)),
      remove: () => {
        rmSync(folder, { recursive: true });
        return Promise.resolve();
      },
    });
  },
};

export const postgres: Make = {
  of: "PostgreSQL",
  missing,
  tellsOthers: true,
  make: async () => {
    const url = await (await sharedPostgres()).createDatabase();
    return { open: (now) => openPostgresStore(url, now), remove: () => Promise.resolve() };
  },
};

export const memory: Make = {
  of: "memory",
  missing: "",
  tellsOthers: false,
  make: () => {
    let store: Store | undefined;
    return Promise.resolve({
      open: (now) => Promise.resolve((store ??= createMemoryStore(now))),
      remove: () => Promise.resolve(),
    });
  },
};
