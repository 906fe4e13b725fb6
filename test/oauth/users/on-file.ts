import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, onTestFinished } from "vitest";
import { storeAddress } from "../../../runtime/config/readers/store-address.ts";
import { encryptionKeys } from "../../../runtime/config/readers/encryption-keys.ts";
import { readCredential, type KestraSecret } from "../../../runtime/store/credentials.ts";
import { openStore } from "../../../runtime/store/open-store.ts";
import { userId, type GrantBody, type UserBody } from "../../../runtime/store/records.ts";
import { openDatabase } from "../../../runtime/store/sql/node-sqlite.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";

export const iss = "https://login.example.com";
export const kestra = { baseUrl: "http://localhost:8080", tenant: "main" };
export const newKey = (kid: string) => `${kid}:${randomBytes(32).toString("base64url")}`;
export const key = newKey("one");

/** The commands, on a file that each test has anew. Called once in a file of tests. */
export function commandsOnFile() {
  let env: Record<string, string>;

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-users-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    env = { KESTRA_MCP_STORE: `file:${join(folder, "store.db")}`, KESTRA_MCP_ENCRYPTION_KEYS: key };
  });

  async function run(words: string, secret = "", more: Record<string, string> = {}) {
    const asked: string[] = [];
    const readSecret = (prompt: string) => {
      asked.push(prompt);
      return Promise.resolve(secret);
    };
    const argv = words.split(" ");
    return { ...(await kestraMcp(argv, { ...env, ...more }, { readSecret })), asked };
  }

  /** Looks at, or fills, what the commands work on. */
  async function inStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ store: storeAddress(env.KESTRA_MCP_STORE ?? "", "") }, Date.now);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  }

  async function addUser(sub: string, more: Partial<UserBody> = {}, issuer = iss): Promise<string> {
    const id = userId(issuer, sub);
    const body: UserBody = { iss: issuer, sub, emailVerified: true, ...more };
    await inStore((store) => store.put("user", { id, body }));
    return id;
  }

  async function addGrant(id: string, owner: string, client = "client-1"): Promise<void> {
    const body: GrantBody = { client, scope: "kestra.read", resource: "r", born: 0, family: "f" };
    await inStore(async (store) => {
      await store.put("grant", { id, owner, body });
      for (const kind of ["access", "refresh", "code"] as const)
        await store.put(kind, { id: `${kind} of ${id}`, owner: id, body: {} });
    });
  }

  const secretOf = (user: string, keys = key): Promise<KestraSecret | undefined> =>
    inStore(async (store) => {
      const vault = createVault(encryptionKeys(keys, ""));
      return (await readCredential(store, vault, { user, ...kestra }))?.secret;
    });
  const counts = () =>
    inStore((store) =>
      Promise.all((["grant", "access", "refresh", "code"] as const).map((kind) => store.count(kind))),
    );
  /** Writes to the file past the program. */
  const changeRows = (changes: (change: (sql: string, ...values: string[]) => void) => void): void => {
    const database = openDatabase((env.KESTRA_MCP_STORE ?? "").slice("file:".length), 5000);
    changes((sql, ...values) => void database.prepare(sql).run(...values));
    database.close();
  };
  return { run, inStore, addUser, addGrant, secretOf, counts, changeRows };
}
