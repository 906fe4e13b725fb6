import { describe, expect, test } from "vitest";
import type { Handler } from "../../../runtime/mcp/handler.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { limits } from "../../../runtime/limits.ts";
import { Client } from "../../runtime/support/client.ts";
import { deadUrl } from "../../runtime/support/server.ts";
import { deaf } from "../support/deaf.ts";
import { started } from "../support/process.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

const long = "x".repeat(limits.token + 1);
const right = "x".repeat(limits.token);

/** Bytes that a process holds. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8");
  return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}

/** An `initialize` of about as many bytes, all of it what a session would keep. */
function initializeOf(bytes: number): object {
  const experimental = { all: Array.from({ length: Math.floor(bytes / 3) - 100 }, () => []) };
  return { ...initialize, params: { ...initialize.params, capabilities: { experimental } } };
}

describe("what a client says of itself", () => {
  test("is small, and so is everything but a call", async () => {
    const { url } = await serving(box);
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const pad = "x".repeat(limits.message);
    const refused = async (body: object, more: object = headers) => {
      const { status, message } = await send(url, { headers: { ...more }, body });
      return [status, message.error?.message];
    };
    const told = (what: string) => [
      413,
      `The body of ${what} may have at most 64 KB; only one of tools/call may be larger.`,
    ];
    expect(await refused(initializeOf(70_000), {})).toEqual(told("initialize"));
    expect(await refused(rpc("ping", { pad }))).toEqual(told("ping"));
    expect(await refused([rpc("tools/list", { pad }), rpc("ping", {}, 8)])).toEqual(told("tools/list"));
    expect(await refused({ jsonrpc: "2.0", id: 1, result: { pad } })).toEqual(told("a message"));
    const beside = [rpc("tools/call", callGet), { jsonrpc: "2.0", id: 1, result: { pad } }];
    expect(await refused(beside, { ...headers, "MCP-Protocol-Version": "2025-03-26" })).toEqual(
      told("a message"),
    );
    const listen = request2026("subscriptions/listen", { _meta: { pad } });
    expect((await send(url, listen)).status).toBe(413);
    const call = { name: "get_box", arguments: { box_id: "a", pad } };
    expect((await send(url, { headers, body: rpc("tools/call", call) })).status).toBe(200);
    expect((await send(url, { body: initializeOf(60_000) })).status).toBe(200);
  });

  test("is kept for no longer than it is needed: what 300 sessions say fits", async () => {
    const { client, url } = await started({ KESTRA_BASE_URL: await deadUrl() });
    const body = JSON.stringify(initializeOf(60_000));
    await send(url, { body });
    const before = await memoryOf(client.process.pid);
    for (let at = 0; at < 300; at += 10) {
      const opened = await Promise.all(Array.from({ length: 10 }, () => send(url, { body })));
      for (const { status } of opened) expect(status).toBe(200);
    }
    const more = (await memoryOf(client.process.pid)) - before;
    expect(more).toBeLessThan(200 * 1024 * 1024);
  }, 60_000);

  test("keeps what is asked for of a client", async () => {
    const { url } = await serving(box, { env: { KESTRA_MCP_CONFIRM: "destructive" } });
    const capabilities = { elicitation: { form: { deep: { er: 1 } } }, experimental: {} };
    const body = { ...initialize, params: { ...initialize.params, capabilities } };
    expect((await send(url, { body })).status).toBe(200);
    for (const params of [
      { ...initialize.params, clientInfo: 1 },
      { ...initialize.params, capabilities: 1 },
    ]) {
      const { message } = await send(url, { body: { ...initialize, params } });
      expect(message.error).toBeDefined();
    }
  });
});

test("an id, a progress token and the name of a task have few characters", async () => {
  const { url } = await serving(box);
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const old = async (body: object) => (await send(url, { headers, body })).message;
  const call = (_meta: object) => ({ ...callGet, _meta });
  const named = (token: string) => [
    { progressToken: token },
    { "io.modelcontextprotocol/related-task": { taskId: token } },
  ];
  for (const meta of named(right)) {
    expect((await old(rpc("tools/call", call(meta)))).result?.structuredContent).toEqual({ id: "a" });
    expect((await send(url, request2026("tools/call", call(meta)))).message.result?.isError).toBeUndefined();
  }
  for (const meta of named(long)) {
    const refusals = [
      await old(rpc("tools/call", call(meta))),
      (await send(url, request2026("tools/call", call(meta)))).message,
    ];
    for (const { error } of refusals) {
      expect(error).toMatchObject({
        code: -32602,
        message: expect.stringMatching(/may have at most 256 characters/) as string,
      });
    }
  }
  for (const request of [
    { headers, body: { ...rpc("ping"), id: long } },
    { headers, body: [{ ...rpc("ping"), id: long }] },
  ]) {
    const { status, message } = await send(url, request);
    expect([status, message.error?.message]).toEqual([
      400,
      "The id of a message may have at most 256 characters.",
    ]);
  }
  expect((await old({ ...rpc("ping"), id: right })).result).toEqual({});
});

test("over stdio a progress token has few characters too", async () => {
  const client = new Client({ KESTRA_BASE_URL: await deadUrl() });
  await client.initialize();
  const { error } = await client.request(2, "tools/call", { ...callGet, _meta: { progressToken: long } });
  expect(error?.message).toContain("_meta.progressToken may have at most 256 characters");
});

test("JSON of very many values is refused before it is read", async () => {
  const { url } = await serving(box);
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const call = (box_id: unknown) => rpc("tools/call", { name: "get_box", arguments: { box_id } });
  const many = Array.from({ length: limits.values + 1 }, () => 0);
  const { status, message } = await send(url, { headers, body: call(many) });
  expect([status, message.error?.message]).toEqual([400, "The JSON holds more than 100000 values."]);
  // In a text they are no values.
  const text = call(`",[{${",".repeat(limits.values)}`);
  expect((await send(url, { headers, body: text })).status).toBe(200);
});

describe("bodies that do not end", () => {
  const head = JSON.stringify(rpc("tools/call", callGet)).slice(0, -1);

  test("150 of them hold no more than their part of the memory, and keep nobody out", async () => {
    const { client, url } = await started({ KESTRA_BASE_URL: await deadUrl() });
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const before = await memoryOf(client.process.pid);
    const part = head + " ".repeat(3_900_000);
    for (let at = 0; at < 150; at++) deaf(url).post(headers, part, 4_000_000);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect((await send(url, { headers, body: rpc("ping") })).status).toBe(200);
    expect((await memoryOf(client.process.pid)) - before).toBeLessThan(250 * 1024 * 1024);
  }, 60_000);

  test("the largest gives way, and is told", async () => {
    const { url } = await serving(box, { bounds: { bodies: 2_500_000 } });
    const headers = { "Mcp-Session-Id": await openSession(url) };
    let text = "";
    const large = deaf(url);
    large.socket
      .setEncoding("utf8")
      .on("data", (chunk: string) => (text += chunk))
      .resume();
    // Room is made for the next power of two.
    const sizes = [1_600_000, 200_000, 400_000];
    const all = [large, deaf(url), deaf(url)];
    for (const [at, one] of all.entries()) one.post(headers, head + " ".repeat(sizes[at] ?? 0), 4_000_000);
    await until(() => large.isClosed());
    expect(text).toMatch(/^HTTP\/1.1 503 [^]*Retry-After: 5[^]*this is the largest/);
    expect((await send(url, { headers, body: rpc("ping") })).status).toBe(200);
    expect(all.map((one) => one.isClosed())).toEqual([true, false, false]);
  });

  test("byte by byte they cost no more", async () => {
    const { client, url } = await started({ KESTRA_BASE_URL: await deadUrl() });
    await openSession(url);
    const before = await memoryOf(client.process.pid);
    const one = deaf(url);
    one.socket.write(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    one.socket.write("1\r\n \r\n".repeat(600_000));
    await until(() => one.socket.writableLength === 0);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await memoryOf(client.process.pid)) - before).toBeLessThan(80 * 1024 * 1024);
  }, 60_000);
});

describe("progress", () => {
  const messages = 300;

  /** Tells of progress very often. */
  const telling: Handler = async (_, { progress, tell }) => {
    for (let at = 1; at <= messages; at++) {
      progress(at, undefined, "x".repeat(200_000));
      tell?.("error", () => "y".repeat(200_000));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return { content: [] };
  };
  const service = { ...kestraService("9.9.9"), methods: { "tools/call": telling } };
  const params = { ...callGet, _meta: { progressToken: "p", "io.modelcontextprotocol/logLevel": "debug" } };
  const told = (text: string) => text.split("notifications/progress").length - 1;

  test("comes so often that somebody can read it", async () => {
    const { url } = await serving(box, { service });
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const all = [
      (await send(url, { headers, body: rpc("tools/call", params) })).text,
      (await send(url, request2026("tools/call", params))).text,
    ];
    for (const text of all) {
      expect(told(text)).toBeGreaterThan(5);
      expect(told(text)).toBeLessThan(messages / 2);
    }
  });

  test("and log messages are left out while their client does not read", async () => {
    let done = false;
    const counting: Handler = async (...given) => {
      const result = await telling(...given);
      done = true;
      return result;
    };
    const { url } = await serving(box, { service: { ...service, methods: { "tools/call": counting } } });
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const one = deaf(url);
    one.post(headers, JSON.stringify(rpc("tools/call", params)));
    await until(() => done);
    let read = 0;
    one.socket.on("data", (chunk: Buffer) => (read += chunk.length)).resume();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // What the sockets took before: the rest was never made.
    expect(read).toBeGreaterThan(200_000);
    expect(read).toBeLessThan(0.5 * messages * 200_000);
  });
});
