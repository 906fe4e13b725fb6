import { expect, test } from "vitest";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { initialize, openSession, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

/** A server of a store, and what it tells others. */
async function telling(protocolVersion = "2025-11-25") {
  const store = createMemoryStore(Date.now);
  const told: string[] = [];
  const tell: typeof store.tell = (channel, text) => {
    if (channel === "mcp-session") told.push(text);
    return store.tell(channel, text);
  };
  const server = await serving(box, { store: { ...store, tell } });
  const opened = await send(server.url, {
    body: { ...initialize, params: { ...initialize.params, protocolVersion } },
  });
  const id = String(opened.headers["mcp-session-id"]);
  const headers = { "Mcp-Session-Id": id, "MCP-Protocol-Version": protocolVersion };
  const answer = (nth: number) => ({ jsonrpc: "2.0", id: `0123456789ab.${nth}`, result: {} });
  return { url: server.url, told, headers, answer };
}

test("Answers that come together are told to others in one", async () => {
  const { url, told, headers, answer } = await telling("2025-03-26");
  await send(url, { headers, body: [1, 2, 3].map(answer) });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("0123456789ab.3");
});

test("Whoever sends answers in a flood is told to wait, and others hear no more of them", async () => {
  const { url, told, headers, answer } = await telling();
  const statuses = new Map<number, number>();
  for (let nth = 0; nth < 620; nth++) {
    const { status } = await send(url, { headers, body: answer(nth) });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([
    [202, 600],
    [429, 20],
  ]);
  expect(told).toHaveLength(600);
  const other = { ...headers, "Mcp-Session-Id": await openSession(url) };
  expect((await send(url, { headers: other, body: answer(0) })).status).toBe(202);
});
