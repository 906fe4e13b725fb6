import { Client as Client2025 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as Transport2025 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { StoreError } from "../../../runtime/errors.ts";
import { own } from "../../../runtime/text/said.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { callGet, initialize, openSession, request2026, rpc, send } from "../support/raw.ts";
import { askedCall } from "../support/asked-call.ts";
import { box, serving, until, type Serving, type ServingOptions } from "../support/serving.ts";

const drop = { name: "drop_box", arguments: { box_id: "a" } };
const asking = { ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } };

/** Servers of one store, in front of one Kestra. */
async function replicas(options: ServingOptions & { readonly count?: number } = {}) {
  const kestra = await httpServer(({ url, method }, response) => {
    if (url === "/api/v1/configs") json(response, configs);
    else if (method === "DELETE") response.writeHead(204).end();
    else json(response, { id: "a" });
  });
  const store = options.store ?? createMemoryStore(Date.now);
  const env = {
    KESTRA_BASE_URL: kestra.url,
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_CONFIRM: "destructive",
    ...options.env,
  };
  const start = () => serving(box, { ...options, env, store });
  const servers: Serving[] = [];
  for (let at = 0; at < (options.count ?? 2); at++) servers.push(await start());
  const [a, b] = servers as [Serving, Serving];
  const drops = () => kestra.asked.filter(({ method }) => method === "DELETE").length;
  return { a, b, servers, store, start, drops };
}

/** Sends each request to another one of these. */
function roundRobin(urls: readonly string[]): typeof fetch {
  let next = 0;
  return (_, init) => fetch(urls[next++ % urls.length] ?? "", init);
}

describe("two replicas behind a round robin", () => {
  test("are one server for a client: it lists, calls, is asked, and ends its session", async () => {
    const { a, b, drops } = await replicas();
    const client = new Client2025({ name: "t", version: "1" }, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, () => ({ action: "accept", content: { confirm: true } }));
    const transport = new Transport2025(new URL(a.url), { fetch: roundRobin([a.url, b.url]) });
    await client.connect(transport);
    onTestFinished(() => client.close());
    for (let at = 0; at < 4; at++) {
      expect((await client.listTools()).tools.map(({ name }) => name)).toContain("drop_box");
      expect(await client.callTool(callGet)).toMatchObject({ structuredContent: { id: "a" } });
      expect(await client.callTool(drop)).toMatchObject({ structuredContent: { dropped: "a" } });
    }
    expect(drops()).toBe(4);
    await transport.terminateSession();
    await until(() => a.sessions() + b.sessions() === 0);
  });

  test("an answer to a question that one asked is taken by the other, and counts for that one alone", async () => {
    const { a, b, drops } = await replicas();
    const opened = await send(a.url, { body: asking });
    const headers = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    // Both ask at the same time, each its first question.
    const calls = [a, b].map(({ url }, at) => askedCall(url, headers, rpc("tools/call", drop, at + 1)));
    const ids = await Promise.all(calls.map(async (call) => (await call).question));
    expect(new Set(ids).size).toBe(2);
    const reply = (id: string, confirm: boolean) => ({
      jsonrpc: "2.0",
      id,
      result: { action: "accept", content: { confirm } },
    });
    expect((await send(b.url, { headers, body: reply(ids[0] ?? "", true) })).status).toBe(202);
    expect(await (await calls[0])?.rest).toContain('"dropped":"a"');
    expect((await send(a.url, { headers, body: reply(ids[1] ?? "", false) })).status).toBe(202);
    expect(await (await calls[1])?.rest).toContain("did not tick");
    expect(drops()).toBe(1);
    for (const { logged } of [a, b]) expect(JSON.stringify(logged)).not.toContain("unknown message");
  });

  test("a call that one makes is cancelled through the other", async () => {
    const { a, b } = await replicas();
    const opened = await send(a.url, { body: asking });
    const headers = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    const { rest } = await askedCall(a.url, headers, rpc("tools/call", drop, 5));
    const params = { requestId: 5 };
    await send(b.url, { headers, body: { jsonrpc: "2.0", method: "notifications/cancelled", params } });
    expect(await rest).not.toContain('"dropped"');
  });

  test("a session that is ended at one is over at the other, also where it was not told", async () => {
    const { a, b, store } = await replicas();
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    const status = async ({ url }: Serving, method = "POST") =>
      (await send(url, { method, headers, ...(method === "POST" && { body: rpc("ping") }) })).status;
    expect([await status(b), await status(b, "DELETE")]).toEqual([200, 200]);
    await until(() => a.sessions() === 0);
    expect([await status(a), await status(b)]).toEqual([404, 404]);
    expect(await store.count("session")).toBe(0);
  });

  test("a session is its caller's alone at the other one, too, and its id is not kept", async () => {
    const { a, b, store } = await replicas();
    const ann = { "X-Kestra-Token": "canary-ann", "X-Kestra-Base-Url": a.session.connection.baseUrl };
    const id = await openSession(a.url, ann);
    const status = async (headers: Record<string, string>) =>
      (await send(b.url, { headers: { ...headers, "Mcp-Session-Id": id }, body: rpc("ping") })).status;
    expect(await status({})).toBe(404);
    expect(await status({ ...ann, "X-Kestra-Token": "canary-bob" })).toBe(404);
    expect(await status(ann)).toBe(200);
    const kept = JSON.stringify([await store.page("session", 9), await store.page("confirmation", 9)]);
    expect(kept).not.toContain(id);
    expect(kept).not.toContain("canary");
  });

  test("a token that confirms a call counts at the other one, and once", async () => {
    const { a, b, drops } = await replicas();
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    const call = async ({ url }: Serving, confirm?: string) => {
      const params = { ...drop, arguments: { ...drop.arguments, ...(confirm && { confirm }) } };
      return (await send(url, { headers, body: rpc("tools/call", params) })).text;
    };
    const [, token = ""] = /confirm: \\*"([\w-]+)/.exec(await call(a)) ?? [];
    const both = await Promise.all([call(b, token), call(a, token)]);
    expect(both.filter((text) => text.includes('"dropped":"a"'))).toHaveLength(1);
    expect(both.filter((text) => text.includes("was used already"))).toHaveLength(1);
    expect(drops()).toBe(1);
  });

  test("so does the state of a form of 2026-07-28", async () => {
    const { a, b } = await replicas();
    const _meta = { "io.modelcontextprotocol/clientCapabilities": { elicitation: {} } };
    const ask = async ({ url }: Serving, more: object = {}) =>
      (await send(url, request2026("tools/call", { ...drop, ...more, _meta }))).message.result ?? {};
    const { requestState } = await ask(a);
    const inputResponses = { confirm: { action: "accept", content: { confirm: true } } };
    const answered = [
      await ask(b, { requestState, inputResponses }),
      await ask(a, { requestState, inputResponses }),
    ];
    expect(answered.map(({ structuredContent, isError }) => structuredContent ?? isError)).toEqual([
      { dropped: "a" },
      true,
    ]);
  });

  test("a stream that was lost is resumed at the other one: what comes from now on is heard", async () => {
    const { a, b } = await replicas();
    const id = await openSession(a.url);
    const gone = new AbortController();
    const headers = {
      Accept: "text/event-stream",
      "Mcp-Session-Id": id,
      "Last-Event-ID": "57._GET_stream",
      "MCP-Protocol-Version": "2025-11-25",
    };
    const stream = await fetch(b.url, { headers, signal: gone.signal });
    expect(stream.status).toBe(200);
    const unknown = await send(b.url, {
      method: "GET",
      headers: { ...headers, "Last-Event-ID": "1.2f1d3b7e-0000-4000-8000-000000000000" },
    });
    expect(unknown.status).toBe(400);
    gone.abort();
  });
});

describe("a restart", () => {
  test("ends no session: its client goes on, with what it said of itself and of the log", async () => {
    const { a, start, store } = await replicas({ count: 1 });
    const opened = await send(a.url, { body: asking });
    const headers = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    await send(a.url, { headers, body: rpc("logging/setLevel", { level: "debug" }) });
    await until(() => a.sessions() === 1);
    await a.stop(0);
    expect(await store.count("session")).toBe(1);
    const next = await start();
    expect(next.sessions()).toBe(0);
    const call = await send(next.url, { headers, body: rpc("tools/call", callGet) });
    expect(call.message.result).toMatchObject({ structuredContent: { id: "a" } });
    // It takes messages of that level, and can be asked.
    expect(call.text).toContain('"notifications/message"');
    expect((await askedCall(next.url, headers, rpc("tools/call", drop))).question).toBeTruthy();
  });

  test("many requests at once open it once", async () => {
    const { a, b } = await replicas();
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    const all = await Promise.all(
      Array.from({ length: 20 }, () => send(b.url, { headers, body: rpc("ping") })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(b.sessions()).toBe(1);
  });

  test("a session that is ended while it is opened elsewhere is over there, too", async () => {
    const memory = createMemoryStore(Date.now);
    let ends: () => Promise<unknown> = () => Promise.resolve();
    const store: Store = {
      ...memory,
      async get(kind, id) {
        const found = await memory.get(kind, id);
        if (kind === "session" && found !== undefined) await ends();
        return found;
      },
    };
    const { a, b } = await replicas({ store });
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    ends = () => send(a.url, { method: "DELETE", headers });
    expect((await send(b.url, { headers, body: rpc("ping") })).status).toBe(404);
    expect(b.sessions()).toBe(0);
  });

  test("an id that nobody has kept is unknown", async () => {
    const { a } = await replicas({ count: 1 });
    const headers = { "Mcp-Session-Id": "2f1d3b7e-0000-4000-8000-000000000000" };
    expect((await send(a.url, { headers, body: rpc("ping") })).status).toBe(404);
  });
});

describe("what is kept", () => {
  test("is over when nobody used it, and is told seldom that it is used", async () => {
    let replaced = 0;
    const memory = createMemoryStore(Date.now);
    const store: Store = {
      ...memory,
      replace: (...given) => {
        replaced++;
        return memory.replace(...given);
      },
    };
    const { a } = await replicas({ count: 1, store, env: { KESTRA_MCP_SESSION_IDLE: "1800" } });
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    const [record] = await store.page("session", 1);
    expect((record?.expires ?? 0) - Date.now()).toBeGreaterThan(1_790_000);
    expect((record?.expires ?? 0) - Date.now()).toBeLessThanOrEqual(1_800_000);
    for (let at = 0; at < 10; at++) await send(a.url, { headers, body: rpc("ping") });
    expect(replaced).toBe(0);
  });

  test("is nothing where the store is full or away: then a session is of its process alone", async () => {
    const memory = createMemoryStore(Date.now);
    const away = {
      ...memory,
      add: (...given: Parameters<Store["add"]>) =>
        given[0] === "session" ? Promise.reject(new Error("away")) : memory.add(...given),
    };
    for (const store of [away, { ...memory, count: () => Promise.resolve(1e9) }]) {
      const { a, b } = await replicas({ store });
      const headers = { "Mcp-Session-Id": await openSession(a.url) };
      const status = async ({ url }: Serving) => (await send(url, { headers, body: rpc("ping") })).status;
      expect([await status(a), await status(b)]).toEqual([200, 404]);
    }
  });

  test("a store that is away is no reason to forget a session", async () => {
    const memory = createMemoryStore(Date.now);
    const down = { is: false };
    const store = {
      ...memory,
      get: (...given: Parameters<Store["get"]>) =>
        down.is ? Promise.reject(new StoreError(own("canary-store"))) : memory.get(...given),
    };
    const { a, b } = await replicas({ store });
    const headers = { "Mcp-Session-Id": await openSession(a.url) };
    down.is = true;
    const refused = await send(b.url, { headers, body: rpc("ping") });
    expect([refused.status, refused.headers["retry-after"]]).toEqual([503, "5"]);
    expect(refused.text).not.toContain("canary");
    expect(
      b.logged.some(({ level, message }) => level === "error" && String(message).includes("canary-store")),
    ).toBe(true);
    down.is = false;
    expect((await send(b.url, { headers, body: rpc("ping") })).status).toBe(200);
  });
});
