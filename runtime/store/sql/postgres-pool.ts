import type * as pg from "pg";
import type { Pool, PoolConfig } from "pg";
import { StoreError } from "../../errors.ts";
import { say } from "../../text/said.ts";
import type { Query } from "./sql-operations.ts";

/** DatabaseConnections to one database, and what it is called without its password. */
export interface DatabaseConnections {
  readonly name: string;
  readonly config: PoolConfig;
  readonly query: Query;
  /** Once all that was asked is answered. */
  readonly close: () => Promise<void>;
}

/** The driver, loaded where a database is named. */
export type Driver = Pick<typeof pg, "Client" | "Pool">;

/** Milliseconds that a database may take to answer; the connection to it takes half of that at most. */
const answerTime = 10_000;

/** Connections of one process: each question takes a millisecond or two. */
const most = 10;

/** @param url checked by `parseStore` */
export function connect(driver: Driver, url: string): DatabaseConnections {
  const name = nameOf(url);
  const config: PoolConfig = {
    connectionString: verified(url),
    application_name: "kestra-mcp",
    connectionTimeoutMillis: answerTime / 2,
    query_timeout: answerTime,
    statement_timeout: answerTime,
    idle_in_transaction_session_timeout: answerTime,
    keepAlive: true,
    keepAliveInitialDelayMillis: answerTime,
    max: most,
  };
  const pool = new driver.Pool(config);
  // Of a connection that nobody uses just then: it is replaced, and whoever asks next is told where that fails.
  pool.on("error", () => undefined);
  const underWay = new Set<Promise<unknown>>();
  const query: Query = async (sql, ...values) => {
    const answer = ask(pool, name, sql, values);
    underWay.add(answer);
    try {
      return await answer;
    } finally {
      underWay.delete(answer);
    }
  };
  return {
    name,
    config,
    query,
    close: async () => {
      // Those that wait for a connection would wait for ever.
      await Promise.allSettled(underWay);
      await pool.end();
    },
  };
}

async function ask(
  pool: Pool,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<Awaited<ReturnType<Query>>> {
  try {
    const { rows, rowCount } = await pool.query<Record<string, unknown>>(sql, [...values]);
    return { rows, count: rowCount ?? 0 };
  } catch (error) {
    throw new StoreError(say`The ${name} did not answer as it should (${reasonOf(error)}).`, {
      cause: error,
    });
  }
}

/** What failed, as the driver says it: it names hosts and users, and never a password. */
export function reasonOf(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: readonly Error[] };
  const text = message || errors?.[0]?.message || "no reason given";
  return code === undefined || text.includes(code) ? text : `${text}, ${code}`;
}

function nameOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? (decodeURIComponent(hostname) || "localhost");
  return `PostgreSQL database ${decodeURIComponent(pathname.slice(1))} on ${host}${port === "" ? "" : `:${port}`}`;
}

/** What the driver does with these words, said in the one word about which it prints no warning. */
function verified(url: string): string {
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");
}
