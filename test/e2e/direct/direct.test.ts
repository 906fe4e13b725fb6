import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import type { Server } from "../../support/server.ts";
import { execute, flowYaml, hello, sleeping, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

/** The tools as their own server named them, and the arguments that it required. */
const required: Readonly<Record<string, readonly string[]>> = {
  auth_status: [],
  search_namespaces: [],
  list_flows: ["namespace"],
  get_flow: ["namespace", "flow_id"],
  create_or_update_flow: ["source"],
  execute_flow: ["namespace", "flow_id"],
  get_execution: ["execution_id"],
  list_executions: ["namespace", "flow_id"],
  kill_execution: ["execution_id"],
  search_triggers: [],
  list_apps: [],
  get_app: ["uid"],
  create_app: ["app_data"],
};

interface Flows {
  readonly flows: readonly { readonly id: string }[];
}

describe("the tools of kestra-server-mcp", () => {
  const state: { server?: Server } = {};
  const get = async <T = Data>(name: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> => {
    if (state.server === undefined) throw new Error("The server was not started.");
    return state.server.get<T>(name, args);
  };
  const refusal = async (name: string, args: Readonly<Record<string, unknown>>): Promise<string> => {
    if (state.server === undefined) throw new Error("The server was not started.");
    return state.server.refusal(name, args);
  };

  beforeAll(async () => {
    state.server = await kestra.start({ KESTRA_MCP_ENABLED_TOOLS: "kestra-server-mcp" });
  });
  afterAll(() => state.server?.close());

  check("are listed under their names, and need no other arguments than there", () => {
    const listed = new Map((state.server?.tools ?? []).map(({ name, inputSchema }) => [name, inputSchema]));
    expect(Object.keys(required).filter((name) => !name.includes("app"))).toEqual(
      expect.arrayContaining([...listed.keys()].filter((name) => !name.includes("app"))),
    );
    for (const [name, { required: needed = [], properties = {} }] of listed) {
      const theirs = required[name] ?? [];
      expect(theirs, name).toEqual(expect.arrayContaining(needed));
      expect(Object.keys(properties), name).toEqual(expect.arrayContaining([...theirs]));
    }
    return Promise.resolve();
  });

  check("create_or_update_flow creates a flow, and then updates it", async () => {
    const created = await get("create_or_update_flow", { source: flowYaml("direct", hello) });
    expect(created).toMatchObject({ id: "direct", revision: 1 });
    const source = flowYaml("direct", hello.replace("Hello", "Bye"));
    expect(await get("create_or_update_flow", { yaml_definition: source })).toMatchObject({ revision: 2 });
    const flow = await get("get_flow", { namespace: kestra.namespace, flow_id: "direct" });
    expect(flow.source).toContain("message: Bye");
  });

  check("create_or_update_flow hands on what Kestra says of a flow that is not valid", async () => {
    const broken = flowYaml("broken", hello.replace("core.log.Log", "core.log.Nothing"));
    expect(await refusal("create_or_update_flow", { source: broken })).toContain(
      "io.kestra.plugin.core.log.Nothing",
    );
    expect(await refusal("create_or_update_flow", { source: "id: only\n" })).toContain("namespace");
  });

  check("search_namespaces and list_flows find them, a part at a time", async () => {
    await get("create_or_update_flow", { source: flowYaml("second", hello) });
    const { results, total } = await get("search_namespaces", { query: kestra.namespace });
    expect(results).toEqual([expect.objectContaining({ id: kestra.namespace })]);
    expect(total).toBe(1);
    const [first, other] = await Promise.all(
      [1, 2].map((page) => get("search_namespaces", { q: "e2e", size: 1, page })),
    );
    expect(first?.results).toHaveLength(1);
    expect(other?.results).not.toEqual(first?.results);
    const all = await get<Flows>("list_flows", { namespace: kestra.namespace });
    expect(all.flows.map(({ id }) => id).sort()).toEqual(["direct", "second"]);
    expect((await get<Flows>("list_flows", { namespace: kestra.namespace, offset: 1 })).flows).toHaveLength(
      1,
    );
    expect((await get<Flows>("list_flows", { namespace: `${kestra.namespace}.none` })).flows).toEqual([]);
  });

  check("get_execution tells of one that execute_flow started", async () => {
    const inputs = "inputs:\n  - { id: data, type: JSON }\n  - { id: count, type: INT }\n";
    await get("create_or_update_flow", { source: flowYaml("asks", inputs + hello) });
    const of = { namespace: kestra.namespace, flow_id: "asks" };
    const { id } = await get("execute_flow", { ...of, inputs: { data: { a: [1, "b"] }, count: 3 } });
    await waitFor(id);
    const execution = await get("get_execution", { execution_id: id });
    expect(execution).toMatchObject({
      id,
      flowId: "asks",
      state: { current: "SUCCESS" },
      inputs: { data: { a: [1, "b"] }, count: 3 },
    });
    const found = await until(
      () => get("list_executions", of),
      ({ results }) => results.length > 0,
    );
    expect(found.results.map((row) => row.id)).toEqual([id]);
    expect(await refusal("get_execution", { execution_id: "2AE1Zk1Mxns5f0LQh00Bkm" })).toContain("404");
  });

  check("kill_execution kills, and deletes nothing", async () => {
    await get("create_or_update_flow", { source: flowYaml("sleeps", sleeping()) });
    const { id } = await execute("sleeps");
    await waitFor(id, ["RUNNING"]);
    expect(await get("kill_execution", { execution_id: id })).toMatchObject({ status: "kill_requested" });
    expect((await waitFor(id)).state.current).toBe("KILLED");
    const again = await get("kill_execution", { execution_id: id });
    expect(again).toMatchObject({ executionId: id, status: "already_finished", finishedAs: "KILLED" });
    expect(await get("get_execution", { execution_id: id })).toMatchObject({ id });
    expect(await get("kill_execution", { execution_id: "2AE1Zk1Mxns5f0LQh00Bkm" })).toMatchObject({
      status: "not_found",
    });
  });

  check("an id is never a path", async () => {
    for (const name of ["get_execution", "kill_execution"])
      expect(await refusal(name, { execution_id: ".." })).toContain("execution_id");
  });

  check("search_triggers takes a namespace alone", async () => {
    const trigger = `triggers:\n  - id: daily\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: 0 9 * * *\n`;
    await get("create_or_update_flow", { source: flowYaml("daily", hello + trigger) });
    const { results } = await until(
      () => get("search_triggers", { namespace: kestra.namespace }),
      (found) => found.results.length > 0,
    );
    expect(results).toEqual([expect.objectContaining({ flowId: "daily", triggerId: "daily" })]);
  });

  check("register_kestra_token is for users who log in, which nobody does over stdio", async () => {
    expect((state.server?.tools ?? []).map(({ name }) => name)).not.toContain("register_kestra_token");
    expect(await refusal("register_kestra_token", {})).toContain("KESTRA_MCP_TRANSPORT, which is stdio");
  });

  check("auth_status tells who calls over stdio, and no secret", async () => {
    const status = await get("auth_status");
    expect(status).toMatchObject({
      authenticated: false,
      roles: [],
      permissions: [{ allow: ["read", "write", "destructive"] }],
      tenant_id: "main",
      token_configured: true,
      kestra_credentials: "operator",
      api_url: kestra.target.url.replace(/\/api\/v1.*$/, ""),
    });
    const listed = (state.server?.tools ?? []).map(({ name }) => name);
    expect((status as unknown as { available_tools: string[] }).available_tools).toEqual(listed);
    expect(JSON.stringify(status)).not.toContain(kestra.target.password);
  });
});
