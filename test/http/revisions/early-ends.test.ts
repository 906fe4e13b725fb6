import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { MethodContext } from "../../../runtime/mcp/handler.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { tokenHolder } from "../../../runtime/auth/principal.ts";
import { box, serving, until, type ServingOptions } from "../support/serving.ts";
import { openSession, request2026, rpc, send } from "../support/raw.ts";

/* Calls that are answered without an SDK end as they do with one, whatever ends them. */

const service = kestraService("9.9.9");

/** @returns a server whose tool `slow` goes on until it is cancelled, and why each was */
async function start(options: ServingOptions = {}) {
  const begun: unknown[] = [];
  const cancelled: unknown[] = [];
  const slow = ({ signal }: MethodContext) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        cancelled.push(signal.reason);
        reject(new Error("cancelled"));
      });
    });
  const methods = {
    ...service.methods,
    "tools/call": async ({ name }: Readonly<Record<string, unknown>>, context: MethodContext) => {
      begun.push(name);
      if (name === "slow") await slow(context);
      return { content: [] };
    },
  };
  return { ...(await serving(box, { ...options, service: { ...service, methods } })), begun, cancelled };
}

/** What may stand in a call that is answered without the SDK, and what is left to it. */
const [early, late] = [{}, { "test/other": 1 }];

test("a session that is closed cancels both calls of one id", async () => {
  const { url, begun, cancelled } = await start();
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const ask = () => send(url, { headers, body: rpc("tools/call", { name: "slow" }) });
  const answers = [ask(), ask()];
  await until(() => begun.length === 2);
  await send(url, { method: "DELETE", headers });
  await Promise.all(answers);
  expect(cancelled).toHaveLength(2);
});

describe("a login that is ended already begins no call", () => {
  /** @returns a server, and what ends all logins */
  const ended = async () => {
    let isOver = false;
    const authentication: ServingOptions["authentication"] = {
      authenticate: () => Promise.resolve(tokenHolder),
      follow({ ended }) {
        if (isOver) ended();
        return () => undefined;
      },
      routes: [],
      close: () => Promise.resolve(),
    };
    const end = () => {
      isOver = true;
    };
    return { ...(await start({ authentication })), end };
  };

  test.each([[early], [late]])("2025-11-25 (%j)", async (_meta) => {
    const { url, begun, end } = await ended();
    const headers = { "Mcp-Session-Id": await openSession(url) };
    end();
    const { message } = await send(url, { headers, body: rpc("tools/call", { name: "plain", _meta }) });
    expect([message.error?.code, begun]).toEqual([-32000, []]);
  });

  test.each([["cold"], ["warm"]])("2026-07-28 (%s)", async (what) => {
    const { url, begun, end } = await ended();
    const request = request2026("tools/call", { name: "plain" });
    if (what === "warm") await send(url, request);
    begun.splice(0);
    end();
    const { message } = await send(url, request);
    expect([message.error?.code, begun]).toEqual([-32000, []]);
  });
});

test.each([
  ["without parameters", undefined],
  ["that names no request", {}],
  ["of what is none", { requestId: {} }],
])("a cancellation %s is taken, and cancels nothing", async (_, params) => {
  const { url } = await start();
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const body = { jsonrpc: "2.0", method: "notifications/cancelled", params };
  expect((await send(url, { headers, body })).status).toBe(202);
});

test.each([[""], [0], [-1], ["a"]])("a call of the id %j can be cancelled", async (id) => {
  const { url, begun, cancelled } = await start();
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const body = { ...rpc("tools/call", { name: "slow" }), id };
  const answer = send(url, { headers, body });
  await until(() => begun.length === 1);
  const params = { requestId: id, reason: "enough" };
  await send(url, { headers, body: { jsonrpc: "2.0", method: "notifications/cancelled", params } });
  expect([(await answer).status, cancelled]).toEqual([200, ["enough"]]);
});

test("a server that stops answers a call of 2026-07-28 as its SDK does", async () => {
  const stopped = async (isWarm: boolean) => {
    const server = await start();
    const { url, begun } = server;
    if (isWarm) await send(url, request2026("tools/call", { name: "plain" }));
    const answer = send(url, request2026("tools/call", { name: "slow" }));
    await until(() => begun.includes("slow"));
    await server.stop(0);
    const { status, text } = await answer;
    return { status, text };
  };
  expect(await stopped(true)).toEqual(await stopped(false));
});

test.each([["1.0"], ["1.1\r\nConnection: close"]])(
  "the connection ends that is to end: HTTP/%s",
  async (version) => {
    const { url } = await start();
    const { host, port, hostname } = new URL(url);
    const id = await openSession(url);
    const body = JSON.stringify(rpc("tools/call", { name: "plain" }));
    const socket = connect(Number(port), hostname);
    const head = [
      `POST /mcp HTTP/${version}`,
      `Host: ${host}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      `Mcp-Session-Id: ${id}`,
    ];
    const begun = performance.now();
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    expect(await text(socket)).toContain('"id":7');
    expect(performance.now() - begun).toBeLessThan(2_000);
  },
);
