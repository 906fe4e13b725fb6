import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { refuseClient } from "../../../runtime/transport/stdio-refusal.ts";
import { Client } from "../support/client.ts";

vi.setConfig({ testTimeout: 30_000 }); // some tests start a process

const wrong = { KESTRA_BASE_URL: "localhost", KESTRA_API_TOKEN: "canary-token-1" };
const sentence = "KESTRA_BASE_URL must start with http:// or https://, such as http://localhost:8080.";
const request2026 = { _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } };

test("a client is told why there is no server, in the words of stderr; then it ends", async () => {
  const client = new Client(wrong);
  const { error } = await client.initialize();
  expect(error).toEqual({ code: -32603, message: sentence });
  expect(await client.exit()).toBe(2);
  expect(client.stderr).toBe(`${sentence}\n`);
  expect(JSON.stringify(client.received)).not.toContain("canary");
});

test("a client of 2026-07-28 is told, also where it falls back to initialize", async () => {
  const client = new Client(wrong);
  expect((await client.request(7, "server/discover", request2026)).error?.message).toBe(sentence);
  expect((await client.initialize()).error?.message).toBe(sentence);
  expect(await client.exit()).toBe(2);
});

test.each([
  ["what the arguments say", ["--sandbx"], {}, "There is no option --sandbx."],
  ["a placeholder", [], { KESTRA_API_TOKEN: "${TOKEN}" }, "KESTRA_API_TOKEN is a placeholder"],
  ["a word that selects nothing", [], { KESTRA_MCP_ENABLED_TOOLS: "nope" }, "KESTRA_MCP_ENABLED_TOOLS"],
  ["a release that is too old", [], { KESTRA_API_VERSION: "0.20" }, "0.20"],
])("whatever stops the start is told: %s", async (_, argv, env, message) => {
  const client = new Client(env, argv);
  expect((await client.initialize()).error?.message).toContain(message);
  expect(await client.exit()).toBe(2);
});

test.each([
  ["another command", ["list"], {}],
  ["HTTP", ["--transport", "http"], {}],
  ["HTTP by its variable", [], { KESTRA_MCP_TRANSPORT: "http" }],
])("nobody waits on stdin for %s", async (_, argv, env) => {
  const client = new Client({ ...wrong, ...env }, argv);
  client.send({ id: 1, method: "ping" });
  expect(await client.exit()).toBe(2);
  expect(client.received).toEqual([]);
});

/** Refuses on streams of its own. @returns what it wrote, and after how many milliseconds it was done */
async function refusing(input: PassThrough & { isTTY?: boolean }, act: () => unknown = () => undefined) {
  const output = new PassThrough();
  const begun = performance.now();
  const done = refuseClient("No.", input, output, { first: 300, next: 100 });
  await act();
  await done;
  const text = String((output.read() as Buffer | null) ?? "");
  return { text, ms: performance.now() - begun };
}

test("it never waits for a person, nor for an input that has ended", async () => {
  expect((await refusing(Object.assign(new PassThrough(), { isTTY: true }))).ms).toBeLessThan(100);
  const ended = new PassThrough();
  ended.end();
  expect((await refusing(ended)).ms).toBeLessThan(100);
  const gone = new PassThrough();
  gone.destroy();
  await sleep(1);
  expect((await refusing(gone)).ms).toBeLessThan(100);
});

test("it does not wait for ever for a client that says nothing, or nothing that can be answered", async () => {
  const { text, ms } = await refusing(new PassThrough());
  expect(text).toBe("");
  expect(ms).toBeGreaterThan(250);
  const told = new PassThrough();
  const { text: none } = await refusing(told, () =>
    told.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n'),
  );
  expect(none).toBe("");
});

test("what cannot be read is answered as ever, and the request after it", async () => {
  const input = new PassThrough();
  const { text } = await refusing(input, async () => {
    input.write("{nope\n");
    await sleep(20);
    input.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
  });
  const answers = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(answers).toMatchObject([
    { id: null, error: { code: -32700 } },
    { id: 1, error: { code: -32603, message: "No." } },
  ]);
});
