import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { deaf, type Deaf } from "../support/deaf.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import type { Held } from "../support/soak-process.ts";
import { until } from "../support/serving.ts";

const megabyte = 1024 * 1024;
const drop = { name: "drop_box", arguments: { box_id: "a" } };
const batched = { "MCP-Protocol-Version": "2025-03-26" };
const cancel = (requestId: number) => ({
  jsonrpc: "2.0",
  method: "notifications/cancelled",
  params: { requestId },
});

/** A server in a process of its own, on a Kestra that never answers what is about `slow`. */
async function served() {
  let slow = 0;
  const kestra = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else if (one.url.endsWith("/slow")) slow++;
    else json(response, { id: "a", text: "x".repeat(18_000) });
  });
  const env = {
    PATH: process.env.PATH,
    KESTRA_BASE_URL: kestra.url,
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_TRANSPORT: "http",
    KESTRA_MCP_CONFIRM: "destructive",
  };
  const child = fork("test/http/support/soak-process.ts", {
    env,
    execArgv: ["--expose-gc", "--import", "tsx"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [url] = (await once(child, "message")) as [string];
  return { child, url, slow: () => slow };
}

async function heldBy(child: ChildProcess): Promise<Held> {
  const told = once(child, "message");
  child.send("measure");
  const [held] = (await told) as [Held];
  return held;
}

/** Milliseconds of a call, in the middle of many. */
async function timeOf(url: string): Promise<number> {
  const times = [];
  for (let at = 0; at < 21; at++) {
    const begun = performance.now();
    const { status, message } = await send(url, request2026("tools/call", callGet));
    expect([status, message.result?.isError]).toEqual([200, undefined]);
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[10] ?? 0;
}

type Attack = (url: string, slow: () => number) => Promise<readonly Deaf[]>;

const attacks: Readonly<Record<string, Attack>> = {
  async "calls that are cancelled"(url, slow) {
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const params = { name: "get_box", arguments: { box_id: "slow" } };
    for (let first = 1; first <= 200; first += 50) {
      const before = slow();
      const ids = Array.from({ length: 50 }, (_, at) => first + at);
      const calls = ids.map((id) => send(url, { headers, body: rpc("tools/call", params, id) }));
      await until(() => slow() >= before + 50);
      for (const id of ids) await send(url, { headers, body: cancel(id) });
      await Promise.all(calls);
    }
    return [];
  },
  async "answers that nobody reads"(url) {
    const id = await openSession(url);
    const all = Array.from({ length: 12 }, () => deaf(url));
    for (let round = 0; round < 4; round++) {
      for (const [at, one] of all.entries()) {
        const batch = Array.from({ length: 30 }, (_, call) =>
          rpc("tools/call", callGet, 1000 * at + 100 * round + call),
        );
        one.post({ ...batched, "Mcp-Session-Id": id }, JSON.stringify(batch));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return all;
  },
  async "forms that nobody answers"(url) {
    const capabilities = { elicitation: {} };
    const body = { ...initialize, params: { ...initialize.params, capabilities } };
    const all = [];
    for (let at = 0; at < 20; at++) {
      const id = String((await send(url, { body })).headers["mcp-session-id"]);
      const one = deaf(url);
      const batch = Array.from({ length: limits.forms + 2 }, (_, call) => rpc("tools/call", drop, call + 1));
      one.post({ ...batched, "Mcp-Session-Id": id }, JSON.stringify(batch));
      all.push(one);
    }
    return all;
  },
  async "bodies that do not end"(url) {
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const all = Array.from({ length: 60 }, () => deaf(url));
    for (const one of all)
      one.post(headers, `${JSON.stringify(rpc("ping")).slice(0, -1)}${" ".repeat(3_900_000)}`, 4_000_000);
    return all;
  },
  async "sessions of clients that say much of themselves"(url) {
    const experimental = { all: Array.from({ length: 19_000 }, () => []) };
    const body = { ...initialize, params: { ...initialize.params, capabilities: { experimental } } };
    for (let at = 0; at < 100; at++) expect((await send(url, { body })).status).toBe(200);
    return [];
  },
  async "tokens that are long, and headers that are many"(url) {
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const _meta = { progressToken: "x".repeat(3_900_000) };
    for (let at = 0; at < 20; at++) {
      await send(url, { headers, body: rpc("tools/call", { ...callGet, _meta }) });
      await send(url, {
        headers: { ...headers, ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`a${n}`, "b"])) },
      });
    }
    return [];
  },
  async "made-up credentials"(url) {
    for (let at = 0; at < 300; at++)
      await send(url, { headers: { "X-Kestra-Token": `made-up-${at}` }, body: initialize });
    return [];
  },
};

test("after all attacks at once it answers as promptly, and holds no more, than before", async () => {
  const { child, url, slow } = await served();
  // What is made once is made.
  await timeOf(url);
  await openSession(url);
  const before = await heldBy(child);
  const usual = await timeOf(url);
  const clients = (await Promise.all(Object.values(attacks).map((attack) => attack(url, slow)))).flat();
  const under = await timeOf(url);
  // Some have stopped reading, and are put out; the others leave.
  await new Promise((resolve) => setTimeout(resolve, 1.5 * limits.unreadTime));
  for (const { socket } of clients) socket.destroy();
  const after = await settled(child, before);
  expect(under).toBeLessThan(50 + 20 * usual);
  expect(await timeOf(url)).toBeLessThan(50 + 5 * usual);
  expect(after.memory - before.memory).toBeLessThan(24 * megabyte);
  expect(after.timers).toBeLessThanOrEqual(before.timers + 5);
  expect(after.sockets).toBeLessThanOrEqual(before.sockets + 5);
}, 120_000);

/** What is held once the connections have gone; sockets to Kestra are kept for a while. */
async function settled(child: ChildProcess, before: Held): Promise<Held> {
  for (let at = 0; ; at++) {
    const held = await heldBy(child);
    if (at === 40 || (held.sockets <= before.sockets + 5 && held.timers <= before.timers + 5)) return held;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
