import { accessSync, chmodSync, closeSync, constants, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigurationError, StoreError } from "../../errors.ts";
import { say } from "../../text/said.ts";
import { createChannels } from "../channels.ts";
import { guarded } from "../guarded.ts";
import { madeByNewer, migrations, newest } from "./migrations.ts";
import { openDatabase, requireSqlite, type Database, type PreparedStatement } from "./node-sqlite.ts";
import { promised } from "../promised.ts";
import { sqlOperations, type Answered, type Query, type SqlValue } from "./sql-operations.ts";
import type { ReadKept, Store, StoreFacts } from "../store.ts";

/** Milliseconds for which another process may hold the file: the command line changes one record after the other. */
const lockTime = 5000;

/** "KMCP" in ASCII: whose file it is. */
const application = 0x4b4d4350;

/**
 * Keeps all in a file of SQLite, for one process at a time and the command line beside it. What was answered is on the disk.
 * @param path absolute; the file is made where its folder is there
 * @param now milliseconds since the epoch
 * @throws ConfigurationError where the file cannot be one of ours
 */
export function openSqliteStore(path: string, now: () => number): Store {
  const name = `SQLite file ${path}`;
  // Once, and before: whoever closes a file gives up all locks that the process has on it, and whoever closes the database next
  // would then take its log away from under us.
  makePrivate(path, name);
  const lasting = queries(open(path, name, "full"), name);
  // What only counts or tidies up need not wait for the disk: a power cut loses a moment of it, the end of the process nothing.
  const quick = queries(open(path, name, "normal"), name);
  const { tally, sweep } = sqlOperations(quick.query, now);
  const channels = createChannels();
  return guarded({
    name,
    ...sqlOperations(lasting.query, now),
    tally,
    sweep,
    tell: (channel, text) => channels.tell(channel, text),
    listen: (channel, heard) => channels.listen(channel, heard),
    close: promised(() => {
      channels.end();
      lasting.close();
      quick.close();
    }),
  });
}

/**
 * Looks at the file without making or changing it.
 * @throws ConfigurationError where it cannot be one of ours, or cannot be made
 */
export async function lookAtSqliteStore(path: string, read?: ReadKept): Promise<StoreFacts> {
  const name = `SQLite file ${path}`;
  requireSqlite(process.version);
  if (!isWritable(path, name)) return { name };
  return using(path, name, async (database) => {
    const version = versionOf(database, name);
    if (version === 0) return { name };
    await read?.(sqlOperations(queries(database, name).query, Date.now));
    return { name, version };
  });
}

/** @returns whether it is there @throws ConfigurationError where it cannot be written, or made */
function isWritable(path: string, name: string): boolean {
  try {
    closeSync(openSync(path, "r+"));
    return true;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw unusable(error, path, name);
  }
  try {
    accessSync(dirname(path), constants.W_OK);
    return false;
  } catch (error) {
    throw unusable(error, path, name);
  }
}

function queries(database: Database, name: string): { readonly query: Query; readonly close: () => void } {
  const statements = new Map<string, PreparedStatement>();
  const prepared = (sql: string): PreparedStatement => {
    const known = statements.get(sql) ?? database.prepare(sql.replaceAll("$", "?"));
    statements.set(sql, known);
    return known;
  };
  const answered = (sql: string, values: readonly SqlValue[]): Answered => {
    const statement = prepared(sql);
    if (!/^select|\breturning\b/.test(sql))
      return { rows: [], count: Number(statement.run(...values).changes) };
    // To its end: only then is an error of the disk told.
    const rows = statement.all(...values);
    return { rows, count: rows.length };
  };
  return {
    query: promised((sql, ...values) => {
      try {
        return answered(sql, values);
      } catch (error) {
        throw new StoreError(say`The ${name} did not do it (${reasonOf(error)}).`, { cause: error });
      }
    }),
    close: () => {
      database.close();
    },
  };
}

function open(path: string, name: string, synchronous: "full" | "normal"): Database {
  let database: Database | undefined;
  try {
    database = openDatabase(path, lockTime);
    prepare(database, name);
    database.exec(`pragma synchronous = ${synchronous}`);
    return database;
  } catch (error) {
    database?.close();
    throw refused(error, name);
  }
}

/** Uses a database for a moment. */
async function using<T>(path: string, name: string, use: (database: Database) => Promise<T>): Promise<T> {
  let database: Database | undefined;
  try {
    database = openDatabase(path, lockTime);
    return await use(database);
  } catch (error) {
    throw refused(error, name);
  } finally {
    database?.close();
  }
}

function refused(error: unknown, name: string): ConfigurationError {
  if (error instanceof ConfigurationError) return error;
  return new ConfigurationError(`KESTRA_MCP_STORE: the ${name} cannot be used (${reasonOf(error)}).`, {
    cause: error,
  });
}

/** SQLite gives the files beside it the same mode. */
function makePrivate(path: string, name: string): void {
  try {
    closeSync(openSync(path, "a", 0o600));
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch (error) {
    throw unusable(error, path, name);
  }
}

/** What the system says of a file that cannot be used. */
function unusable(error: unknown, path: string, name: string): ConfigurationError {
  const code = codeOf(error);
  const folder = dirname(path);
  const why = {
    ENOENT: `there is no folder ${folder}: make it, for this user alone`,
    ENOTDIR: `${folder} is no folder`,
    EISDIR: "it is a folder: name a file in it",
    EACCES: `this user may not write it, or not in ${folder}`,
    EPERM: "it belongs to another user, and others may read it",
    EROFS: `nothing can be written in ${folder}`,
  }[code];
  return new ConfigurationError(`KESTRA_MCP_STORE: the ${name} cannot be used: ${why ?? code}.`, {
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

/** Two processes may do it at once: whoever comes second waits, and finds it done. */
function prepare(database: Database, name: string): void {
  versionOf(database, name);
  const mode = database.prepare("pragma journal_mode = wal").all()[0]?.journal_mode;
  if (mode !== "wal")
    throw new ConfigurationError(
      `KESTRA_MCP_STORE: the ${name} is on a file system that several processes cannot share memory on, such as one of a network. Name a file on a disk of this machine.`,
    );
  database.exec("begin immediate");
  try {
    const version = versionOf(database, name);
    for (const statement of migrations("text").slice(version).flat()) database.exec(statement);
    database.exec(`pragma user_version = ${newest}`);
    database.exec(`pragma application_id = ${application}`);
    database.exec("commit");
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
}

/** The version of its tables; 0 where there are none yet. @throws ConfigurationError where it is not one of ours */
function versionOf(database: Database, name: string): number {
  const fact = (of: string): number => Number(database.prepare(`pragma ${of}`).all()[0]?.[of]);
  const own = fact("application_id");
  const tables = database.prepare("select count(*) as n from sqlite_schema").all()[0]?.n;
  if (own !== application && (own !== 0 || tables !== 0))
    throw new ConfigurationError(
      `KESTRA_MCP_STORE: the ${name} is a database of another program. Name another file.`,
    );
  const version = fact("user_version");
  if (version > newest) throw new ConfigurationError(madeByNewer(name, version));
  return version;
}

function reasonOf(error: unknown): string {
  const { errstr, code, message } = error as { errstr?: string; code?: string; message?: string };
  return errstr ?? code ?? message ?? "";
}
