import { expect, test, vi } from "vitest";
import { Client } from "../support/client.ts";
import { deadUrl } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

test.each([
  [null, "params is missing: it must be an object"],
  [{}, "params.protocolVersion is missing: it must be a text"],
  [{ protocolVersion: "2025-06-18", capabilities: [] }, "params.capabilities must be an object"],
  [{ protocolVersion: 7 }, "params.protocolVersion must be a text"],
])("what is wrong with the parameters %j of initialize is said in plain words", async (params, what) => {
  const one = new Client({ KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_LOG_LEVEL: "CRITICAL" });
  one.process.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
  const { error } = await one.message(({ id }) => id === 1);
  expect(error).toEqual({ code: -32602, message: `Invalid params: ${what}` });
});
