import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { Client, type Message } from "../support/client.ts";
import { configs, httpServer, json, type Asked } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** What our answer to a call does not need is looked at by the SDK: with it, it is the SDK that answers. */
const bySdk = { "io.modelcontextprotocol/logLevel": "emergency" };

const relabel = { name: "relabel_box", arguments: { box_id: "a", label: "b" } };

/** A client of 2026-07-28, on a Kestra that answers all but what its argument does. */
async function serving(
  answer?: (asked: Asked, response: ServerResponse) => boolean,
  env: Readonly<Record<string, string>> = {},
) {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else if (answer?.(one, response) !== true)
      json(
        response,
        one.url.endsWith("/none") ? { message: "no" } : { id: "a" },
        one.url.endsWith("/none") ? 404 : 200,
      );
  });
  const client = new Client({ KESTRA_BASE_URL: url, KESTRA_API_VERSION: "2.0", ...env });
  const call = (id: number, params: object, meta: object = {}): Promise<Message> =>
    client.request(id, "tools/call", { ...params, _meta: { ...envelope, ...meta } });
  return { client, asked, call };
}

describe("over stdio a call of 2026-07-28 is answered", () => {
  test.each([
    ["one", { name: "get_box", arguments: { box_id: "a" } }],
    ["by steps", relabel],
    ["that Kestra refuses", { name: "get_box", arguments: { box_id: "none" } }],
    ["whose arguments are wrong", { name: "get_box", arguments: { box: 1 } }],
    ["without arguments", { name: "get_box" }],
    ["of a tool that is not there", { name: "no_tool", arguments: {} }],
    ["of no name", { name: "", arguments: {} }],
  ])("as by the SDK: %s", async (_, params) => {
    const { client, call } = await serving();
    const [early, late] = [await call(1, params), await call(2, params, bySdk)];
    expect(JSON.stringify(early).replace('"id":1', '"id":2')).toBe(JSON.stringify(late));
    expect(client.stderr).not.toContain("Error:");
  });

  test("also where another one with its id is open: each is carried out once", async () => {
    const held: ServerResponse[] = [];
    const { client, asked } = await serving(({ method, url }, response) => {
      if (method !== "GET" || !url.endsWith("/boxes/a")) return false;
      // Both go on at one time.
      if (held.push(response) === 2) for (const one of held) json(one, { id: "a" });
      return true;
    });
    const message = {
      id: 5,
      method: "tools/call",
      params: { ...relabel, _meta: { ...envelope, progressToken: 1 } },
    };
    client.send(message);
    client.send(message);
    while (client.received.filter(({ id, method }) => id === 5 && method === undefined).length < 2)
      await sleep(5);
    expect(asked.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("and tells its progress, and its log, to who wants to hear of it", async () => {
    const { client, call, asked } = await serving();
    await call(1, relabel);
    expect(client.received.some(({ method }) => method !== undefined)).toBe(false);
    await call(2, relabel, { progressToken: "t" });
    const told = client.received.filter(({ method }) => method === "notifications/progress");
    expect(told.map(({ params }) => params)).toMatchObject([
      { progressToken: "t", progress: 1, message: "It was read." },
    ]);
    expect(asked.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("unless it is cancelled", async () => {
    let closed = 0;
    const { client, asked } = await serving(({ url, socket }) => {
      if (!url.endsWith("/boxes/a")) return false;
      socket.once("close", () => closed++);
      return true;
    });
    client.send({
      id: 7,
      method: "tools/call",
      params: { name: "get_box", arguments: { box_id: "a" }, _meta: envelope },
    });
    while (!asked.some(({ url }) => url.endsWith("/boxes/a"))) await sleep(5);
    client.send({ method: "notifications/cancelled", params: { requestId: 7, _meta: envelope } });
    while (closed === 0) await sleep(5);
    await client.request(8, "server/discover", { _meta: envelope });
    expect(client.received.some(({ id }) => id === 7)).toBe(false);
  });

  test("by what is to be confirmed, where it is", async () => {
    const { call, asked } = await serving(undefined, { KESTRA_MCP_CONFIRM: "destructive" });
    const drop = { name: "drop_box", arguments: { box_id: "a" } };
    const forms = { "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } } };
    const answer = await call(1, drop, forms);
    expect(answer.result).toMatchObject({ resultType: "input_required" });
    expect(asked.filter(({ method }) => method === "DELETE")).toEqual([]);
  });
});
