import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import type { Server } from "../../support/server.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { isEnterprise } from "../support/target.ts";

describe.skipIf(!isEnterprise)("apps, as kestra-server-mcp names their tools", () => {
  useKestra("ee");

  const state: { server?: Server } = {};
  const get = async <T = Data>(name: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> => {
    if (state.server === undefined) throw new Error("The server was not started.");
    return state.server.get<T>(name, args);
  };
  const refusal = async (name: string, args: Readonly<Record<string, unknown>>): Promise<string> =>
    state.server?.refusal(name, args) ?? "";
  const type = "io.kestra.plugin.ee.apps.Execution";
  const yaml = (id: string): string =>
    `id: ${id}\nnamespace: ${kestra.namespace}\ntype: ${type}\nflowId: hello\ntags: [Direct]\n`;

  beforeAll(async () => {
    state.server = await kestra.start({ KESTRA_MCP_ENABLED_TOOLS: "kestra-server-mcp, manage_apps" });
  });
  afterAll(() => state.server?.close());

  check("create_app takes YAML, and an object", async () => {
    const made = await get("create_app", { app_data: yaml("form") });
    expect(made).toMatchObject({ name: "form", namespace: kestra.namespace });
    const object = {
      id: "other",
      namespace: kestra.namespace,
      type,
      flowId: "hello",
      displayName: "An: app",
    };
    expect(await get("create_app", { app_data: object })).toMatchObject({ name: "An: app" });
    expect(await get("create_app", { yaml_source: yaml("third") })).toMatchObject({ name: "third" });
    expect(await refusal("create_app", { app_data: yaml("form") })).toMatch(/422[^]*already exists/);
    expect(await refusal("create_app", { app_data: { id: "bare" } })).toContain("422");
  });

  check("list_apps shows what is open, page by page, and get_app the source", async () => {
    const { uid } = await get("create_app", { app_data: yaml("shown") });
    const hidden = await get("create_app", { app_data: yaml("hidden") });
    await get("manage_apps", { action: "disable", uid: hidden.uid });
    const { results, total } = await get("list_apps", { tags: ["Direct"], size: 100 });
    expect(results).toContainEqual(expect.objectContaining({ uid, name: "shown", tags: ["Direct"] }));
    expect(results.map((app) => app.uid)).not.toContain(hidden.uid);
    expect(results).toHaveLength(total);
    const [one] = (await get("list_apps", { query: "shown", size: 1, page: 1 })).results;
    expect(one).toMatchObject({ uid });
    expect((await get("list_apps", { size: 1, page: 2 })).results).toHaveLength(1);
    expect(await get("get_app", { uid })).toMatchObject({ uid, source: yaml("shown") });
    expect(await refusal("get_app", { uid: "nothing" })).toMatch(/404[^]*list_apps/);
  });
});
