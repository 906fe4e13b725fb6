import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigurationError, StoreError } from "../../../runtime/errors.ts";
import { openDatabase } from "../../../runtime/store/sql/node-sqlite.ts";
import { openSqliteStore } from "../../../runtime/store/sql/sqlite-store.ts";

const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-file-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);
const opening = (name: string) => () => openSqliteStore(at(name), Date.now);

describe("the file of a store", () => {
  test("is its user's alone, with those beside it, also where it was there before", async () => {
    writeFileSync(at("before.db"), "");
    chmodSync(at("before.db"), 0o666);
    for (const name of ["new.db", "before.db"]) {
      const store = opening(name)();
      await store.put("user", { id: "a", body: {} });
      for (const end of ["", "-wal", "-shm"]) expect(statSync(at(name + end)).mode & 0o777).toBe(0o600);
      await store.close();
    }
  });

  test("has what was kept when it is opened again, and says what it is", async () => {
    const store = opening("again.db")();
    expect(store.name).toBe(`SQLite file ${at("again.db")}`);
    await store.put("user", { id: "a", body: { is: 1 } });
    await store.close();
    await expect(store.get("user", "a")).rejects.toThrow(StoreError);
    const again = opening("again.db")();
    expect(await again.get("user", "a")).toEqual({ id: "a", body: { is: 1 } });
    await again.close();
  });

  // Without it another process that reads the file, as a backup does, takes itself for the last one and removes its log.
  test.runIf(existsSync("/proc/locks"))("is locked while it is open", async () => {
    const store = opening("locked.db")();
    await store.put("user", { id: "a", body: {} });
    const { ino } = statSync(at("locked.db"));
    expect(readFileSync("/proc/locks", "utf8")).toMatch(new RegExp(` READ +${process.pid} \\S+:${ino} `));
    await store.close();
  });

  test("stands in a folder that is there", () => {
    expect(opening("none/store.db")).toThrow(`there is no folder ${at("none")}`);
    writeFileSync(at("plain"), "");
    expect(opening("plain/store.db")).toThrow(`${at("plain")} is no folder`);
    mkdirSync(at("sub"));
    expect(opening("sub")).toThrow("it is a folder");
    expect(opening("sub")).toThrow(ConfigurationError);
  });

  test("is a database, and one of ours", () => {
    writeFileSync(at("text.db"), "Dear diary, this is not a database at all.".repeat(100));
    expect(opening("text.db")).toThrow(
      /^KESTRA_MCP_STORE: the SQLite file .*text.db cannot be used \(file is not a database\)/,
    );
    const others = openDatabase(at("others.db"), 100);
    others.exec("create table diary (day text)");
    others.close();
    expect(opening("others.db")).toThrow("is a database of another program");
  });

  test("is not one that a newer program made", async () => {
    await opening("newer.db")().close();
    const newer = openDatabase(at("newer.db"), 100);
    newer.exec("pragma user_version = 7");
    newer.close();
    expect(opening("newer.db")).toThrow(
      "was made by a newer kestra-mcp (its version is 7, and this one knows 1)",
    );
  });

  test("tells why a change was not made, and goes on", async () => {
    const store = opening("held.db")();
    const other = openDatabase(at("held.db"), 100);
    other.exec("begin immediate");
    other.exec("drop table kestra_mcp_record");
    other.exec("commit");
    const refused = store.put("user", { id: "a", body: {} });
    await expect(refused).rejects.toThrow(StoreError);
    await expect(refused).rejects.toThrow(/^The SQLite file .*held.db did not do it/);
    other.close();
    await store.close();
  });
});
