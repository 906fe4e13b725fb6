import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { kestraService } from "../../runtime/mcp/kestra-service.ts";
import { json, type Respond } from "../runtime/support/server.ts";
import { connected, ways } from "./support/clients.ts";
import { send } from "./support/raw.ts";
import { serving, type Serving } from "./support/serving.ts";

const tokens = {
  ann: "ann-token-0123456789",
  bob: "bob-token-0123456789",
  eve: "eve-token-0123456789",
  operator: "operator-0123456789",
};

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const roles = `
roles:
  engineer:
    - allow: [read, write]
      tools: [flow, execution]
      namespaces: [company.data]
  reader:
    - allow: [read]
      tools: [get_flow, manage_flow, search_flows]
  none: []
`;

const named = `
tokens:
  - name: ann
    token: ${tokens.ann}
    roles: [engineer]
  - name: bob
    token: ${tokens.bob}
    roles: reader
  - name: eve
    token: ${tokens.eve}
`;

/** Answers executions `mine` and `theirs`, each in its namespace, and flows of any. */
const kestra: Respond = ({ url }, response) => {
  const [, id] = /executions\/(mine|theirs)/.exec(url) ?? [];
  const flow = { id: "hello", namespace: "company.data", revision: 1, source: "id: hello" };
  if (id === undefined) json(response, flow);
  else
    json(response, {
      id,
      namespace: id === "mine" ? "company.data.etl" : "company.people",
      flowId: "hello",
      state: { current: "SUCCESS", histories: [] },
      taskRunList: [],
    });
};

function files(texts: { readonly roles?: string; readonly tokens?: string }) {
  const folder = mkdtempSync(join(tmpdir(), "roles-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const entries = Object.entries(texts).map(([name, text]) => {
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, text, { mode: 0o600 });
    return [`KESTRA_MCP_${name.toUpperCase()}_FILE`, path] as const;
  });
  return Object.fromEntries(entries);
}

function served(env: Readonly<Record<string, string>> = files({ roles, tokens: named })): Promise<Serving> {
  return serving(kestra, {
    tools: { version: "1", ...compiled },
    service: kestraService("1", compiled),
    env: { KESTRA_API_VERSION: "2.0", KESTRA_MCP_CONFIRM: "never", ...env },
  });
}

describe.each(ways)("two callers with different roles, over %s,", (way) => {
  it("see different tools, and are refused in the words of their roles", async () => {
    const { url, asked } = await served();
    const ann = await connected(way, url, bearer(tokens.ann));
    const bob = await connected(way, url, bearer(tokens.bob));
    const [anns, bobs] = [await ann.list(), await bob.list()];
    expect(anns).toContain("execute_flow");
    expect(anns).not.toContain("search_flows");
    expect([...bobs].sort()).toEqual(["get_flow", "manage_flow", "search_flows"]);
    expect(await bob.call("execute_flow", { namespace: "company.data", flow_id: "hello" })).toContain(
      "It is hidden: role reader may not do this; role engineer may.",
    );
    expect(await bob.call("manage_flow", { action: "delete", namespace: "x", flow_id: "y" })).toContain(
      "action delete is hidden: role reader may not do this; no role may. Use list_revisions,",
    );
    expect(await ann.call("get_flow", { namespace: "company.people", flow_id: "x" })).toBe(
      "get_flow: namespace company.people is not among those of role engineer: this may be done in company.data and all below it alone; role reader may. Nothing was sent.",
    );
    expect(asked).toEqual([]);
  });
});

describe("a role for some namespaces", () => {
  it("holds for what lies below it, at dots", async () => {
    const { url, asked } = await served();
    const ann = await connected(ways[0], url, bearer(tokens.ann));
    const yaml = (namespace: string) => ({ action: "get_yaml", namespace, flow_id: "hello" });
    expect(await ann.call("manage_flow", yaml("company.data.etl"))).toContain("id: hello");
    expect(asked).toHaveLength(1);
    for (const namespace of ["company.database", "company", "company.data,x", "COMPANY.DATA"])
      expect(await ann.call("manage_flow", yaml(namespace))).toContain("is not among those");
    expect(asked).toHaveLength(1);
  });

  it("asks once in which namespace an execution is", async () => {
    const { url, asked } = await served();
    const ann = await connected(ways[0], url, bearer(tokens.ann));
    const get = (execution_id: string) => ann.call("manage_executions", { action: "get", execution_id });
    expect(await get("theirs")).toContain("the namespace of execution theirs is not among");
    expect(asked.map(({ url }) => url)).toEqual(["/api/v1/main/executions/theirs"]);
    expect(await get("theirs")).toContain("is not among");
    expect(asked).toHaveLength(1);
    expect(await get("mine")).toContain('"mine"');
  });

  it("wants one where an argument may leave it out", async () => {
    const { url, asked } = await served();
    const ann = await connected(ways[0], url, bearer(tokens.ann));
    expect(await ann.call("list_executions", { flow_id: "hello" })).toBe(
      "list_executions: role engineer may do this in company.data and all below it alone: give namespace. Nothing was sent.",
    );
    expect(asked).toEqual([]);
  });

  it("holds for the YAML that is saved, and for what steps ask", async () => {
    const { url, asked } = await served();
    const ann = await connected(ways[0], url, bearer(tokens.ann));
    const flow = (namespace: string) => `id: x\nnamespace: ${namespace}\ntasks: []\n`;
    for (const tool of ["create_flow_from_yaml", "validate_flow"])
      expect(await ann.call(tool, { yaml_definition: flow("company.people") })).toContain(
        "namespace company.people is not among",
      );
    expect(asked).toEqual([]);
  });
});

describe("what roles deny", () => {
  it("is not read as a resource either", async () => {
    const { url, asked } = await served();
    const rpc = async (token: string, method: string, params: object) => {
      const headers = { ...bearer(token), "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method };
      const named = "uri" in params ? { "Mcp-Name": String(params.uri) } : {};
      const _meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "c", version: "1" },
        "io.modelcontextprotocol/clientCapabilities": {},
      };
      const body = { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } };
      return (await send(url, { headers: { ...headers, ...named }, body })).message;
    };
    const files = async (token: string) =>
      JSON.stringify(await rpc(token, "resources/templates/list", {})).includes("kestra:///");
    expect([await files(tokens.ann), await files(tokens.bob)]).toEqual([true, false]);
    const uri = "kestra:///company/people/hello/executions/theirs/tasks/a/1/x.txt";
    const read = async (token: string) => (await rpc(token, "resources/read", { uri })).error?.message;
    expect(await read(tokens.bob)).toContain("is read by get_artifact, which is hidden: role reader may not");
    expect(asked).toEqual([]);
    expect(await read(tokens.ann)).toContain("the namespace of execution theirs is not among those");
    expect(asked.map((one) => one.url)).toEqual(["/api/v1/main/executions/theirs"]);
  });

  it("is refused before anybody is asked to confirm it", async () => {
    const env = { ...files({ roles: roles.replace("[read, write]", "[all]"), tokens: named }) };
    const { url } = await served({ ...env, KESTRA_MCP_CONFIRM: "destructive" });
    const ann = await connected(ways[0], url, bearer(tokens.ann));
    const remove = (namespace: string) =>
      ann.call("manage_flow", { action: "delete", namespace, flow_id: "hello" });
    expect(await remove("company.people")).toContain("is not among those of role engineer");
    expect(await remove("company.data")).toContain("KESTRA_MCP_CONFIRM is destructive");
  });

  it("is denied with one's own credentials for Kestra, too", async () => {
    const { url, asked } = await served();
    const own = { "X-Kestra-Username": "bob@example.com", "X-Kestra-Password": "secret-of-bob-1" };
    const bob = await connected(ways[0], url, { ...bearer(tokens.bob), ...own });
    expect([...(await bob.list())].sort()).toEqual(["get_flow", "manage_flow", "search_flows"]);
    expect(await bob.call("execute_flow", { namespace: "company.data", flow_id: "hello" })).toContain(
      "hidden",
    );
    expect(asked).toEqual([]);
  });
});

describe("a session", () => {
  it("is its own caller's alone, whatever the token", async () => {
    const { url } = await served();
    const opened = await send(url, {
      headers: bearer(tokens.ann),
      body: {
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "c", version: "1" } },
      },
    });
    const session = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    const list = { jsonrpc: "2.0", id: 2, method: "tools/list" };
    const as = (token: string) => send(url, { headers: { ...bearer(token), ...session }, body: list });
    expect((await as(tokens.ann)).status).toBe(200);
    expect((await as(tokens.bob)).status).toBe(404);
    expect((await as("no-token-0123456789")).status).toBe(401);
  });
});

describe("who has no role", () => {
  it("may do nothing, and the operator everything", async () => {
    const env = { ...files({ roles, tokens: named }), KESTRA_MCP_AUTH_TOKEN: tokens.operator };
    const { url, session, asked } = await served(env);
    const eve = await connected(ways[0], url, bearer(tokens.eve));
    expect(await eve.list()).toEqual([]);
    expect(await eve.call("get_flow", { namespace: "company.data", flow_id: "hello" })).toContain(
      "a caller without a role may not do this; roles engineer or reader may.",
    );
    expect(asked).toEqual([]);
    const operator = await connected(ways[0], url, bearer(tokens.operator));
    expect((await operator.list()).length).toBe(session.shown().length);
  });

  it("is everybody, where nobody is asked for a token", async () => {
    const { url } = await served(files({ roles: `${roles}default: [reader]\n` }));
    const anyone = await connected(ways[0], url, {});
    expect([...(await anyone.list())].sort()).toEqual(["get_flow", "manage_flow", "search_flows"]);
  });

  it("is nobody with a named token only, where that is asked for", async () => {
    const { url } = await served();
    const { status } = await send(url, { body: { jsonrpc: "2.0", id: 1, method: "tools/list" } });
    expect(status).toBe(401);
  });
});

describe("the files", () => {
  it("are refused with their places, and never tell a token", async () => {
    const wrong = named.replace("reader", "raeder").replace("engineer", "enginer");
    const error: unknown = await served(files({ roles, tokens: wrong })).catch((it: unknown) => it);
    expect(error).toMatchObject({ name: "ConfigurationError" });
    const { message, lines } = error as { message: string; lines: readonly string[] };
    const told = [message, ...lines].join("\n");
    expect(told).toMatch(/tokens\.yaml:5:13 There is no such role\.\n {2}Did you mean engineer\?/);
    expect(told).toMatch(/tokens\.yaml:8:12 There is no such role/);
    for (const token of Object.values(tokens)) expect(told).not.toContain(token);
  });

  it("of tokens need roles", async () => {
    await expect(served(files({ tokens: named }))).rejects.toThrow("needs KESTRA_MCP_ROLES_FILE");
  });
});
