import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as Transport2025 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import {
  Client as Client2026,
  StreamableHTTPClientTransport as Transport2026,
} from "@modelcontextprotocol/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { Client, program } from "../../runtime/support/client.ts";
import { httpServer, type Respond } from "../../runtime/support/server.ts";
import { request2026, openSession, rpc, send } from "../support/raw.ts";
import { serving } from "../support/serving.ts";

const info = { name: "test", version: "1" };
const drop = { name: "drop_box", arguments: { box_id: "a" } };
const gone: Respond = (_, response) => response.writeHead(204).end();

/** What a test's user does with a form. */
type User = (message: string) => { action: "accept" | "decline" | "cancel"; content?: { confirm: boolean } };
const yes: User = () => ({ action: "accept", content: { confirm: true } });

/** Served over HTTP; `sent` is what Kestra was asked. */
async function overHttp() {
  const env = { KESTRA_MCP_CONFIRM: "destructive", KESTRA_API_VERSION: "2.0" };
  const { url, asked } = await serving(gone, { env });
  return { url, sent: asked };
}

async function client2025(url: string, user?: User) {
  const client = new Client2025(info, { capabilities: user === undefined ? {} : { elicitation: {} } });
  if (user !== undefined) client.setRequestHandler(ElicitRequestSchema, ({ params }) => user(params.message));
  await client.connect(new Transport2025(new URL(url)));
  onTestFinished(() => client.close());
  return client;
}

async function client2026(url: string, user?: User) {
  const client = new Client2026(info, {
    ...(user === undefined ? {} : { capabilities: { elicitation: { form: {} } } }),
    versionNegotiation: { mode: { pin: "2026-07-28" } },
  });
  if (user !== undefined)
    client.setRequestHandler("elicitation/create", ({ params }) => user(params.message));
  await client.connect(new Transport2026(new URL(url)));
  onTestFinished(() => client.close());
  return client;
}

interface Result {
  readonly isError?: boolean;
  readonly content?: unknown;
  readonly structuredContent?: unknown;
}

function textOf({ content }: Result): string {
  return (content as readonly { readonly text: string }[]).map(({ text }) => text).join("\n");
}

describe.each([
  ["2025", client2025],
  ["2026", client2026],
])("over HTTP, the SDK's client of the revision %s", (_, connect) => {
  test("with forms: its user is told what is destroyed, and says yes", async () => {
    const { url, sent } = await overHttp();
    const asked: string[] = [];
    const client = await connect(url, (message) => {
      asked.push(message);
      expect(sent).toEqual([]);
      return yes(message);
    });
    const { tools } = await client.listTools();
    expect(tools.find(({ name }) => name === "drop_box")?.inputSchema.properties).toHaveProperty("confirm");
    const result = (await client.callTool(drop)) as Result;
    expect(result.structuredContent).toEqual({ dropped: "a" });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain("DELETE /api/v1/main/boxes/a?force=false");
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "DELETE /api/v1/main/boxes/a?force=false",
    ]);
  });

  test.each<[string, User]>([
    ["The user declined", () => ({ action: "decline" })],
    ["The user dismissed the form", () => ({ action: "cancel" })],
    ["did not tick", () => ({ action: "accept", content: { confirm: false } })],
  ])("with forms: %s, and nothing is done", async (why, user) => {
    const { url, sent } = await overHttp();
    const result = (await (await connect(url, user)).callTool(drop)) as Result;
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(why);
    expect(sent).toEqual([]);
  });

  test("without forms: the call is made twice", async () => {
    const { url, sent } = await overHttp();
    const client = await connect(url);
    const first = (await client.callTool(drop)) as Result;
    expect(first.isError).toBe(true);
    expect(sent).toEqual([]);
    const [, confirm = ""] = /confirm: "([\w-]+)"/.exec(textOf(first)) ?? [];
    const again = { ...drop, arguments: { ...drop.arguments, confirm } };
    expect(await client.callTool(again)).toMatchObject({ structuredContent: { dropped: "a" } });
    expect(((await client.callTool(again)) as Result).isError).toBe(true);
    expect(sent).toHaveLength(1);
  });
});

describe("2026-07-28: the state that a client brings back", () => {
  const capable = { "io.modelcontextprotocol/clientCapabilities": { elicitation: {} } };
  const accepted = { confirm: { action: "accept", content: { confirm: true } } };

  async function asked() {
    const { url, sent } = await overHttp();
    const ask = async (more: object = {}, params: object = drop) =>
      (await send(url, request2026("tools/call", { ...drop, ...params, ...more, _meta: capable }))).message;
    const { result = {} } = await ask();
    expect(result).toMatchObject({
      resultType: "input_required",
      inputRequests: { confirm: { method: "elicitation/create", params: { mode: "form" } } },
    });
    return { sent, ask, requestState: String(result.requestState) };
  }

  test("lets one call through, once", async () => {
    const { ask, sent, requestState } = await asked();
    const given = { inputResponses: accepted, requestState };
    expect((await ask(given)).result).toMatchObject({ structuredContent: { dropped: "a" } });
    expect((await ask(given)).result).toMatchObject({ isError: true, resultType: "complete" });
    expect(sent).toHaveLength(1);
  });

  test("is that call's alone, and must be ours", async () => {
    const { ask, sent, requestState } = await asked();
    const given = { inputResponses: accepted, requestState };
    const others = [
      [given, { name: "drop_box", arguments: { box_id: "b" } }],
      [given, { name: "manage_box", arguments: { action: "drop", box_id: "a" } }],
      [{ ...given, requestState: `${requestState.slice(0, -1)}${requestState.endsWith("A") ? "B" : "A"}` }],
      [{ ...given, requestState: "" }],
      [{ inputResponses: accepted }],
    ] as const;
    for (const [more, params] of others) expect((await ask(more, params)).result?.isError).toBe(true);
    expect(sent).toEqual([]);
    expect((await ask(given)).result).toMatchObject({ structuredContent: { dropped: "a" } });
  });

  test("of one caller is no good to another", async () => {
    const env = { KESTRA_MCP_CONFIRM: "destructive", KESTRA_API_VERSION: "2.0" };
    const callers: Parameters<typeof serving>[1] = {
      env,
      callers: (session) => ({
        callerOf: ({ "x-who": who }) => ({ key: String(who), session, hold: () => () => undefined }),
        close: () => undefined,
      }),
    };
    const { url, asked } = await serving(gone, callers);
    const ask = async (who: string, more: object = {}) => {
      const { headers, body } = request2026("tools/call", { ...drop, ...more, _meta: capable });
      return (
        (await send(url, { headers: { ...headers, "X-Who": who }, body: body ?? {} })).message.result ?? {}
      );
    };
    const { requestState } = await ask("ann");
    const given = { inputResponses: accepted, requestState };
    expect((await ask("bob", given)).isError).toBe(true);
    expect(asked).toEqual([]);
    expect((await ask("ann", given)).isError).toBeUndefined();
  });
});

test("a client of an older revision without a session is given a token", async () => {
  const env = { KESTRA_MCP_CONFIRM: "destructive", KESTRA_API_VERSION: "2.0", KESTRA_MCP_STATELESS: "true" };
  const { url, asked } = await serving(gone, { env });
  const first = (await send(url, { body: rpc("tools/call", drop) })).message.result ?? {};
  const [, confirm] = /confirm: "([\w-]+)"/.exec(textOf(first)) ?? [];
  expect(asked).toEqual([]);
  const again = { ...drop, arguments: { ...drop.arguments, confirm } };
  const second = (await send(url, { body: rpc("tools/call", again) })).message.result ?? {};
  expect(second.structuredContent).toEqual({ dropped: "a" });
});

test("a token of one MCP session serves no other one of the same caller", async () => {
  const { url, sent } = await overHttp();
  const callIn = async (id: string | undefined, params: object) => {
    const request = request2026("tools/call", params);
    const old = { headers: { "Mcp-Session-Id": id }, body: rpc("tools/call", params) };
    return (await send(url, id === undefined ? request : old)).message.result ?? {};
  };
  const tokenIn = (result: Result) => /confirm: "([\w-]+)"/.exec(textOf(result))?.[1];
  const own = await openSession(url);
  const confirm = tokenIn(await callIn(own, drop));
  const again = { ...drop, arguments: { ...drop.arguments, confirm } };
  for (const other of [await openSession(url), undefined]) {
    expect(textOf(await callIn(other, again))).toContain("is of another session, or for another call");
  }
  const again2026 = {
    ...drop,
    arguments: { ...drop.arguments, confirm: tokenIn(await callIn(undefined, drop)) },
  };
  expect(textOf(await callIn(own, again2026))).toContain("is of another session, or for another call");
  expect(sent).toEqual([]);
  expect(await callIn(own, again)).toMatchObject({ structuredContent: { dropped: "a" } });
});

describe("over stdio", () => {
  async function kestra() {
    const { url, asked } = await httpServer((_, response) => {
      response.writeHead(204).end();
    });
    return { env: { KESTRA_BASE_URL: url, KESTRA_API_VERSION: "2.0" }, asked };
  }

  async function connect(env: Record<string, string>, user?: User) {
    const client = new Client2025(info, { capabilities: user === undefined ? {} : { elicitation: {} } });
    if (user !== undefined)
      client.setRequestHandler(ElicitRequestSchema, ({ params }) => user(params.message));
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [program()], env, stderr: "ignore" }),
    );
    onTestFinished(() => client.close());
    return client;
  }

  test("nothing asks where nothing is configured", async () => {
    const { env, asked } = await kestra();
    const client = await connect(env, () => ({ action: "decline" }));
    const { tools } = await client.listTools();
    expect(JSON.stringify(tools)).not.toContain('"confirm"');
    expect(await client.callTool(drop)).toMatchObject({ structuredContent: { dropped: "a" } });
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  test("with forms its user is asked", async () => {
    const { env, asked } = await kestra();
    const answers = [yes(""), { action: "decline" as const }];
    const confirming = { ...env, KESTRA_MCP_CONFIRM: "destructive" };
    const client = await connect(confirming, () => answers.shift() ?? { action: "cancel" });
    expect(await client.callTool(drop)).toMatchObject({ structuredContent: { dropped: "a" } });
    expect(await client.callTool(drop)).toMatchObject({ isError: true });
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  test("a client that fails to ask its user has confirmed nothing", async () => {
    const { env, asked } = await kestra();
    const client = await connect({ ...env, KESTRA_MCP_CONFIRM: "destructive" }, () => {
      throw new Error("no window to show it in");
    });
    const result = (await client.callTool(drop)) as Result;
    expect(textOf(result)).toContain("The form was not answered. Nothing was done.");
    expect(asked.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("without forms the call is made twice", async () => {
    const { env, asked } = await kestra();
    const client = await connect({ ...env, KESTRA_MCP_CONFIRM: "destructive" });
    const first = (await client.callTool(drop)) as Result;
    const [, confirm] = /confirm: "([\w-]+)"/.exec(textOf(first)) ?? [];
    expect(asked.filter(({ method }) => method === "DELETE")).toEqual([]);
    const again = { ...drop, arguments: { ...drop.arguments, confirm } };
    expect(await client.callTool(again)).toMatchObject({ structuredContent: { dropped: "a" } });
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  test("by 2026-07-28 nothing is asked over the wire: the answer comes with the next request", async () => {
    const { env, asked } = await kestra();
    const client = new Client({ ...env, KESTRA_MCP_CONFIRM: "destructive" });
    const _meta = { "io.modelcontextprotocol/clientCapabilities": { elicitation: {} } };
    const paramsOf = (more: object = {}) =>
      (request2026("tools/call", { ...drop, ...more, _meta }).body as { params: object }).params;
    const { result = {} } = await client.request(1, "tools/call", paramsOf());
    expect(result.resultType).toBe("input_required");
    const inputResponses = { confirm: yes("") };
    const { requestState } = result;
    const second = await client.request(2, "tools/call", paramsOf({ inputResponses, requestState }));
    expect(second.result).toMatchObject({ structuredContent: { dropped: "a" } });
    expect(client.received.filter(({ method }) => method === "elicitation/create")).toEqual([]);
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });
});
