import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { callsIn } from "../../../runtime/transport/http/bounds/call-bounds.ts";
import { httpTo, plan, send as sendTo } from "../../runtime/support/http.ts";
import { httpServer, json } from "../../runtime/support/server.ts";
import { callGet, cutOff, request2026, openSession, rpc, send, type RawAnswer } from "../support/raw.ts";
import { box, serving, until } from "../support/serving.ts";

/** Answers when it is told to. */
async function slowly(calls: number) {
  const waiting: ServerResponse[] = [];
  const server = await serving((_, response) => waiting.push(response), { bounds: { calls } });
  const answerAll = () => {
    for (const response of waiting.splice(0)) json(response, { id: "a" });
  };
  return { ...server, waiting, answerAll };
}

const refused = (answer: RawAnswer) => [answer.status, answer.headers["retry-after"], answer.message.error];
const tooMany = [429, "1", { code: -32000, message: "Too many calls are being handled. Try again later." }];

test("calls at one time are bounded, for all and for each caller", async () => {
  const { url, waiting, answerAll } = await slowly(8);
  const { headers, body = {} } = request2026("tools/call", callGet);
  const call = (caller: string) => send(url, { headers: { ...headers, "X-Kestra-Token": caller }, body });
  const calls = Array.from({ length: 6 }, () => call("ann"));
  await until(() => waiting.length === 6);
  expect(refused(await call("ann"))).toEqual(tooMany);
  calls.push(call("bob"), call("eve"));
  await until(() => waiting.length === 8);
  expect(refused(await call("joe"))).toEqual(tooMany);
  answerAll();
  for (const { status } of await Promise.all(calls)) expect(status).toBe(200);

  const second = ["ann", "bob", "bob", "bob", "bob"].map(call);
  await until(() => waiting.length === 5);
  expect(refused(await call("bob"))).toEqual(tooMany);
  second.push(call("ann"));
  await until(() => waiting.length === 6);
  answerAll();
  for (const { status } of await Promise.all(second)) expect(status).toBe(200);
});

test("credentials are one caller, whatever tenants they name", async () => {
  const { url, waiting, answerAll } = await slowly(8);
  const { headers, body = {} } = request2026("tools/call", callGet);
  const call = (token: string, tenant: number) =>
    send(url, { headers: { ...headers, "X-Kestra-Token": token, "X-Kestra-Tenant": `t${tenant}` }, body });
  const calls = Array.from({ length: 6 }, (_, at) => call("ann", at));
  await until(() => waiting.length === 6);
  expect(refused(await call("ann", 7))).toEqual(tooMany);
  calls.push(call("bob", 7));
  await until(() => waiting.length === 7);
  answerAll();
  for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
});

test("a call of 2025-11-25 counts until it is done, not until its client goes away", async () => {
  const { url, waiting, answerAll } = await slowly(2);
  const headers = { "Mcp-Session-Id": await openSession(url) };
  await cutOff(url, headers, () => waiting.length === 1);
  expect(refused(await send(url, { headers, body: rpc("ping") }))).toEqual(tooMany);
  const told = { jsonrpc: "2.0", method: "notifications/initialized" };
  expect((await send(url, { headers, body: told })).status).toBe(202);
  answerAll();
  let status = 429;
  while (status === 429) ({ status } = await send(url, { headers, body: rpc("ping") }));
  expect(status).toBe(200);
});

test("each call of a batch counts; what is no call, or stays open, does not", async () => {
  const notification = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 7 } };
  const response = { jsonrpc: "2.0", id: 1, result: {} };
  expect(callsIn([rpc("ping"), rpc("tools/call", callGet), notification, response])).toBe(2);
  for (const one of [notification, response, rpc("subscriptions/listen"), undefined, "ping", null]) {
    expect(callsIn(one)).toBe(0);
  }
  const { url, asked } = await serving(box, { bounds: { calls: 8 } });
  const id = await openSession(url);
  const headers = { "Mcp-Session-Id": id, "MCP-Protocol-Version": "2025-03-26" };
  const batch = Array.from({ length: 7 }, (_, at) => rpc("tools/call", callGet, at + 1));
  expect(refused(await send(url, { headers, body: batch }))).toEqual(tooMany);
  expect(asked).toHaveLength(0);
  expect((await send(url, { headers, body: batch.slice(1) })).status).toBe(200);
});

test("connections are bounded", async () => {
  const { url } = await serving(box, { bounds: { connections: 1 } });
  const { hostname, port } = new URL(url);
  const first = connect(Number(port), hostname);
  onTestFinished(() => {
    first.destroy();
  });
  await new Promise((resolve) => first.once("connect", resolve));
  await expect(send(url, request2026("tools/list"))).rejects.toThrow();
});

test("sockets to Kestra are bounded, and what waits for one can be given up", async () => {
  const kestra = await httpServer(() => undefined);
  const http = httpTo(kestra.url, { timeout: 60_000 });
  const ask = () => {
    const stop = new AbortController();
    const given = sendTo(http, plan, false, stop.signal).catch(() => "given up");
    return { stop, given };
  };
  const sent = Array.from({ length: 256 }, ask);
  await until(() => kestra.asked.length === 256);
  const last = ask();
  setTimeout(() => {
    last.stop.abort();
  }, 50);
  expect(await last.given).toBe("given up");
  expect(kestra.asked).toHaveLength(256);
  for (const { stop } of sent) stop.abort();
  for (const { given } of sent) expect(await given).toBe("given up");
});
