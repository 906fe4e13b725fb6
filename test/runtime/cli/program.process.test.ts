import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { Client } from "../support/client.ts";
import { configs, deadUrl, httpServer, json } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

const callGet = { name: "get_box", arguments: { box_id: "a" } };
const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A server whose output is full, and read no longer; with calls of either revision under way. */
async function unread(env: Readonly<Record<string, string>> = {}): Promise<Client> {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
  });
  const client = new Client({ KESTRA_BASE_URL: url, ...env });
  await client.initialize();
  client.send({ id: 2, method: "tools/call", params: callGet });
  client.send({ id: 3, method: "tools/call", params: { ...callGet, _meta: envelope } });
  const notifications = { toolsListChanged: true };
  client.send({ id: 4, method: "subscriptions/listen", params: { notifications, _meta: envelope } });
  while (asked.filter(({ url }) => url.endsWith("/boxes/a")).length < 2) await sleep(5);
  client.process.stdout.pause();
  for (let id = 100; id < 1000; id++) client.send({ id, method: "tools/list" });
  await sleep(500);
  return client;
}

/** The exit code and signal, and after how many milliseconds. */
async function ending({ process }: Client): Promise<{ code: unknown; signal: unknown; ms: number }> {
  const begun = performance.now();
  const [code, signal] = (await once(process, "exit")) as unknown[];
  return { code, signal, ms: performance.now() - begun };
}

describe("an output that nobody reads does not keep a process", () => {
  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("that is told to stop by %s", async (signal) => {
    const client = await unread();
    client.process.kill(signal);
    const { code, ms } = await ending(client);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(2 * limits.flushTime + 1000);
  });

  test("whose client has ended its input", async () => {
    const client = await unread();
    client.process.stdin.end();
    const { code, ms } = await ending(client);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(limits.unreadTime + 5000);
  });

  test("that a client is told of, which does not read it", async () => {
    const client = new Client({ KESTRA_BASE_URL: "localhost" });
    client.process.stdout.pause();
    for (let id = 1; id < 5000; id++) client.send({ id, method: "server/discover" });
    await sleep(500);
    client.process.kill("SIGTERM");
    expect((await ending(client)).ms).toBeLessThan(2 * limits.flushTime + 1000);
  });
});

describe("a second signal ends at once", () => {
  test.each(["stdio", "http"])("over %s, and says so", async (transport) => {
    const { url, asked } = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") json(response, configs);
    });
    const serving = { KESTRA_MCP_TRANSPORT: transport, KESTRA_MCP_PORT: "0" };
    const env = { KESTRA_BASE_URL: url, KESTRA_MCP_LOG_LEVEL: "WARNING", ...serving };
    const client = new Client(env);
    const isReady = () => transport === "stdio" || client.stderr.includes("Listening");
    while (!isReady()) await sleep(5);
    if (transport === "http") {
      const endpoint = /Listening on ([^"]+)/.exec(client.stderr)?.[1] ?? "";
      const headers = {
        "Content-Type": "application/json",
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": callGet.name,
      };
      const params = { ...callGet, _meta: envelope };
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
      fetch(endpoint, { method: "POST", headers, body }).catch(() => undefined);
      while (!asked.some(({ url }) => url.endsWith("/boxes/a"))) await sleep(5);
    } else {
      await client.initialize();
      client.process.stdout.pause();
      for (let id = 100; id < 1000; id++) client.send({ id, method: "tools/list" });
      // A line that the log tells of comes after them.
      client.process.stdin.write("{}\n");
      while (!client.stderr.includes("Invalid request")) await sleep(20);
      await sleep(200);
    }
    client.process.kill("SIGTERM");
    // Sent on by what started it: it counts as the same.
    client.process.kill("SIGTERM");
    await sleep(2 * limits.sameSignalTime);
    expect(client.process.exitCode).toBe(null);
    client.process.kill("SIGINT");
    const { code, ms } = await ending(client);
    expect(code).toBe(130);
    expect(ms).toBeLessThan(500);
    expect(client.stderr).toContain("A second signal, SIGINT. Ending at once.");
  });
});

test("what hangs while it stops is ended in time, with a line on stderr", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "test/runtime/support/hanging.ts"]);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
  expect(stderr).toBe("Not stopped 0.5 s after SIGTERM. Ending at once.\n");
});

test.each(["list", "doctor"])("%s does not wait for Kestra once it is told to stop", async (command) => {
  const { url, asked } = await httpServer(() => undefined);
  const client = new Client({ KESTRA_BASE_URL: url }, [command]);
  while (asked.length === 0) await sleep(5);
  client.process.kill("SIGINT");
  const { code, ms } = await ending(client);
  expect([code, client.stderr]).toEqual([1, "Stopped.\n"]);
  expect(ms).toBeLessThan(1000);
});

test("who does not read the log loses lines of it, and nothing else", async () => {
  const client = new Client({ KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_LOG_LEVEL: "DEBUG" });
  await client.initialize();
  client.process.stderr.pause();
  for (let id = 100; id < 40_000; id++) client.process.stdin.write(`{"id":${id}}\n`);
  expect((await client.request(2, "ping")).result).toEqual({});
  client.process.stderr.resume();
  let before = -1;
  while (before < client.stderr.length) {
    before = client.stderr.length;
    await sleep(300);
  }
  // What the pipe holds comes on top.
  expect(client.stderr.length).toBeGreaterThan(limits.unreadLog);
  expect(client.stderr.length).toBeLessThan(1.5 * limits.unreadLog);
});
