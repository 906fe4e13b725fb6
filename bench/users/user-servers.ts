import { randomBytes } from "node:crypto";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encryptionKeys } from "../../runtime/config/readers/encryption-keys.ts";
import { openPostgresStore } from "../../runtime/store/sql/postgres-store.ts";
import { openSqliteStore } from "../../runtime/store/sql/sqlite-store.ts";
import type { Store } from "../../runtime/store/store.ts";
import { createVault } from "../../runtime/store/vault.ts";
import { withClient, type Postgres } from "../../test/oauth/support/postgres.ts";
import { heapOf, heapTelling } from "./heap-of-process.ts";
import { keepUsers, type Holder } from "./kept-users.ts";
import { startListening } from "../listening.ts";

/** A server that is measured: one process, or several that share what they keep. */
export interface UserServer {
  readonly name: string;
  readonly users: number;
  readonly replicas: readonly Replica[];
  /** Who calls; those with the static token have nothing to refresh. */
  readonly holders: readonly Holder[];
  /** Bytes of the store. */
  readonly size: () => Promise<number>;
}

/** One process of it. */
export interface Replica {
  readonly url: string;
  /** Bytes that are needed of the heap. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

export interface Kestra {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

interface ServersGiven {
  readonly entry: string;
  /** For what is written. */
  readonly folder: string;
  readonly kestra: Kestra;
  /** Absent: there is none on this machine. */
  readonly postgres: Postgres | undefined;
  readonly users: number;
  /** Of each user. */
  readonly grants: number;
}

/** Where the users of one server are kept. */
interface Place {
  readonly address: string;
  readonly open: () => Promise<Store>;
  readonly size: () => Promise<number>;
}

const publicUrl = "https://mcp.example.com";
const staticToken = "a-static-token-of-the-bench-0123456789";

/** Starts one server with a static token, and for each kind of store one with a user of one grant and one with many. */
export async function startUserServers(given: ServersGiven): Promise<readonly UserServer[]> {
  const { entry, folder, kestra, postgres, users, grants } = given;
  const roles = join(folder, "roles.yaml");
  await writeFile(roles, "claims: [roles]\nroles:\n  engineer:\n    - allow: [all]\n");
  const key = `one:${randomBytes(32).toString("base64url")}`;
  const common = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_TENANT_ID: "main",
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_MAX_SESSIONS: "5000",
    KESTRA_MCP_LOG_LEVEL: "ERROR",
  };
  const withUsers = {
    ...common,
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PUBLIC_URL: publicUrl,
    KESTRA_MCP_OIDC_ISSUER: "https://login.example.com",
    KESTRA_MCP_OIDC_CLIENT_ID: "bench",
    KESTRA_MCP_ROLES_FILE: roles,
    KESTRA_MCP_ENCRYPTION_KEYS: key,
    KESTRA_MCP_RATE_LIMIT: "1000000",
  };
  let files = 0;
  const start = async (env: Readonly<Record<string, string>>): Promise<Replica> => {
    const file = join(folder, `heap-${++files}`);
    const args = [...heapTelling, entry, "--transport", "http"];
    const { url, pid, close } = await startListening(args, { ...env, HEAP_FILE: file });
    return { url, heap: () => heapOf(pid, file), close };
  };
  const vault = createVault(encryptionKeys(key, "KESTRA_MCP_ENCRYPTION_KEYS"));
  const withStore = async (
    place: Place,
    { name, count, each, replicas }: { name: string; count: number; each: number; replicas: number },
  ): Promise<UserServer> => {
    const store = await place.open();
    const { url: baseUrl, username, password } = kestra;
    const secret = { kind: "basic", username, password } as const;
    const holders = await keepUsers(
      { store, vault, baseUrl, resource: `${publicUrl}/mcp`, secret },
      count,
      each,
    );
    await store.close();
    const started: Replica[] = [];
    for (let i = 0; i < replicas; i++)
      started.push(await start({ ...withUsers, KESTRA_MCP_STORE: place.address }));
    return { name, users: count, replicas: started, holders, size: place.size };
  };
  const few = { count: 1, each: 1, replicas: 1 };
  const many = { count: users, each: grants, replicas: 1 };
  const servers: UserServer[] = [];
  const { url: _, username: KESTRA_USERNAME, password: KESTRA_PASSWORD } = kestra;
  const operator = { ...common, KESTRA_USERNAME, KESTRA_PASSWORD, KESTRA_MCP_AUTH_TOKEN: staticToken };
  servers.push({
    name: "static token",
    users,
    replicas: [await start(operator)],
    holders: [{ client: "", access: staticToken, refresh: "" }],
    size: () => Promise.resolve(0),
  });
  servers.push(await withStore(sqliteIn(folder, "few"), { ...few, name: "SQLite, 1 user" }));
  servers.push(await withStore(sqliteIn(folder, "many"), { ...many, name: `SQLite, ${users} users` }));
  if (postgres === undefined) return servers;
  const empty = () => postgresIn(postgres);
  servers.push(await withStore(await empty(), { ...few, name: "PostgreSQL, 1 user" }));
  servers.push(await withStore(await empty(), { ...many, name: `PostgreSQL, ${users} users` }));
  const name = `PostgreSQL, ${users} users, 2 replicas`;
  servers.push(await withStore(await empty(), { ...many, name, replicas: 2 }));
  return servers;
}

function sqliteIn(folder: string, name: string): Place {
  const path = join(folder, `${name}.db`);
  const bytes = async (file: string) => (await stat(file).catch(() => ({ size: 0 }))).size;
  return {
    address: `file:${path}`,
    open: () => Promise.resolve(openSqliteStore(path, Date.now)),
    size: async () => (await bytes(path)) + (await bytes(`${path}-wal`)),
  };
}

async function postgresIn(postgres: Postgres): Promise<Place> {
  const address = await postgres.createDatabase();
  return {
    address,
    open: () => openPostgresStore(address, Date.now),
    size: async () => {
      const sql = "select pg_total_relation_size('kestra_mcp_record') as size";
      const { rows } = await withClient(address, (client) => client.query<{ size: string }>(sql));
      return Number(rows[0]?.size);
    },
  };
}
