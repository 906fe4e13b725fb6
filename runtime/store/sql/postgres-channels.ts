import type { Client } from "pg";
import { digestOf } from "../../digest.ts";
import { StoreError } from "../../errors.ts";
import { readKept } from "../kept-json.ts";
import { say } from "../../text/said.ts";
import { reasonOf, type DatabaseConnections, type Driver } from "./postgres-pool.ts";
import type { Store } from "../store.ts";

type Heard = (text: string) => void;

/** What replicas tell each other. */
export interface PostgresChannels {
  readonly tell: Store["tell"];
  readonly listen: Store["listen"];
  readonly close: () => Promise<void>;
}

/** Milliseconds before a connection is made again that broke: each time twice as many. */
const [firstPause, longestPause] = [100, 5000];

/** Milliseconds after which it is asked whether the connection is still there: nobody else would tell. */
const beatTime = 15_000;

/** Bytes of a notification, of which PostgreSQL takes 8,000; and milliseconds for which what is longer may be fetched. */
const [atOnce, toldTime] = [7000, 60_000];

/** Kinds of no record of others: what is too long for a notification, for as long as somebody may fetch it. */
const message = "message";

/**
 * By LISTEN and NOTIFY, on one connection that is made at the first listener, and made again whenever it breaks.
 * @param schema in which the tables are: servers with others in the same database hear nothing of these
 * @param now milliseconds since the epoch
 */
export function listenOn(
  { Client }: Driver,
  { name, config, query }: DatabaseConnections,
  schema: string,
  now: () => number,
): PostgresChannels {
  const listeners = new Map<string, Set<{ readonly heard: Heard }>>();
  let connected: Promise<Client> | undefined;
  let isClosed = false;
  let pause: number = firstPause;
  // In the order in which it was told, though some of it is fetched.
  let last: Promise<void> = Promise.resolve();

  const nameOf = (channel: string): string => `kestra_mcp_${digestOf(JSON.stringify([schema, channel]), 40)}`;
  const quoted = (notified: string): string => `"${notified}"`;

  const hear = async (notified: string, payload: string): Promise<void> => {
    const text = payload.startsWith('"') ? payload : await fetched(payload);
    if (text === undefined) return;
    for (const { heard } of [...(listeners.get(notified) ?? [])]) heard(readKept(text) as string);
  };
  const fetched = async (id: string): Promise<string | undefined> => {
    const sql = "select body from kestra_mcp_record where kind = $1 and id = $2";
    const { rows } = await query(sql, message, id);
    return rows[0]?.body as string | undefined;
  };

  const again = (): void => {
    connected = undefined;
    if (isClosed || listeners.size === 0) return;
    setTimeout(() => {
      if (isClosed || connected !== undefined || listeners.size === 0) return;
      client().then(() => {
        pause = firstPause;
      }, again);
    }, pause).unref();
    pause = Math.min(2 * pause, longestPause);
  };

  const open = async (): Promise<Client> => {
    const made = new Client(config);
    const beat = setInterval(() => {
      made.query("select 1").catch(() => made.end());
    }, beatTime).unref();
    made.on("error", () => undefined);
    made.on("notification", ({ channel, payload = "" }) => {
      last = last.then(() => hear(channel, payload)).catch(() => undefined);
    });
    try {
      await made.connect();
      for (const notified of listeners.keys()) await made.query(`listen ${quoted(notified)}`);
    } catch (error) {
      clearInterval(beat);
      void made.end().catch(() => undefined);
      throw error;
    }
    made.on("end", () => {
      clearInterval(beat);
      again();
    });
    return made;
  };
  const client = (): Promise<Client> => {
    const opening = (connected ??= open());
    opening.catch(() => {
      if (connected === opening) connected = undefined;
    });
    return opening;
  };
  const asked = async (sql: string): Promise<void> => {
    try {
      await (await client()).query(sql);
    } catch (error) {
      throw new StoreError(say`The ${name} did not answer as it should (${reasonOf(error)}).`, {
        cause: error,
      });
    }
  };

  return {
    tell: async (channel, text) => {
      const payload = JSON.stringify(text);
      const notified = nameOf(channel);
      if (Buffer.byteLength(payload) <= atOnce) {
        await query("select pg_notify($1, $2)", notified, payload);
        return;
      }
      const sql =
        "with kept as (insert into kestra_mcp_record (kind, id, body, expires) values ($3, $2, $4, $5)) select pg_notify($1, $2)";
      await query(sql, notified, crypto.randomUUID(), message, payload, now() + toldTime);
    },
    listen: async (channel, heard) => {
      const notified = nameOf(channel);
      const listener = { heard };
      const those = listeners.get(notified) ?? new Set();
      listeners.set(notified, those.add(listener));
      const end = async (): Promise<void> => {
        if (!those.delete(listener) || those.size > 0) return;
        if (listeners.get(notified) === those) listeners.delete(notified);
        // Where it is away, it listens to nothing.
        if (connected !== undefined) await asked(`unlisten ${quoted(notified)}`).catch(() => undefined);
      };
      try {
        await asked(`listen ${quoted(notified)}`);
      } catch (error) {
        await end();
        throw error;
      }
      return end;
    },
    close: async () => {
      isClosed = true;
      listeners.clear();
      const open = await connected?.catch(() => undefined);
      await open?.end();
      await last;
    },
  };
}
