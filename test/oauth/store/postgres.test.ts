import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { StoreError } from "../../../runtime/errors.ts";
import { describe as described } from "../../../runtime/log.ts";
import { lookAtStore, openServersStore } from "../../../runtime/store/open-store.ts";
import { openPostgresStore } from "../../../runtime/store/sql/postgres-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { missing, password, startPostgres, withClient, type Postgres } from "../support/postgres.ts";
import { skipped } from "../../support/skipped.ts";

const open = (url: string): Promise<Store> => openPostgresStore(url, Date.now);

/** What somebody would see of an error, its causes included. */
const shown = (error: unknown): string =>
  `${String(error)} ${String(described(error))} ${JSON.stringify(error)}`;

describe.skipIf(missing !== "")(`a store in a PostgreSQL of its own${skipped(missing)}`, () => {
  let database: Postgres;
  beforeAll(async () => {
    // As an operator runs it: it may lose nothing that it answered.
    database = await startPostgres([]);
  });
  afterAll(() => database.end());

  test("of replicas that start at once, one makes the tables", async () => {
    const url = await database.createDatabase();
    const stores = await Promise.all(Array.from({ length: 8 }, () => open(url)));
    await Promise.all(stores.map((store, i) => store.put("user", { id: String(i), body: {} })));
    expect(await stores[0]?.count("user")).toBe(8);
    await Promise.all(stores.map((store) => store.close()));
    const { rows } = await withClient(url, (client) =>
      client.query("select version from kestra_mcp_version"),
    );
    expect(rows).toEqual([{ version: 1 }]);
  });

  test("what was asked is answered before it is closed", async () => {
    const store = await open(await database.createDatabase());
    const asked = Array.from({ length: 100 }, (_, i) => store.add("user", { id: String(i), body: {} }));
    const closed = store.close();
    expect((await Promise.all(asked)).every(Boolean)).toBe(true);
    await closed;
    await expect(store.get("user", "1")).rejects.toThrow(StoreError);
  });

  test("a database that is away fails what is asked, and nothing that it answered is lost", async () => {
    const store = await open(await database.createDatabase());
    const heard: string[] = [];
    await store.listen("news", (text) => heard.push(text));
    const answered: string[] = [];
    let error: unknown;
    const writing = (async () => {
      for (let i = 0; error === undefined; i++)
        await store.put("grant", { id: String(i), body: {} }).then(
          () => answered.push(String(i)),
          (cause: unknown) => (error = cause),
        );
    })();
    await vi.waitFor(() => {
      expect(answered.length).toBeGreaterThan(50);
    }, 20_000);
    await database.crash();
    await writing;
    expect(error).toBeInstanceOf(StoreError);
    await expect(store.use("grant", "0")).rejects.toThrow(
      /^The PostgreSQL database test_\d+ on 127\.0\.0\.1:\d+ did not answer/,
    );
    await expect(store.tell("news", "lost")).rejects.toThrow(StoreError);
    await expect(store.use("grant", "0").catch(shown)).resolves.not.toContain(password);
    await database.start();
    expect(await store.use("grant", "0")).toBe(true);
    for (const id of answered) expect(await store.get("grant", id)).toBeDefined();
    await vi.waitFor(async () => {
      await store.tell("news", "again");
      expect(heard).toContain("again");
    }, 20_000);
    await store.close();
  });

  test("the operator is told once that it is away and why, and that it is back, without the password", async () => {
    const url = await database.createDatabase();
    const told: string[] = [];
    const warn = (sentence: string) => told.push(sentence);
    const store = await openServersStore({ store: { kind: "database", url } }, { now: Date.now, warn });
    await database.crash();
    for (let i = 0; i < 3; i++) await expect(store.use("grant", "0")).rejects.toThrow(StoreError);
    await expect(store.get("grant", "0")).rejects.toThrow(StoreError);
    expect(told).toEqual([
      expect.stringMatching(
        /^The store fails: The PostgreSQL database test_\d+ on .* did not answer as it should/,
      ),
    ]);
    await database.start();
    await store.use("grant", "0");
    expect(told.slice(1)).toEqual([`The store works again: ${store.name}.`]);
    expect(told.join()).not.toContain(password);
    await store.close();
  });

  test("a listener is told where it cannot listen, and hears nothing later", async () => {
    const store = await open(await database.createDatabase());
    const heard: string[] = [];
    await database.crash();
    await expect(store.listen("news", (text) => heard.push(text))).rejects.toThrow(StoreError);
    await database.start();
    const end = await store.listen("other", (text) => heard.push(text));
    await store.tell("news", "nobody listens");
    await store.tell("other", "heard");
    await vi.waitFor(() => {
      expect(heard).toEqual(["heard"]);
    }, 20_000);
    await end();
    await store.close();
  });

  test("servers in schemas of their own share nothing", async () => {
    const url = await database.createDatabase();
    await withClient(url, (client) => client.query("create schema other"));
    const first = await open(url);
    const second = await open(`${url}?options=${encodeURIComponent("-c search_path=other")}`);
    const heard: string[] = [];
    await first.listen("news", (text) => heard.push(`first ${text}`));
    await second.listen("news", (text) => heard.push(`second ${text}`));
    await first.put("user", { id: "a", body: {} });
    expect(await second.get("user", "a")).toBeUndefined();
    await first.tell("news", "one");
    await second.tell("news", "two");
    await vi.waitFor(() => {
      expect(heard.toSorted()).toEqual(["first one", "second two"]);
    }, 20_000);
    await Promise.all([first.close(), second.close()]);
  });

  test("a look at it makes nothing, and says why it cannot be used", async () => {
    const url = await database.createDatabase();
    const look = (one: string) => lookAtStore({ kind: "database", url: one });
    const { name } = await look(url);
    expect(await look(url)).toEqual({ name });
    const made = await withClient(url, (client) =>
      client.query("select to_regclass('kestra_mcp_version') as it"),
    );
    expect(made.rows).toEqual([{ it: null }]);
    const store = await open(url);
    expect(await look(url)).toEqual({ name: store.name, version: 1 });
    await store.close();
    await withClient(url, (client) => client.query("update kestra_mcp_version set version = 7"));
    await expect(look(url)).rejects.toThrow("was made by a newer kestra-mcp (its version is 7");
    const nowhere = `${url}?options=${encodeURIComponent("-c search_path=none")}`;
    const cases = [
      [nowhere, "no schema has been selected to create in"],
      [url.replace(password, `${password}x`), "password authentication failed"],
    ] as const;
    for (const [wrong, why] of cases) {
      const told = await look(wrong).then(String, shown);
      expect(told).toMatch(/^ConfigurationError: KESTRA_MCP_STORE: the PostgreSQL database/);
      expect(told).toContain(why);
      expect(told).not.toContain(password);
    }
  });

  test("tables of a newer program are left alone", async () => {
    const url = await database.createDatabase();
    await (await open(url)).close();
    await withClient(url, (client) => client.query("update kestra_mcp_version set version = 7"));
    await expect(open(url)).rejects.toThrow("was made by a newer kestra-mcp (its version is 7");
  });

  test("what cannot be opened says why, and never the password", async () => {
    const url = await database.createDatabase();
    const port = /:\d+\//;
    const cases = [
      [url.replace(port, ":1/"), "ECONNREFUSED"],
      [url.replace(password, `${password}x`), "password authentication failed"],
      [url.replace(/test_\d+$/, "none"), 'database "none" does not exist'],
      [`${url}?sslmode=require`, "does not support SSL"],
      [`${url}?options=${encodeURIComponent("-c search_path=none")}`, "no schema has been selected"],
    ] as const;
    for (const [given, why] of cases) {
      const error: unknown = await open(given).catch((it: unknown) => it);
      expect(String(error)).toMatch(/^ConfigurationError: KESTRA_MCP_STORE: the PostgreSQL database/);
      expect(String(error)).toContain(why);
      expect(shown(error)).not.toContain(password);
    }
    const store = await open(url);
    expect(store.name).toMatch(/^PostgreSQL database test_\d+ on 127\.0\.0\.1:\d+$/);
    await store.close();
  });
});
