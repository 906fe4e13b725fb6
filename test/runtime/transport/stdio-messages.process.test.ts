import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { Client } from "../support/client.ts";
import { deadUrl } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

/** What 2026-07-28 wants in every request. */
const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** Lines that are no message, or one that many a client writes, and what the answer is. */
const lines: readonly [string, string, { readonly id: unknown; readonly code?: number }][] = [
  ["no JSON", "{nope", { id: null, code: -32700 }],
  ["a text of no JSON", "hello", { id: null, code: -32700 }],
  ["a number", "7", { id: null, code: -32600 }],
  ["null", "null", { id: null, code: -32600 }],
  ["an empty object", "{}", { id: null, code: -32600 }],
  ["no jsonrpc", '{"id":5,"method":"ping"}', { id: 5, code: -32600 }],
  ["another jsonrpc", '{"jsonrpc":"1.0","id":"a","method":"ping"}', { id: "a", code: -32600 }],
  ["no method", '{"jsonrpc":"2.0","id":5}', { id: 5, code: -32600 }],
  ["a method that is no text", '{"jsonrpc":"2.0","id":5,"method":7}', { id: 5, code: -32600 }],
  ["an id that is none", '{"jsonrpc":"2.0","id":{},"method":"ping"}', { id: null, code: -32600 }],
  ["an id of null", '{"jsonrpc":"2.0","id":null,"method":"ping"}', { id: null, code: -32600 }],
  ["params of null", '{"jsonrpc":"2.0","id":5,"method":"ping","params":null}', { id: 5 }],
  ["params as an array", '{"jsonrpc":"2.0","id":5,"method":"ping","params":[]}', { id: 5, code: -32602 }],
  ["params as a text", '{"jsonrpc":"2.0","id":5,"method":"ping","params":"x"}', { id: 5, code: -32600 }],
  ["_meta of null", '{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"_meta":null}}', { id: 5 }],
  [
    "_meta as a text",
    '{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":"x"}}',
    { id: 5, code: -32602 },
  ],
  [
    "a progress token that is none",
    '{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":{"progressToken":{}}}}',
    { id: 5, code: -32602 },
  ],
  [
    "a progress token of null",
    '{"jsonrpc":"2.0","id":5,"method":"ping","params":{"_meta":{"progressToken":null}}}',
    { id: 5 },
  ],
  ["a cursor of null", '{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"cursor":null}}', { id: 5 }],
  [
    "a member that nobody knows",
    '{"jsonrpc":"2.0","id":5,"method":"ping","extra":1,"error":null}',
    { id: 5 },
  ],
  ["initialize without params", '{"jsonrpc":"2.0","id":5,"method":"initialize"}', { id: 5, code: -32602 }],
  [
    "a level that is none",
    '{"jsonrpc":"2.0","id":5,"method":"logging/setLevel","params":{"level":"loud"}}',
    { id: 5, code: -32602 },
  ],
  [
    "a nested one",
    `{"jsonrpc":"2.0","id":5,"method":"ping","params":{"a":${"[".repeat(200)}${"]".repeat(200)}}}`,
    { id: 5, code: -32600 },
  ],
  [
    "a number that JSON has not",
    '{"jsonrpc":"2.0","id":5,"method":"ping","params":{"a":NaN}}',
    { id: 5, code: -32700 },
  ],
  ["a batch", '[{"jsonrpc":"2.0","id":5,"method":"ping"}]', { id: 5, code: -32600 }],
  ["a batch of what is no message", "[1,2]", { id: null, code: -32600 }],
  ["an empty batch", "[]", { id: null, code: -32600 }],
  [
    "2026-07-28 with a cursor of null",
    JSON.stringify({
      jsonrpc: "2.0",
      id: 5,
      method: "tools/list",
      params: { _meta: envelope, cursor: null },
    }),
    { id: 5 },
  ],
  [
    "2026-07-28 with a level that is none",
    JSON.stringify({
      jsonrpc: "2.0",
      id: 5,
      method: "tools/list",
      params: { _meta: { ...envelope, "io.modelcontextprotocol/logLevel": "loud" } },
    }),
    { id: 5, code: -32602 },
  ],
  [
    "2026-07-28 without a name",
    JSON.stringify({ jsonrpc: "2.0", id: 5, method: "tools/call", params: { _meta: envelope, name: null } }),
    { id: 5, code: -32602 },
  ],
];

/** Nobody is there, which no answer here depends on. */
async function client(): Promise<Client> {
  return new Client({ KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_LOG_LEVEL: "CRITICAL" });
}

test.each(["before initialize", "after it"])("each line is answered within the second, %s", async (when) => {
  const one = await client();
  if (when === "after it") await one.initialize();
  else await one.request(1, "ping");
  for (const [name, line, { id, code }] of lines) {
    one.received.length = 0;
    one.process.stdin.write(`${line}\n`);
    const late = sleep(1000).then(() => undefined);
    const answer = await Promise.race([one.message(({ method }) => method === undefined), late]);
    expect(answer, name).toMatchObject(code === undefined ? { id, result: {} } : { id, error: { code } });
  }
});

test("bytes that are not UTF-8 are answered, a mark of its order is not minded", async () => {
  const one = await client();
  one.process.stdin.write(Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]));
  expect(await one.message(() => true)).toMatchObject({ id: null, error: { code: -32700 } });
  one.process.stdin.write('\ufeff{"jsonrpc":"2.0","id":2,"method":"ping"}\r\n\r\n');
  expect((await one.message(({ id }) => id === 2)).result).toEqual({});
  expect(one.received).toHaveLength(2);
});

test("a byte of another encoding is answered by the id of its message", async () => {
  const one = await client();
  const call =
    '{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"get_box","arguments":{"box_id":"gr\xfcn"}}}\n';
  one.process.stdin.write(Buffer.from(call, "latin1"));
  expect(await one.message(() => true)).toMatchObject({ id: 4, error: { code: -32700 } });
});

test("each request of a batch that is not taken is answered by its id", async () => {
  const one = await client();
  const deep = `{"a":${"[".repeat(200)}${"]".repeat(200)}}`;
  const batch = `[{"jsonrpc":"2.0","id":5,"method":"ping","params":${deep}},{"jsonrpc":"2.0","id":"six","method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"}]\n`;
  one.process.stdin.write(batch + batch.replace(deep, "{}"));
  await one.request(9, "ping");
  expect(one.received.map(({ id, error }) => [id, error?.code])).toEqual([
    [5, -32600],
    ["six", -32600],
    [5, -32600],
    ["six", -32600],
    [9, undefined],
  ]);
});

test("a notification is never answered, even one that is ill-formed or has an id of null", async () => {
  const one = await client();
  one.process.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized","params":[]}\n');
  one.process.stdin.write('{"jsonrpc":"2.0","id":null,"method":"notifications/initialized","params":null}\n');
  one.process.stdin.write('{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"no"}}\n');
  expect((await one.request(2, "ping")).result).toEqual({});
  expect(one.received.filter(({ method }) => method === undefined)).toHaveLength(1);
});

test("null counts as absent in what a client says of itself", async () => {
  const one = await client();
  const params = {
    protocolVersion: "2025-11-25",
    capabilities: { roots: null, sampling: null, elicitation: { form: null } },
    clientInfo: { name: "langchain4j", version: "1", title: null, icons: null },
    _meta: null,
  };
  expect((await one.request(1, "initialize", params)).result).toMatchObject({
    protocolVersion: "2025-11-25",
  });
});

test("but not in the arguments of a call", async () => {
  const one = await client();
  await one.initialize();
  const params = { name: "get_box", arguments: { box_id: null, label: null } };
  const { result } = await one.request(2, "tools/call", params);
  expect(JSON.stringify(result)).toContain("box_id");
});

describe("revision 2025-03-26 has batches", () => {
  const speaking = async () => {
    const one = await client();
    const clientInfo = { name: "test", version: "1" };
    await one.request(1, "initialize", { protocolVersion: "2025-03-26", capabilities: {}, clientInfo });
    return one;
  };
  const answers = async (one: Client) => (await one.message((message) => Array.isArray(message))) as unknown;

  test("whose answers come as one, each with its id; notifications have none", async () => {
    const one = await speaking();
    const batch = [
      { jsonrpc: "2.0", id: 2, method: "ping" },
      { jsonrpc: "2.0", method: "notifications/initialized" },
      { id: 3, method: "ping" },
      { jsonrpc: "2.0", id: 4, method: "initialize", params: {} },
      { jsonrpc: "2.0", id: 5, method: "no/such" },
      { jsonrpc: "2.0", id: 6, method: "logging/setLevel" },
      7,
    ];
    one.process.stdin.write(`${JSON.stringify(batch)}\n`);
    const found = (await answers(one)) as { id: number; error?: { code: number } }[];
    expect(new Map(found.map(({ id, error }) => [id, error?.code]))).toEqual(
      new Map<unknown, unknown>([
        [2, undefined],
        [3, -32600],
        [4, -32600],
        [5, -32601],
        [6, -32602],
        [null, -32600],
      ]),
    );
    expect((await one.request(9, "ping")).result).toEqual({});
  });

  test("of which a cancelled request is not waited for", async () => {
    const one = await speaking();
    const call = {
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "get_box", arguments: { box_id: "a" } },
    };
    const cancel = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 2 } };
    one.process.stdin.write(`${JSON.stringify([call, { jsonrpc: "2.0", id: 3, method: "ping" }, cancel])}\n`);
    expect(await answers(one)).toEqual([{ jsonrpc: "2.0", id: 3, result: {} }]);
  });

  test("also where another request has the id of initialize", async () => {
    const one = await speaking();
    await one.request(1, "ping");
    // The answer to initialize has that id, too: this one comes after the ping's.
    await one.request(3, "ping");
    one.process.stdin.write('[{"jsonrpc":"2.0","id":2,"method":"ping"}]\n');
    expect(await answers(one)).toEqual([{ jsonrpc: "2.0", id: 2, result: {} }]);
  });

  test("but not an empty one, nor one without end", async () => {
    const one = await speaking();
    const many = Array.from({ length: 101 }, (_, at) => ({ jsonrpc: "2.0", id: at, method: "ping" }));
    one.process.stdin.write(`[]\n${JSON.stringify(many)}\n`);
    await one.request(200, "ping");
    const refused = one.received.filter(({ error }) => error?.code === -32600).map(({ id }) => id);
    expect(refused).toEqual([null, ...many.map(({ id }) => id)]);
  });
});
