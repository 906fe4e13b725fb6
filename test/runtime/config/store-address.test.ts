import { describe, expect, test } from "vitest";
import { passwordIn, storeAddress } from "../../../runtime/config/readers/store-address.ts";

const read = (text: string) => storeAddress(text, "KESTRA_MCP_STORE");

describe("the place of a store", () => {
  test.each([
    ["file:/var/lib/kestra-mcp/store.db", "/var/lib/kestra-mcp/store.db"],
    [" file:///var/lib/a%20b.db ", "/var/lib/a b.db"],
  ])("is a file: %s", (text, path) => {
    expect(read(text)).toEqual({ kind: "file", path });
  });

  test.each([
    "postgres://user:canary-word@db.example:5433/mcp?sslmode=verify-full",
    "postgresql://db.example/mcp",
    "postgres:///mcp?host=/run/postgresql",
  ])("is a database: %s", (url) => {
    expect(read(url)).toEqual({ kind: "database", url });
  });

  test.each([
    "store.db",
    "/var/lib/store.db",
    "file:store.db",
    "file:~/store.db",
    "file://host/store.db",
    "file:/var/lib/",
    "file:/store.db?mode=ro",
    "sqlite:/store.db",
    "postgres://user:canary-word@db.example",
    "postgres://user:canary-word@db.example/",
    "postgres://user:canary-word%zz@db.example/mcp",
    "mysql://user:canary-word@db.example/mcp",
  ])("is not %s, and no error tells a password", (text) => {
    expect(() => read(text)).toThrow(/^KESTRA_MCP_STORE must be file:/);
    expect(() => read(text)).not.toThrow(/canary/);
  });

  test("has a password, as it is written", () => {
    expect(passwordIn(read("postgres://user:p%40ss@db/mcp"))).toBe("p@ss");
    expect(passwordIn(read("file:/store.db"))).toBe("");
    expect(passwordIn(undefined)).toBe("");
  });
});
