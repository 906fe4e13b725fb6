import { foreignMark } from "../../runtime/text/as-data.ts";
import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from "@modelcontextprotocol/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { ProtocolError, type Handler } from "../../runtime/mcp/handler.ts";
import { kestraService } from "../../runtime/mcp/kestra-service.ts";
import { Client } from "../runtime/support/client.ts";
import { configs, httpServer, json } from "../runtime/support/server.ts";
import { callGet, request2026, openSession, rpc, send } from "./support/raw.ts";
import { box, serving, until } from "./support/serving.ts";

/** Asks its client's user for a word, and says it. */
const asking: Handler = (_, { inputResponses, requestState, clientCapabilities }) => {
  if (inputResponses === undefined) {
    const requestedSchema = { type: "object", properties: { word: { type: "string" } } };
    return Promise.resolve({
      resultType: "input_required",
      inputRequests: {
        word: {
          method: "elicitation/create",
          params: { mode: "form", message: "Which word?", requestedSchema },
        },
      },
      requestState: "kept",
    });
  }
  const text = JSON.stringify({
    inputResponses,
    requestState,
    form: "elicitation" in (clientCapabilities ?? {}),
  });
  return Promise.resolve({ content: [{ type: "text", text }] });
};

const failing: Handler = (params) => {
  if (params.name === "protocol") throw new ProtocolError(-32602, "No such thing.", { uri: "x" });
  throw new TypeError("canary: the inside");
};

function serviceOf(handler: Handler) {
  const service = kestraService("9.9.9");
  return { ...service, methods: { ...service.methods, "tools/call": handler } };
}

describe("a handler that asks first", () => {
  const capabilities = { elicitation: { form: {} } };
  const said =
    '{"inputResponses":{"word":{"action":"accept","content":{"word":"yes"}}},"requestState":"kept","form":true}';
  const accept = () => ({ action: "accept" as const, content: { word: "yes" } });

  test("is called again with the answer, by 2025-11-25", async () => {
    const { url } = await serving(box, { service: serviceOf(asking) });
    const client = new ClientV1({ name: "test", version: "1" }, { capabilities });
    client.setRequestHandler(ElicitRequestSchema, accept);
    await client.connect(new TransportV1(new URL(url)));
    onTestFinished(() => client.close());
    expect(await client.callTool(callGet)).toEqual({ content: [{ type: "text", text: said }] });
  });

  test("is called again with the answer, by 2026-07-28", async () => {
    const { url } = await serving(box, { service: serviceOf(asking) });
    const client = new ClientV2(
      { name: "test", version: "1" },
      { capabilities, versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    client.setRequestHandler("elicitation/create", accept);
    await client.connect(new TransportV2(new URL(url)));
    onTestFinished(() => client.close());
    const { content } = await client.callTool(callGet);
    expect(content).toEqual([{ type: "text", text: said }]);
  });

  test("of a client that cannot be asked fails, in either revision", async () => {
    const { url } = await serving(box, { service: serviceOf(asking) });
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const { message } = await send(url, { headers, body: rpc("tools/call", callGet) });
    expect(message.error?.message).toContain("elicitation");
    const { status, message: other } = await send(url, request2026("tools/call", callGet));
    expect([status, other.error?.code]).toEqual([400, -32021]);
  });
});

test("what goes wrong inside is told to the log alone", async () => {
  const { url, logged } = await serving(box, { service: serviceOf(failing) });
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const ask = async (name: string) => [
    (await send(url, { headers, body: rpc("tools/call", { name }) })).message.error,
    (await send(url, request2026("tools/call", { name }))).message.error,
  ];
  const known = { code: -32602, message: "No such thing.", data: { uri: "x" } };
  expect(await ask("protocol")).toEqual([known, known]);
  const unknown = { code: -32603, message: "Internal error" };
  expect(await ask("other")).toEqual([unknown, unknown]);
  expect(logged.filter(({ message }) => String(message).includes("canary: the inside"))).toHaveLength(2);
});

test("2026-07-28: what a client must know stands in the answers", async () => {
  const { url } = await serving(box);
  const discover = (await send(url, request2026("server/discover"))).message.result;
  expect(discover).toMatchObject({
    supportedVersions: ["2026-07-28"],
    capabilities: { tools: { listChanged: true }, logging: {} },
    resultType: "complete",
    cacheScope: "public",
  });
  expect(discover?.instructions).toContain("truncated");
  const list = (await send(url, request2026("tools/list"))).message.result;
  expect(list).toMatchObject({ ttlMs: 60_000, cacheScope: "private", resultType: "complete" });
  const wrong = request2026("tools/list");
  const mixed = await send(url, { ...wrong, headers: { ...wrong.headers, "Mcp-Method": "tools/call" } });
  expect([mixed.status, mixed.message.error?.code]).toEqual([400, -32020]);
  const unknown = await send(url, request2026("nope/nope"));
  expect([unknown.status, unknown.message.error?.code]).toEqual([404, -32601]);
});

test("a change of the list reaches those who wait for it, in either revision", async () => {
  let up = false;
  const kestra = await httpServer((_, response) => {
    json(response, configs, up ? 200 : 503);
  });
  const { url } = await serving(box, { env: { KESTRA_BASE_URL: kestra.url } });
  const headers = { "Mcp-Session-Id": await openSession(url) };
  await send(url, { headers, body: { jsonrpc: "2.0", method: "notifications/initialized" } });
  const usual = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };
  const revision2025 = await streamOf(url, { headers: { ...usual, ...headers } });
  const filter = { notifications: { toolsListChanged: true } };
  const { headers: more, body } = request2026("subscriptions/listen", filter as never);
  const listening = await streamOf(url, {
    method: "POST",
    headers: { ...usual, ...(more as Record<string, string>) },
    body: JSON.stringify(body),
  });
  await until(() => listening.text.includes("notifications/subscriptions/acknowledged"));
  const before = await send(url, { headers, body: rpc("tools/list") });
  expect(before.message.result?.tools).toHaveLength(6);
  up = true;
  await until(() =>
    [revision2025, listening].every(({ text }) => text.includes("notifications/tools/list_changed")),
  );
  const after = await send(url, { headers, body: rpc("tools/list") });
  expect(after.message.result?.tools).toHaveLength(4);
});

/** What comes over a stream, as far as it came; cut off when the test ends. */
async function streamOf(url: string, init: RequestInit): Promise<{ readonly text: string }> {
  const stop = new AbortController();
  onTestFinished(() => {
    stop.abort();
  });
  const { body } = await fetch(url, { ...init, signal: stop.signal });
  const decoder = new TextDecoder();
  const got = { text: "" };
  const read = async () => {
    for await (const chunk of body ?? []) got.text += decoder.decode(chunk as Uint8Array);
  };
  read().catch(() => undefined);
  return got;
}

describe("stdio", () => {
  async function started() {
    const kestra = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") json(response, configs);
      else if (!one.url.endsWith("/slow")) json(response, { id: "a" });
      else one.socket.once("close", () => closed.push(one.url));
    });
    const closed: string[] = [];
    return { client: new Client({ KESTRA_BASE_URL: kestra.url }), closed, asked: kestra.asked };
  }
  const paramsOf = (params: { readonly name?: string }) =>
    (request2026("x", params).body as { params: object }).params;

  test("serves both revisions in one process, message by message", async () => {
    const { client } = await started();
    const discover = await client.request(1, "server/discover", paramsOf({}));
    expect(discover.result).toMatchObject({ supportedVersions: ["2026-07-28"], resultType: "complete" });
    expect((await client.initialize()).result).toBeDefined();
    const old = await client.request(2, "tools/call", callGet);
    expect(old.result).toEqual({
      content: [
        { type: "text", text: '{"id":"a"}' },
        { type: "text", text: foreignMark },
      ],
      structuredContent: { id: "a" },
    });
    const recent = await client.request(3, "tools/call", paramsOf(callGet));
    expect(recent.result).toMatchObject({ structuredContent: { id: "a" }, resultType: "complete" });
    expect((await client.request(4, "tools/list")).result?.resultType).toBeUndefined();
    client.process.stdin.end();
    expect(await client.exit()).toBe(0);
    expect(client.stderr).toBe("");
  });

  test("cancels calls of 2026-07-28, and tells progress", async () => {
    const { client, closed, asked } = await started();
    const params = {
      name: "relabel_box",
      arguments: { box_id: "a", label: "b" },
      _meta: { progressToken: "p" },
    };
    await client.request(1, "tools/call", paramsOf(params));
    const told = client.received.filter(({ method }) => method === "notifications/progress");
    expect(told.map(({ params }) => params)).toEqual([
      { progressToken: "p", progress: 1, message: "It was read." },
    ]);
    const slow = paramsOf({ name: "get_box", arguments: { box_id: "slow" } } as never);
    client.send({ id: 2, method: "tools/call", params: slow });
    await until(() => asked.some(({ url }) => url.endsWith("/slow")));
    client.send({ method: "notifications/cancelled", params: { requestId: 2 } });
    await until(() => closed.length === 1);
    await client.request(3, "tools/call", paramsOf(callGet));
    expect(client.received.some(({ id }) => id === 2)).toBe(false);
  });

  test("answers what was asked by 2026-07-28 before the input ended", async () => {
    const { client } = await started();
    client.send({ id: 1, method: "tools/call", params: paramsOf(callGet) });
    client.process.stdin.end();
    expect(await client.exit()).toBe(0);
    expect(client.received.find(({ id }) => id === 1)?.result?.structuredContent).toEqual({ id: "a" });
  });
});
