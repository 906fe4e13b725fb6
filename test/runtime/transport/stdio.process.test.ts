import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { foreignMark } from "../../../runtime/text/as-data.ts";
import { Client } from "../support/client.ts";
import { configs, deadUrl, httpServer, json, type Respond } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

async function serving(respond: Respond, env: Readonly<Record<string, string>> = {}) {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else respond(one, response);
  });
  return { asked, client: new Client({ KESTRA_BASE_URL: url, ...env }) };
}

const callGet = { name: "get_box", arguments: { box_id: "a" } };

test("introduces itself, lists, calls, and exits when its input ends", async () => {
  const { client } = await serving((_, response) => {
    json(response, { id: "a" });
  });
  const { result } = await client.initialize();
  expect(result).toMatchObject({
    protocolVersion: "2025-11-25",
    capabilities: { tools: { listChanged: true }, logging: {} },
    serverInfo: { name: "kestra-mcp", title: "Kestra", version: "9.9.9" },
  });
  expect(result?.instructions).toContain("truncated");
  const list = await client.request(2, "tools/list");
  expect((list.result?.tools as { name: string }[]).map(({ name }) => name)).toEqual([
    "get_box",
    "list_boxes",
    "manage_box",
    "relabel_box",
  ]);
  const call = await client.request(3, "tools/call", callGet);
  expect(call.result).toEqual({
    content: ['{"id":"a"}', foreignMark].map((text) => ({ type: "text", text })),
    structuredContent: { id: "a" },
  });
  expect((await client.request(4, "ping")).result).toEqual({});
  client.process.stdin.end();
  expect(await client.exit()).toBe(0);
  expect(client.stderr).toBe("");
});

test("errors of the protocol have their codes, without a prefix", async () => {
  const { client } = await serving(() => undefined);
  await client.initialize();
  expect((await client.request(2, "tools/call", { name: "nope" })).error).toMatchObject({
    code: -32602,
    message: "Unknown tool: nope.",
  });
  expect((await client.request(3, "tools/list", { cursor: "x" })).error?.code).toBe(-32602);
  for (const values of ["x", 5, ["a"]]) {
    const params = { name: "get_box", arguments: values };
    const id = 100 + String(values).charCodeAt(0);
    expect((await client.request(id, "tools/call", params)).error).toMatchObject({
      code: -32602,
      message: "arguments must be an object.",
    });
  }
  expect((await client.request(6, "tools/call")).error).toMatchObject({
    code: -32602,
    message: "name must be the name of a tool.",
  });
  expect((await client.request(4, "server/discover")).error?.code).toBe(-32601);
  expect((await client.request(5, "prompts/list")).error?.code).toBe(-32601);
});

test("a cancelled call closes Kestra's socket, and is not answered", async () => {
  let closed = 0;
  const { client, asked } = await serving(({ socket }) => {
    socket.once("close", () => closed++);
  });
  await client.initialize();
  client.send({ id: 7, method: "tools/call", params: callGet });
  while (asked.filter(({ url }) => url.endsWith("/boxes/a")).length === 0) await sleep(5);
  client.send({ method: "notifications/cancelled", params: { requestId: 7, reason: "enough" } });
  while (closed === 0) await sleep(5);
  await client.request(8, "ping");
  expect(client.received.some(({ id }) => id === 7)).toBe(false);
});

test("progress is told to who asked for it, and only grows", async () => {
  const { client } = await serving((_, response) => {
    json(response, { id: "a" });
  });
  await client.initialize();
  const params = { name: "relabel_box", arguments: { box_id: "a", label: "b" } };
  await client.request(2, "tools/call", params);
  expect(client.received.some(({ method }) => method === "notifications/progress")).toBe(false);
  await client.request(3, "tools/call", { ...params, _meta: { progressToken: "t" } });
  const told = client.received.filter(({ method }) => method === "notifications/progress");
  expect(told.map(({ params }) => params)).toEqual([
    { progressToken: "t", progress: 1, message: "It was read." },
  ]);
});

test("Kestra comes up after the list was given: clients are told once that it changed", async () => {
  let up = false;
  const { url } = await httpServer((_, response) => {
    json(response, configs, up ? 200 : 503);
  });
  const client = new Client({ KESTRA_BASE_URL: url });
  await client.initialize();
  const before = await client.request(2, "tools/list");
  expect(before.result?.tools).toHaveLength(6);
  up = true;
  const isChange = ({ method }: { readonly method?: string }) =>
    method === "notifications/tools/list_changed";
  await client.message(isChange);
  expect((await client.request(3, "tools/list")).result?.tools).toHaveLength(4);
  await sleep(100);
  expect(client.received.filter(isChange)).toHaveLength(1);
});

test("a Kestra that is down leaves the server up", async () => {
  const url = await deadUrl();
  const client = new Client({ KESTRA_BASE_URL: url });
  await client.initialize();
  const { result } = await client.request(2, "tools/call", callGet);
  expect(result).toMatchObject({ isError: true });
  expect(JSON.stringify(result)).toContain(`Kestra cannot be reached at ${url}`);
  expect((await client.request(3, "ping")).result).toEqual({});
  const told = await client.message(({ method }) => method === "notifications/message");
  expect(told.params).toMatchObject({ level: "warning", data: expect.stringContaining(url) as string });
});

test("nothing is told before the client is initialized", async () => {
  const client = new Client({ KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_LOG_LEVEL: "WARNING" });
  const clientInfo = { name: "test", version: "1" };
  await client.request(1, "initialize", { protocolVersion: "2025-11-25", capabilities: {}, clientInfo });
  while (!client.stderr.includes("cannot be reached")) await sleep(5);
  await client.request(2, "ping");
  expect(client.received.map(({ id }) => id)).toEqual([1, 2]);
  client.send({ method: "notifications/initialized" });
  const told = await client.message(({ method }) => method === "notifications/message");
  expect(told.params?.data).toContain("cannot be reached");
});

test("what was asked before the input ended is still answered", async () => {
  const { client } = await serving((_, response) => {
    setTimeout(() => {
      json(response, { id: "late" });
    }, 200);
  });
  await client.initialize();
  client.send({ id: 2, method: "tools/call", params: callGet });
  client.process.stdin.end();
  expect(await client.exit()).toBe(0);
  expect(client.received.find(({ id }) => id === 2)?.result?.structuredContent).toEqual({ id: "late" });
});

test("a call that hangs does not keep a server whose client went away", async () => {
  const { client, asked } = await serving(() => undefined);
  await client.initialize();
  client.send({ id: 2, method: "tools/call", params: callGet });
  while (asked.filter(({ url }) => url.endsWith("/boxes/a")).length === 0) await sleep(5);
  client.process.stdin.end();
  expect(await client.exit()).toBe(0);
});

test("SIGTERM and a closed output end it", async () => {
  const { client } = await serving(() => undefined);
  await client.initialize();
  client.process.kill("SIGTERM");
  expect(await client.exit()).toBe(0);

  const other = await serving(() => undefined);
  await other.client.initialize();
  other.client.process.stdout.destroy();
  other.client.send({ id: 2, method: "ping" });
  expect(await other.client.exit()).toBe(0);
});

test("a configuration error stops the start and names the variable; nothing is on stdout", async () => {
  const client = new Client({ KESTRA_BASE_URL: "localhost", KESTRA_API_TOKEN: "canary-token-1" });
  expect(await client.exit()).toBe(2);
  expect(client.stderr).toContain("KESTRA_BASE_URL must start with http");
  expect(client.received).toEqual([]);
  expect(client.stderr).not.toContain("canary");
});
