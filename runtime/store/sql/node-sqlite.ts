import { ConfigurationError } from "../../errors.ts";

/** What is used of `node:sqlite`, which the types of the oldest Node that we run on do not know. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): PreparedStatement;
  close(): void;
}

export interface PreparedStatement {
  all(...values: readonly (string | number | null)[]): Record<string, unknown>[];
  run(...values: readonly (string | number | null)[]): { readonly changes: number | bigint };
}

interface Module {
  readonly DatabaseSync: new (path: string, options: { readonly timeout: number }) => Database;
}

/** The first releases that have it without a flag. */
const oldest = { 22: 13, 23: 4 } as Readonly<Record<number, number>>;

/**
 * Opens a file, or makes it.
 * @param timeout milliseconds for which another process may hold it
 * @throws ConfigurationError where this Node has no SQLite; what SQLite throws where the file is none
 */
export function openDatabase(path: string, timeout: number): Database {
  const { DatabaseSync } = loadSqlite(process.version);
  return new DatabaseSync(path, { timeout });
}

/** @throws ConfigurationError where a Node of this version has none */
export function requireSqlite(version: string): void {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const least = oldest[major];
  if (least === undefined ? major > 23 : minor >= least) return;
  throw new ConfigurationError(
    `KESTRA_MCP_STORE names a file, which needs Node 22.13 or newer, and this is ${version}. Install a newer Node, or name a PostgreSQL database.`,
  );
}

/** Node warns that it may still change; the tests of the store would tell us, and no operator can do anything about it. */
function loadSqlite(version: string): Module {
  requireSqlite(version);
  const { emitWarning } = Object.getOwnPropertyDescriptors(process);
  const warn = process.emitWarning.bind(process) as (...all: readonly unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: readonly unknown[]) => {
    if (!String(warning).startsWith("SQLite is an experimental feature")) warn(warning, ...rest);
  };
  try {
    return process.getBuiltinModule("node:sqlite" as "node:fs") as unknown as Module;
  } finally {
    Object.defineProperty(process, "emitWarning", emitWarning);
  }
}
