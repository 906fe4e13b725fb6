import { StoreError } from "../../errors.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { foreign, own, say } from "../../text/said.ts";
import { readKept } from "../kept-json.ts";
import type { Kind, NewRecord, Store, StoredRecord } from "../store.ts";

/** What a database answers to one statement. */
export interface Answered {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows that were changed or read. */
  readonly count: number;
}

/**
 * Runs one statement, all of it or nothing. It is SQL that SQLite and PostgreSQL both read; `$1` stands for the first value.
 * Rejects with StoreError.
 */
export type Query = (sql: string, ...values: readonly SqlValue[]) => Promise<Answered>;

export type SqlValue = string | number | null;

const columns = "id, owner, body, expires, used, points";
const conflict = "on conflict (kind, id) do update set";
const insert = `insert into kestra_mcp_record as kept (kind, id, owner, body, expires) values ($1, $2, $3, $4, $5) ${conflict} owner = excluded.owner, body = excluded.body, expires = excluded.expires, used = null, points = null`;
/** @param at the value that is the time */
const isThere = (at: string): string => `(expires is null or expires > ${at})`;

const statements = {
  put: insert,
  // What is expired is as if it were not there.
  add: `${insert} where kept.expires <= $6`,
  replace: `update kestra_mcp_record set owner = $3, body = $4, expires = $5 where kind = $1 and id = $2 and ${isThere("$6")} and body = coalesce($7, body)`,
  get: `select ${columns} from kestra_mcp_record where kind = $1 and id = $2 and ${isThere("$3")}`,
  use: `update kestra_mcp_record set used = $3 where kind = $1 and id = $2 and used is null and ${isThere("$3")}`,
  take: `delete from kestra_mcp_record where kind = $1 and id = $2 and ${isThere("$3")} returning ${columns}`,
  remove: `delete from kestra_mcp_record where kind = $1 and id = $2 and ${isThere("$3")}`,
  owned: `select ${columns} from kestra_mcp_record where kind = $1 and owner = $2 and ${isThere("$3")} order by id`,
  removeOwned: `delete from kestra_mcp_record where kind = $1 and owner = $2 and ${isThere("$3")}`,
  page: `select ${columns} from kestra_mcp_record where kind = $1 and id > $2 and ${isThere("$3")} order by id limit $4`,
  count: `select count(*) as n from kestra_mcp_record where kind = $1 and ${isThere("$2")}`,
  tally:
    `insert into kestra_mcp_record as kept (kind, id, body, points, expires) values ('tally', $1, '{}', $2, $3) ${conflict}` +
    ` points = case when kept.expires <= $4 then excluded.points else kept.points + excluded.points end,` +
    ` expires = case when kept.expires <= $4 then excluded.expires else kept.expires end returning points, expires`,
};

/** Rows that are swept at a time: others have their turn between. */
const some = 1000;

/**
 * What both databases do alike, each by one statement, so that it is whole or not done.
 * @param now milliseconds since the epoch
 * @param words of the one database: `locking` keeps two that remove at once out of each other's way, and `quick` is what a
 * statement returns besides where it need not wait for the disk
 */
export function sqlOperations(
  query: Query,
  now: () => number,
  { locking = "", quick = "" }: { readonly locking?: string; readonly quick?: string } = {},
): Omit<Store, "name" | "tell" | "listen" | "close"> {
  const sweep = `delete from kestra_mcp_record where (kind, id) in (select kind, id from kestra_mcp_record where expires <= $1 limit ${some} ${locking})`;
  // A row by itself, and not one of a list: which one is looked for once.
  const evict = `delete from kestra_mcp_record where (kind, id) = (select kind, id from kestra_mcp_record where kind = $1 and expires > $2 and expires <= $3 and used is null order by expires limit 1 ${locking}) returning ${columns}`;
  const kept = async (sql: string, ...values: readonly SqlValue[]): Promise<readonly StoredRecord[]> =>
    (await query(sql, ...values)).rows.map(recordOf);
  const changed = async (sql: string, ...values: readonly SqlValue[]): Promise<number> =>
    (await query(sql, ...values)).count;
  return {
    put: async (kind, record) => {
      await query(statements.put, ...valuesOf(kind, record));
    },
    add: async (kind, record) => (await changed(statements.add, ...valuesOf(kind, record), now())) > 0,
    replace: async (kind, record, was) => {
      const wasSaid = was === undefined ? null : JSON.stringify(was.body);
      return (await changed(statements.replace, ...valuesOf(kind, record), now(), wasSaid)) > 0;
    },
    get: async (kind, id) => whole(kind, (await kept(statements.get, kind, id, now()))[0]),
    use: async (kind, id) => (await changed(statements.use, kind, id, now())) > 0,
    take: async (kind, id) => whole(kind, (await kept(statements.take, kind, id, now()))[0]),
    evict: async (kind, until) => (await kept(evict, kind, now(), until))[0],
    remove: async (kind, id) => (await changed(statements.remove, kind, id, now())) > 0,
    owned: (kind, owner) => kept(statements.owned, kind, owner, now()),
    removeOwned: (kind, owner) => changed(statements.removeOwned, kind, owner, now()),
    // All ids come behind the empty one, which is none.
    page: (kind, most, after = "") => kept(statements.page, kind, after, now(), most),
    count: async (kind) => Number((await query(statements.count, kind, now())).rows[0]?.n),
    tally: async (id, points, span) => {
      const time = now();
      const { rows } = await query(statements.tally + quick, id, points, time + span, time);
      return { points: Number(rows[0]?.points), expires: Number(rows[0]?.expires) };
    },
    sweep: async () => {
      let all = 0;
      for (;;) {
        const swept = await changed(sweep, now());
        all += swept;
        if (swept < some) return all;
      }
    },
  };
}

function valuesOf(kind: Kind, { id, owner, body, expires }: NewRecord): readonly SqlValue[] {
  return [kind, id, owner ?? null, JSON.stringify(body), expires ?? null];
}

/** A row, as the statements wrote it. */
interface Row {
  readonly id: string;
  readonly owner: string | null;
  readonly body: string;
  readonly expires: number | null;
  readonly used: number | null;
  readonly points: number | null;
}

function recordOf(row: object): StoredRecord {
  const { id, owner, body, expires, used, points } = row as Row;
  const kept = points === null ? objectIn(body) : { points };
  return {
    id,
    ...(owner !== null && { owner }),
    ...(kept === undefined ? { body: {}, isBroken: true } : { body: kept }),
    ...(expires !== null && { expires }),
    ...(used !== null && { used }),
  };
}

/** Undefined of a text that is none. */
function objectIn(text: string): JsonObject | undefined {
  try {
    const value = readKept(text);
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** @throws StoreError for a record that is broken */
function whole(kind: Kind, record: StoredRecord | undefined): StoredRecord | undefined {
  if (record?.isBroken !== true) return record;
  throw new StoreError(
    say`The record of kind ${own(kind)} with the key ${foreign(record.id)} cannot be read.`,
  );
}
