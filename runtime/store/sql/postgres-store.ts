import { ConfigurationError, StoreError } from "../../errors.ts";
import { guarded } from "../guarded.ts";
import { madeByNewer, migrations, newest } from "./migrations.ts";
import { listenOn } from "./postgres-channels.ts";
import { connect, reasonOf, type DatabaseConnections, type Driver } from "./postgres-pool.ts";
import { sqlOperations } from "./sql-operations.ts";
import type { ReadKept, Store, StoreFacts } from "../store.ts";

/** What SQLite does not know, or need. A power cut loses the last moment of what only counts. */
const words = {
  locking: "for update skip locked",
  quick: ", set_config('synchronous_commit', 'off', true)",
};

/** "KMCP" in ASCII: what makes tables has this lock, in any database. */
const lock = 0x4b4d4350;

/**
 * Keeps all in a database that several replicas share. Its tables are made where there are none, in the schema that comes
 * first in the search path.
 * @param url such as `postgres://user:password@host:5432/database?sslmode=verify-full`
 * @param now milliseconds since the epoch
 * @throws ConfigurationError where the database cannot be reached, or be one of ours; it never holds the password
 */
export async function openPostgresStore(url: string, now: () => number): Promise<Store> {
  const driver = await import("pg");
  const connections = connect(driver, url);
  const { name, query, close } = connections;
  try {
    const schema = await prepare(driver, connections);
    const channels = listenOn(driver, connections, schema, now);
    return guarded({
      name,
      ...sqlOperations(query, now, words),
      tell: channels.tell,
      listen: channels.listen,
      close: async () => {
        await channels.close();
        await close();
      },
    });
  } catch (error) {
    await close();
    throw refused(error, name);
  }
}

/**
 * Looks at the database without making or changing anything.
 * @throws ConfigurationError as the opening does
 */
export async function lookAtPostgresStore(url: string, read?: ReadKept): Promise<StoreFacts> {
  const { name, query, close } = connect(await import("pg"), url);
  try {
    const { rows } = await query(
      `select current_schema() as schema, has_schema_privilege(current_schema(), 'create') as may,
        to_regclass(quote_ident(current_schema()) || '.kestra_mcp_version') is not null as made`,
    );
    const { schema, may, made } = rows[0] ?? {};
    if (typeof schema !== "string") throw new Error("no schema has been selected to create in");
    if (made !== true && may !== true) throw new Error(`permission denied for schema ${schema}`);
    if (made !== true) return { name };
    const versions = await query("select max(version) as version from kestra_mcp_version");
    const version = Number(versions.rows[0]?.version ?? 0);
    if (version > newest) throw new ConfigurationError(madeByNewer(name, version));
    if (version === 0) return { name };
    await read?.(sqlOperations(query, Date.now));
    return { name, version };
  } catch (error) {
    throw refused(error, name);
  } finally {
    await close();
  }
}

function refused(error: unknown, name: string): ConfigurationError {
  if (error instanceof ConfigurationError) return error;
  const cause = error instanceof StoreError ? error.cause : error;
  return new ConfigurationError(`KESTRA_MCP_STORE: the ${name} cannot be used (${reasonOf(cause)}).`, {
    cause,
  });
}

/** Of replicas that start at once, one makes the tables. @returns the schema that they are in */
async function prepare({ Client }: Driver, { name, config }: DatabaseConnections): Promise<string> {
  const client = new Client(config);
  // Told by what is asked next.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [lock]);
    await client.query("create table if not exists kestra_mcp_version (version integer not null)");
    const { rows } = await client.query<{ version: number | null; schema: string }>(
      "select (select max(version) from kestra_mcp_version) as version, current_schema() as schema",
    );
    const version = rows[0]?.version ?? 0;
    if (version > newest) throw new ConfigurationError(madeByNewer(name, version));
    for (const statement of migrations('text collate "C"').slice(version).flat())
      await client.query(statement);
    if (version < newest) await client.query("insert into kestra_mcp_version values ($1)", [newest]);
    await client.query("commit");
    return rows[0]?.schema ?? "";
  } finally {
    await client.end();
  }
}
