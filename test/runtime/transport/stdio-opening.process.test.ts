import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, inject, test, vi } from "vitest";
import { aloneWith } from "../../support/public-services.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts processes

const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "a", version: "1" },
};

const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "a", version: "1" } };

/** What the program writes for messages, by the id of the answer; it is not told to end before all are there. */
async function answered(messages: readonly object[]): Promise<ReadonlyMap<unknown, string>> {
  // No Kestra answers: what is listed is what does not depend on it.
  const child = spawn(process.execPath, [inject("bundle")], {
    env: aloneWith({ KESTRA_BASE_URL: "http://127.0.0.1:9", KESTRA_API_VERSION: "1.3" }),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = new Map<unknown, string>();
  let rest = "";
  const all = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        const { id } = JSON.parse(line) as { readonly id?: unknown };
        if (lines.has(id)) throw new Error(`A second answer: ${line}`);
        if (id !== undefined) lines.set(id, line);
      }
      if (messages.every((one) => !("id" in one) || lines.has(one.id))) resolve();
    });
  });
  for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  await all;
  const ended = once(child, "exit");
  child.stdin.end();
  await ended;
  return lines;
}

const lists = ["tools/list", "prompts/list", "resources/list", "resources/templates/list"];

describe("what a client asks first is answered byte for byte as by the SDK", () => {
  test("of the older revisions", async () => {
    const messages = [
      { id: "i", method: "initialize", params },
      { method: "notifications/initialized" },
      { id: 1, method: "ping" },
      ...lists.map((method, at) => ({ id: at + 2, method, params: {} })),
    ];
    // A level is the SDK's to set.
    const first = { id: 0, method: "logging/setLevel", params: { level: "error" } };
    const [early, late] = await Promise.all([answered(messages), answered([first, ...messages])]);
    for (const { id } of messages) if (id !== undefined) expect(early.get(id)).toBe(late.get(id));
    expect(early.get("i")).toContain('"protocolVersion":"2025-06-18"');
  });

  test("of 2026-07-28", async () => {
    const hinted = lists.filter((method) => method !== "resources/list");
    const messages = ["server/discover", ...hinted].map((method, id) => ({
      id,
      method,
      params: { _meta: envelope },
    }));
    // What a client says besides is for the SDK to look at.
    const traced = messages.map((one) => ({
      ...one,
      params: {
        _meta: { ...envelope, traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
      },
    }));
    const [early, late] = await Promise.all([answered(messages), answered(traced)]);
    expect([...early]).toEqual([...late].sort(([a], [b]) => Number(a) - Number(b)));
  });
});

test("what comes after the opening finds the SDK in the state that it would be in", async () => {
  const call = { name: "get_status", arguments: {} };
  const opened = [
    { id: 0, method: "initialize", params: { ...params, protocolVersion: "2024-11-05" } },
    { method: "notifications/initialized" },
    { id: 1, method: "tools/list" },
  ];
  const answers = await answered([
    ...opened,
    { id: 2, method: "tools/call", params: call },
    { id: 3, method: "initialize", params },
    { id: 4, method: "nothing/known" },
    { id: 5, method: "tools/list", params: { cursor: "none" } },
    { id: 6, method: "ping" },
  ]);
  expect(answers.get(2)).toContain('"structuredContent"');
  expect(answers.get(3)).toContain('"protocolVersion":"2025-06-18"');
  expect(answers.get(4)).toContain('"code":-32601');
  expect(answers.get(5)).toContain('"code":-32602');
  expect(answers.get(6)).toBe('{"result":{},"jsonrpc":"2.0","id":6}');
  expect([...answers.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
