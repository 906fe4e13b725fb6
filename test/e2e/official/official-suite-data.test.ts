import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, flowYaml } from "../support/flows.ts";
import { check, useKestra } from "../support/kestra.ts";
import { here, log, of, scheduled, slow, text } from "../support/official-flows.ts";

/** What the tests of the official server expect of its tools, on flows that need no network. */
useKestra();

beforeAll(async () => {
  await createFlow("hello_mcp", slow);
  await createFlow("scheduled_flow", scheduled);
});

describe("files", () => {
  check("a file is created, read, found, moved and deleted", async () => {
    const file = (more: object) => text("namespace_file_action", { ...here(), ...more });
    const file_content = "import pandas as pd\n";
    expect((await file({ action: "create", path: "etl.py", file_content })).status).toBe("created");
    expect((await file({ path: "etl.py" })).content).toContain("import pandas as pd");
    const found = (await file({ action: "search", q: "etl.py" })).results as unknown as readonly string[];
    expect(found.some((it) => it.includes("etl.py"))).toBe(true);
    const moved = await file({ action: "move", path: "etl.py", to_path: "moved_etl.py" });
    expect(moved.status).toBe("moved");
    expect((await file({ action: "get", path: "moved_etl.py" })).content).toBe(file_content);
    expect((await file({ action: "delete", path: "moved_etl.py" })).status).toBe("deleted");
  });

  check("a directory is created, listed, moved and deleted", async () => {
    const directory = (action: string, path: string, more: object = {}) =>
      text("namespace_directory_action", { ...here(), action, path, ...more });
    for (const path of ["test_dir", "test_dir/subdir"])
      expect((await directory("create", path)).status).toBe("directory_created");
    const [row] = (await directory("list", "test_dir")).results;
    expect(Object.keys(row ?? {})).toEqual(
      expect.arrayContaining(["type", "size", "fileName", "lastModifiedTime", "creationTime"]),
    );
    expect(row).toMatchObject({ type: "Directory", fileName: "subdir" });
    const moved = await directory("move", "test_dir/subdir", { to_path: "moved_subdir" });
    expect(moved.status).toBe("directory_moved");
    for (const path of ["moved_subdir", "test_dir"])
      expect((await directory("delete", path)).status).toBe("directory_deleted");
  });
});

describe("flows", () => {
  check("a flow keeps its source, is disabled and enabled, and is found", async () => {
    const yaml_definition = flowYaml("hello_mcp", slow);
    const flow = await text("create_flow_from_yaml", { yaml_definition });
    expect(flow.source.trim()).toBe(yaml_definition.trim());
    expect(flow.disabled).toBeFalsy();
    expect(flow.deleted).toBeFalsy();
    for (const action of ["disable", "enable"])
      expect((await text("manage_flow", { action, ...of("hello_mcp") })).count).toBe(1);
    const query = "hello mcp";
    const best = await text("find_flow", { query, ...here() });
    expect(best).toMatchObject({ found: true, match: { ...here(), flow_id: "hello_mcp" } });
    expect((await text("find_flow", { query: "nonexistent_xyz_123" })).found).toBe(false);
    const { results } = await text("search_flows", { query: "hello_mcp" });
    expect(results.map(({ id }) => id)).toContain("hello_mcp");
    const triggers = await text("list_flows_with_triggers", here());
    expect(JSON.stringify(triggers.results)).toContain("scheduled_flow");
  });
});

describe("the key-value store", () => {
  const values: readonly (readonly [string, unknown])[] = [
    ["text", "hello"],
    ["number", 42],
    ["flag", true],
    ["day", "2026-05-01"],
    ["instant", "2026-05-01T10:00:00Z"],
    ["object", { a: [1, "b"], c: null }],
    ["duration", "PT4H"],
  ];

  check("sets, gets, lists and deletes each type", async () => {
    const kv = (action: string, more: object = {}) => text("manage_kv_store", { ...here(), action, ...more });
    for (const [key, value] of values) expect((await kv("set", { key, value })).status).toBe("ok");
    for (const [key, value] of values) {
      const got = await kv("get", { key });
      expect(got.type).toEqual(expect.any(String));
      // Kestra drops the keys of an object that are null.
      expect(got.value).toEqual(key === "object" ? { a: [1, "b"] } : value);
    }
    const { results } = await kv("list");
    expect(results.map(({ key }) => key)).toEqual(expect.arrayContaining(values.map(([key]) => key)));
    for (const row of results) {
      for (const name of ["creationDate", "updateDate"]) expect(row).toHaveProperty(name);
      expect(row.expirationDate ?? "none").toEqual(expect.any(String));
    }
    for (const [key] of values) expect((await kv("delete", { key })).deleted).toBe(true);
    await expect(kv("get", { key: "text" })).rejects.toThrow();
    await expect(kv("set", { key: "text" })).rejects.toThrow();
    expect((await kv("delete", { key: "never_there" })).deleted).toBe(false);
  });
});

describe("logs", () => {
  check("lines are read, downloaded, searched, followed and deleted", async () => {
    await createFlow("logging", `tasks:\n${log("say", "something")}`);
    const { id: execution_id } = await text("execute_flow", { ...of("logging"), wait: true });
    let rows: readonly Data[] = [];
    for (let look = 0; rows.length === 0 && look < 100; look++) {
      await sleep(50);
      rows = (await text("get_execution_logs", { execution_id, min_level: "INFO" })).results;
    }
    for (const key of ["namespace", "flowId", "executionId", "timestamp", "level", "message"])
      expect(rows[0]).toHaveProperty(key);
    expect((await text("download_execution_logs", { execution_id })).result).toContain("something");
    expect(Object.keys(await text("search_logs", { ...here() }))).toEqual(
      expect.arrayContaining(["results", "total"]),
    );
    expect((await text("follow_execution_logs", { execution_id })).result).toContain("something");
    expect(await text("delete_execution_logs", { execution_id })).toEqual({ status: "deleted" });
    expect(await text("delete_flow_logs", of("logging"))).toEqual({ status: "deleted" });
    const level = { execution_id, min_level: "INVALID" };
    await expect(text("get_execution_logs", level)).rejects.toThrow(/Invalid min_level|INVALID/);
  });
});

describe("namespaces", () => {
  check("namespaces, their flows and their dependencies are listed", async () => {
    for (const with_flows_only of [true, false])
      expect((await text("list_namespaces", { with_flows_only })).results.length).toBeGreaterThan(0);
    for (const row of (await text("list_flows_in_namespace", here())).results)
      expect(row).toMatchObject(here());
    const { result } = await text("list_namespace_dependencies", here());
    expect(result).toMatch(/legend|flows listed/i);
  });
});
