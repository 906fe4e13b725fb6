import { describe, expect, test } from "vitest";
import { openSession, request2026, rpc, send, type RawRequest } from "../../http/support/raw.ts";
import { loggedIn } from "./support/flow.ts";
import { served, type Served } from "./support/served.ts";
import { json, type Respond } from "../../runtime/support/server.ts";

const call = (name: string, given: Readonly<Record<string, unknown>>) => ({ name, arguments: given });
const remove = call("manage_flow", { action: "delete", namespace: "company", flow_id: "hello" });
const read = call("manage_flow", { action: "get_yaml", namespace: "company", flow_id: "hello" });
const run = call("execute_flow", { namespace: "company", flow_id: "hello" });

const metadata = 'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"';

/** A Kestra with one flow, which roles may be held from. */
const kestraWithFlows: Respond = ({ url, method }, response) => {
  const flow = { id: "hello", namespace: "company.team" };
  if (url.includes("/flows/search")) json(response, { results: [flow], total: 1 });
  else if (url.includes("/flows/")) json(response, flow);
  else if (method === "POST") json(response, { ...flow, id: "5xYz", state: { current: "SUCCESS" } });
  else json(response, {});
};

interface ToolCall {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

type Send = (server: Served, access: string, params: ToolCall) => RawRequest | Promise<RawRequest>;

/** A call as each revision writes it, and as the third of a batch. */
const forms = {
  "2025-11-25": async ({ url }, access, params) => {
    const headers = { Authorization: `Bearer ${access}` };
    return {
      headers: { ...headers, "Mcp-Session-Id": await openSession(url, headers) },
      body: rpc("tools/call", params),
    };
  },
  "2025-11-25 without a session": (_, access, params) => ({
    headers: { Authorization: `Bearer ${access}` },
    body: rpc("tools/call", params),
  }),
  "a batch": (_, access, params) => ({
    headers: { Authorization: `Bearer ${access}` },
    body: [rpc("ping", {}, 1), rpc("tools/call", read, 2), rpc("tools/call", params, 3)],
  }),
  "2026-07-28": (_, access, params) => {
    const { headers, ...others } = request2026("tools/call", params);
    return { ...others, headers: { ...headers, Authorization: `Bearer ${access}` } };
  },
} satisfies Readonly<Record<string, Send>>;

function namedIn({ headers = {} }: RawRequest): string | undefined {
  const id = (headers as Readonly<Record<string, string | undefined>>)["Mcp-Session-Id"];
  return id?.slice(0, 8);
}

describe.each(Object.entries<Send>(forms))("By %s", (_, form) => {
  test.each([
    ["kestra.read", run, "kestra.write", "kestra.read kestra.write"],
    ["kestra.read", remove, "kestra.destroy", "kestra.read kestra.write kestra.destroy"],
    ["kestra.write", remove, "kestra.destroy", "kestra.read kestra.write kestra.destroy"],
  ])("with %s a call that needs more is refused before it is made", async (scope, params, needed, asked) => {
    const server = await served();
    const { access } = await loggedIn(server, [scope]);
    const asking = await form(server, access, params);
    const { status, headers } = await send(server.url, asking);
    expect(status).toBe(403);
    const challenge = String(headers["www-authenticate"]);
    for (const part of ['error="insufficient_scope"', `scope="${asked}"`, metadata])
      expect(challenge).toContain(part);
    expect(server.asked).toEqual([]);
    expect(server.events.at(-1)).toMatchObject({
      event: "permission denied",
      reason: `the scope ${needed} is missing`,
      principal: { subject: "ann" },
      tool: params.name,
      action: "action" in params.arguments ? "delete" : undefined,
      namespaces: ["company"],
      mcpSession: namedIn(asking),
    });
  });

  test("a flow that is a tool is refused as any other tool is", async () => {
    const server = await served({ respond: kestraWithFlows, env: { KESTRA_MCP_FLOWS: "*" } });
    const { access } = await loggedIn(server, ["kestra.read"]);
    const { status, headers } = await send(server.url, await form(server, access, call("run_hello", {})));
    expect([status, String(headers["www-authenticate"])]).toEqual([
      403,
      expect.stringContaining('scope="kestra.read kestra.write kestra.destroy"'),
    ]);
    expect(server.asked.filter(({ method }) => method === "POST")).toEqual([]);
    expect(server.events.at(-1)).toMatchObject({ event: "permission denied", tool: "run_hello" });
    const { access: wide } = await loggedIn(server, ["kestra.destroy"]);
    const asked = await form(server, wide, call("run_hello", {}));
    expect((await send(server.url, asked)).status).not.toBe(403);
  });

  test("what may be done is not", async () => {
    const server = await served();
    const { access } = await loggedIn(server, ["kestra.read"]);
    expect((await send(server.url, await form(server, access, read))).status).not.toBe(403);
  });
});

describe("Asking for more would not help", () => {
  const refused = async (params: { readonly name: string }, roles: string) => {
    const server = await served({ roles });
    const { access } = await loggedIn(server, ["kestra.read"]);
    const { status, text } = await send(server.url, forms["2026-07-28"](server, access, params));
    return { status, text };
  };

  test("whose role does not allow it: the result names the role", async () => {
    const roles =
      "claims: [roles]\nroles:\n  engineer:\n    - allow: [read]\n  admin:\n    - allow: [destructive]\n";
    const { status, text } = await refused(remove, roles);
    expect(status).toBe(200);
    expect(text).toContain("role admin may");
  });

  test("who calls a flow of a namespace that no role gives: there is no such tool", async () => {
    const roles =
      "claims: [roles]\nroles:\n  engineer:\n    - allow: [all]\n      namespaces: [company.data]\n";
    const server = await served({ roles, respond: kestraWithFlows, env: { KESTRA_MCP_FLOWS: "*" } });
    const { access } = await loggedIn(server, ["kestra.read"]);
    const asked = forms["2026-07-28"](server, access, call("run_hello", {}));
    const { status, text } = await send(server.url, asked);
    expect(status).not.toBe(403);
    expect(text).toContain("Unknown tool: run_hello");
  });

  test("who calls what there is not, or leaves out what is to be done", async () => {
    const roles = "claims: [roles]\nroles:\n  engineer:\n    - allow: [all]\n";
    for (const params of [
      call("no_such_tool", {}),
      call("manage_flow", {}),
      call("manage_flow", { action: "x" }),
    ])
      expect((await refused(params, roles)).status).not.toBe(403);
  });
});

test("The operator's token has no scopes, and may do all", async () => {
  const server = await served({ authToken: "the-operators-token" });
  const { status } = await send(server.url, forms["2026-07-28"](server, "the-operators-token", remove));
  expect(status).toBe(200);
});
