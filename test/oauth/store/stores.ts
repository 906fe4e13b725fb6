import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgresStore } from "../../../runtime/store/sql/postgres-store.ts";
import { openSqliteStore } from "../../../runtime/store/sql/sqlite-store.ts";
import { missing } from "../support/postgres.ts";
import type { Make } from "./place.ts";
import { sharedPostgres } from "../support/shared-postgres.ts";

export const sqlite: Make = {
  of: "SQLite",
  missing: "",
  tellsOthers: false,
  make: () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-store-"));
    return Promise.resolve({
      address: `file:${join(folder, "store.db")}`,
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
    return { address: url, open: (now) => openPostgresStore(url, now), remove: () => Promise.resolve() };
  },
};
