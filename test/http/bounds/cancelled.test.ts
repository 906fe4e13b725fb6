import { describe, expect, test } from "vitest";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { started } from "../support/process.ts";
import { callGet, request2026, openSession, rpc, send } from "../support/raw.ts";
import { serving, until } from "../support/serving.ts";

const told = (method: string, params: object = {}) => ({ jsonrpc: "2.0", method, params });
const cancel = (requestId: number) => told("notifications/cancelled", { requestId });
const revision = { "MCP-Protocol-Version": "2025-11-25" };

/** The last one that has them. */
const batches = { "MCP-Protocol-Version": "2025-03-26" };

/** A Kestra that answers only `/configs`, and the calls that it was asked after it was told to. */
async function silentKestra() {
  const kestra = { answers: false, calls: 0 };
  const { url } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else {
      kestra.calls++;
      if (kestra.answers) json(response, { id: "a" });
    }
  });
  return Object.assign(kestra, { env: { KESTRA_BASE_URL: url } });
}

test("400 calls that were cancelled leave room for others, of the same session too", async () => {
  const kestra = await silentKestra();
  const { url } = await started(kestra.env);
  const headers = { ...revision, "Mcp-Session-Id": await openSession(url) };
  for (let first = 1; first <= 400; first += 50) {
    const ids = Array.from({ length: 50 }, (_, at) => first + at);
    const calls = ids.map((id) => send(url, { headers, body: rpc("tools/call", callGet, id) }));
    await until(() => kestra.calls >= first + 49);
    for (const id of ids) expect((await send(url, { headers, body: cancel(id) })).status).toBe(202);
    // Each stream ends, without an answer to what nobody waits for.
    for (const { status, message } of await Promise.all(calls)) {
      expect([status, message.result, message.error]).toEqual([200, undefined, undefined]);
    }
  }
  kestra.answers = true;
  const call = await send(url, { headers, body: rpc("tools/call", callGet, 401) });
  expect(call.message.result?.structuredContent).toEqual({ id: "a" });
}, 60_000);

test("400 calls of 2026-07-28 whose clients went away leave room for others", async () => {
  const kestra = await silentKestra();
  const { url } = await started(kestra.env);
  const { headers, body } = request2026("tools/call", callGet);
  for (let first = 1; first <= 400; first += 50) {
    const gone = new AbortController();
    const all = { ...(headers as Record<string, string>), "Content-Type": "application/json" };
    const accept = { Accept: "application/json, text/event-stream" };
    const options = { method: "POST", headers: { ...all, ...accept }, body: JSON.stringify(body) };
    const calls = Array.from({ length: 50 }, () =>
      fetch(url, { ...options, signal: gone.signal }).catch(() => "gone"),
    );
    await until(() => kestra.calls >= first + 49);
    gone.abort();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["gone"]));
  }
  kestra.answers = true;
  expect((await send(url, request2026("tools/call", callGet))).message.result?.structuredContent).toEqual({
    id: "a",
  });
}, 60_000);

describe("a stream ends", () => {
  async function silent(env = {}) {
    const server = await serving(() => undefined, { env });
    const headers = { ...revision, "Mcp-Session-Id": await openSession(server.url) };
    const post = (body: object, others = {}) =>
      send(server.url, { headers: { ...headers, ...others }, body });
    return { ...server, headers, post };
  }

  test("when all that it was asked is answered or cancelled, in a batch too", async () => {
    const { post } = await silent();
    const { status, text } = await post([rpc("ping", {}, 1), cancel(1)], batches);
    expect([status, text]).toEqual([200, expect.not.stringContaining("result")]);
    const batch = post(
      [rpc("ping", {}, 2), rpc("tools/call", callGet, 3), rpc("tools/list", {}, 4)],
      batches,
    );
    const waiting = post([rpc("tools/call", callGet, 5)], batches);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await post(cancel(3));
    const answered = await batch;
    expect([...answered.text.matchAll(/"id":(\d)/g)].map(([, id]) => id).sort()).toEqual(["2", "4"]);
    await post(cancel(5));
    expect((await waiting).status).toBe(200);
  });

  test.each([false, true])(
    "with a word where it is JSON, which cannot be empty; a batch: %s",
    async (isBatch) => {
      const { post, asked } = await silent();
      const others = { ...(isBatch && batches), Accept: "application/json" };
      const call = rpc("tools/call", callGet, 1);
      const answered = post(isBatch ? [rpc("ping", {}, 2), call] : call, others);
      await until(() => asked.length === 1);
      await post(cancel(1));
      const { status, text } = await answered;
      expect(status).toBe(200);
      const error = { code: -32800, message: "The request was cancelled." };
      const cancelled = { jsonrpc: "2.0", id: 1, error };
      const pong = { jsonrpc: "2.0", id: 2, result: {} };
      expect(JSON.parse(text)).toEqual(isBatch ? [pong, cancelled] : cancelled);
    },
  );

  test("without sessions, where nothing else could cancel", async () => {
    const { url } = await serving(() => undefined, { env: { KESTRA_MCP_STATELESS: "true" } });
    const { status } = await send(url, { body: [rpc("tools/call", callGet, 1), cancel(1)] });
    expect(status).toBe(200);
  });

  test("that was resumed, when its request is cancelled", async () => {
    const { url, headers, asked, post } = await silent();
    const body = JSON.stringify(rpc("tools/call", callGet, 1));
    const all = {
      ...headers,
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
    };
    const first = await fetch(url, { method: "POST", headers: all, body });
    const reader = first.body?.getReader();
    const [, last = ""] =
      /^id: (.*)$/m.exec(new TextDecoder().decode((await reader?.read())?.value as Uint8Array)) ?? [];
    await until(() => asked.length === 1);
    await reader?.cancel();
    const resumed = send(url, { method: "GET", headers: { ...headers, "Last-Event-ID": last } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await post(cancel(1));
    expect((await resumed).status).toBe(200);
  });

  test("of an id that is used again, and the other one stays", async () => {
    let answer: () => void = () => undefined;
    const { url, asked } = await serving((_, response) => {
      answer = () => {
        json(response, { id: "second" });
      };
    });
    const headers = { ...revision, "Mcp-Session-Id": await openSession(url) };
    const post = (body: object) => send(url, { headers, body });
    const first = post(rpc("tools/call", callGet, 1));
    await until(() => asked.length === 1);
    const cancelled = post(cancel(1));
    const second = post(rpc("tools/call", callGet, 1));
    await Promise.all([cancelled, first]);
    await until(() => asked.length === 2);
    answer();
    expect((await second).message.result?.structuredContent).toEqual({ id: "second" });
  });
});
