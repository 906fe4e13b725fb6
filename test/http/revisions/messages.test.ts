import { expect, test } from "vitest";
import { initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

const envelope = request2026("tools/list").headers;
const meta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** Bodies that are no message, or one that many a client writes: the status and the id and code of the answer. */
const bodies: readonly [string, string, number, { readonly id: unknown; readonly code?: number }][] = [
  ["no JSON", "{nope", 400, { id: null, code: -32700 }],
  ["a number", "7", 400, { id: null, code: -32600 }],
  ["no jsonrpc", '{"id":5,"method":"ping"}', 400, { id: 5, code: -32600 }],
  ["no method", '{"jsonrpc":"2.0","id":"a"}', 400, { id: "a", code: -32600 }],
  ["an id that is none", '{"jsonrpc":"2.0","id":[],"method":"ping"}', 400, { id: null, code: -32600 }],
  ["params of null", '{"jsonrpc":"2.0","id":5,"method":"ping","params":null}', 200, { id: 5 }],
  [
    "params as an array",
    '{"jsonrpc":"2.0","id":5,"method":"ping","params":[]}',
    400,
    { id: 5, code: -32602 },
  ],
  ["_meta of null", '{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":null}}', 200, { id: 5 }],
  [
    "a cursor of null",
    '{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"cursor":null}}',
    200,
    { id: 5 },
  ],
  ["a member that nobody knows", '{"jsonrpc":"2.0","id":5,"method":"ping","extra":1}', 200, { id: 5 }],
  [
    "a level that is none",
    '{"jsonrpc":"2.0","id":5,"method":"logging/setLevel","params":{"level":"loud"}}',
    400,
    { id: 5, code: -32602 },
  ],
  ["an empty batch", "[]", 400, { id: null, code: -32600 }],
  [
    "a batch with something else",
    '[{"jsonrpc":"2.0","id":5,"method":"ping"},7]',
    400,
    { id: null, code: -32600 },
  ],
  ["a batch", '[{"jsonrpc":"2.0","id":5,"method":"ping"}]', 400, { id: null, code: -32600 }],
];

test.each(bodies)("of 2025-11-25 is answered: %s", async (_, body, status, { id, code }) => {
  const { url } = await serving(box);
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const answer = await send(url, { headers, body });
  expect(answer.status).toBe(status);
  expect(answer.message).toMatchObject(code === undefined ? { id, result: {} } : { id, error: { code } });
});

test.each<[string, object | string, number, { readonly id: unknown; readonly code?: number }]>([
  ["no JSON", "{nope", 400, { id: null, code: -32700 }],
  ["no jsonrpc", { id: 5, method: "tools/list", params: { _meta: meta } }, 400, { id: 5, code: -32600 }],
  [
    "params of null",
    { jsonrpc: "2.0", id: 5, method: "tools/list", params: null },
    400,
    { id: 5, code: -32602 },
  ],
  ["a cursor of null", rpc("tools/list", { _meta: meta, cursor: null }, 5), 200, { id: 5 }],
  ["a batch", [rpc("tools/list", { _meta: meta }, 5)], 400, { id: null, code: -32600 }],
])("of 2026-07-28 is answered: %s", async (_, body, status, { id, code }) => {
  const { url } = await serving(box);
  const answer = await send(url, { ...(envelope && { headers: envelope }), body });
  expect(answer.status).toBe(status);
  expect(answer.message).toMatchObject(code === undefined ? { id, result: {} } : { id, error: { code } });
});

test("params of null open a session as far as they can: what lacks is named", async () => {
  const { url } = await serving(box);
  const params = { ...initialize.params, protocolVersion: null };
  const { status, message } = await send(url, { body: { ...initialize, params } });
  expect([status, message.error?.code]).toEqual([400, -32602]);
  expect(message.error?.message).toContain("protocolVersion");
  const capabilities = { roots: null, elicitation: null };
  const clientInfo = { name: "langchain4j", version: "1", title: null };
  const good = { ...initialize, params: { ...initialize.params, capabilities, clientInfo, _meta: null } };
  expect((await send(url, { body: good })).status).toBe(200);
});

test.each([
  ["of 2025-03-26, by its session", "2025-03-26", undefined, {}, 200],
  ["of 2025-11-25, by its session", "2025-11-25", undefined, {}, 400],
  ["of 2025-06-18, by its header", "2025-03-26", "2025-06-18", {}, 400],
  [
    "without a session, of a client that does not say",
    undefined,
    undefined,
    { KESTRA_MCP_STATELESS: "true" },
    200,
  ],
  ["without a session, of 2025-11-25", undefined, "2025-11-25", { KESTRA_MCP_STATELESS: "true" }, 400],
])("a batch is served where its revision has them: %s", async (_, agreed, header, env, status) => {
  const { url } = await serving(box, { env });
  const body = { ...initialize, params: { ...initialize.params, protocolVersion: agreed } };
  const session =
    agreed === undefined ? undefined : (await send(url, { body })).headers["mcp-session-id"]?.toString();
  const headers = { "Mcp-Session-Id": session, "MCP-Protocol-Version": header };
  const answer = await send(url, { headers, body: [rpc("ping", {}, 1), rpc("ping", {}, 2)] });
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.message.error?.code).toBe(-32600);
  else expect(answer.text.match(/"result":\{\}/g)).toHaveLength(2);
});
