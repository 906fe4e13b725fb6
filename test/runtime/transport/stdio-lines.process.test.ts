import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { openWire } from "../../../runtime/transport/stdio-wire.ts";
import { Client } from "../support/client.ts";
import { deadUrl } from "../support/server.ts";

vi.setConfig({ testTimeout: 30_000 }); // each test starts a process

/** Nobody is there, which no answer here depends on. */
async function client(): Promise<Client> {
  return new Client({ KESTRA_BASE_URL: await deadUrl(), KESTRA_MCP_LOG_LEVEL: "CRITICAL" });
}

test("a line of more than 10 MB is skipped, and answered by its id, before or after what is large", async () => {
  const one = await client();
  const pad = "x".repeat(11 * 1024 * 1024);
  one.process.stdin.write(`{"jsonrpc":"2.0","id":5,"method":"ping","params":{"pad":"${pad}"}}\n`);
  one.process.stdin.write(`{"jsonrpc":"2.0","params":{"id":1,"pad":"${pad}"},"method":"ping","id":"six"}\n`);
  one.process.stdin.write(`${pad}\n`);
  expect((await one.request(7, "ping")).result).toEqual({});
  const refused = one.received.filter(({ error }) => error !== undefined);
  expect(refused).toMatchObject([
    { id: 5, error: { code: -32600 } },
    { id: "six", error: { code: -32600 } },
    { id: null, error: { code: -32600 } },
  ]);
  expect(refused[0]?.error?.message).toContain("10 MB");
});

test("very many answers wait for a client that reads late, without a word, and all come", async () => {
  const one = await client();
  await one.initialize();
  const count = 50_000;
  const pings = Array.from(
    { length: count },
    (_, at) => `{"jsonrpc":"2.0","id":${at + 10},"method":"ping"}\n`,
  );
  /** Milliseconds from where the client reads to the last answer. */
  const timeOf = async (isLate: boolean): Promise<number> => {
    const wanted = one.received.length + count;
    if (isLate) one.process.stdout.pause();
    one.process.stdin.write(pings.join(""));
    if (isLate) await sleep(1000);
    one.process.stdout.resume();
    const begun = performance.now();
    while (one.received.length < wanted) await sleep(5);
    return performance.now() - begun;
  };
  const atOnce = await timeOf(false);
  expect((await timeOf(true)) / atOnce).toBeLessThan(5);
  expect(one.stderr).toBe("");
});

test("a last line without its end is read too", async () => {
  const one = await client();
  one.process.stdin.end('{"jsonrpc":"2.0","id":2,"method":"ping"}');
  expect(await one.exit()).toBe(0);
  expect(one.received).toMatchObject([{ id: 2, result: {} }]);
});

test("an output that nobody reads ends the process, with a line on stderr", async () => {
  const one = new Client({ KESTRA_BASE_URL: await deadUrl() });
  await one.initialize();
  one.process.stdout.destroy();
  one.send({ id: 2, method: "ping" });
  expect(await one.exit()).toBe(0);
  expect(one.stderr).toMatch(/ERROR Writing to the client failed: .*EPIPE.*Stopping/);
});

test("an input that breaks ends the reading, with the reason", async () => {
  const ends: (string | undefined)[] = [];
  const input = new PassThrough();
  const nothing = () => undefined;
  const ended = (error: Error | undefined) => ends.push(error?.message);
  const output = new Writable({ write: (_chunk, _encoding, done) => setImmediate(done) });
  openWire(input, output, { value: nothing, unreadable: nothing, ended }).start();
  input.destroy(new Error("EIO"));
  await sleep(5);
  expect(ends).toEqual(["Reading from the client failed: EIO"]);
});

test("no more is read while nobody takes the answers, and all of it once somebody does", async () => {
  const input = new PassThrough({ highWaterMark: 1024 });
  const output = new PassThrough({ highWaterMark: 1024 });
  const answer = { text: "x".repeat(10_000) };
  const wire = openWire(input, output, {
    value: () => void wire.send(answer),
    unreadable: () => undefined,
    ended: () => undefined,
  });
  wire.start();
  const count = 4000;
  const feed = async () => {
    for (let at = 0; at < count; at++)
      if (!input.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n')) await once(input, "drain");
  };
  const fed = feed();
  await sleep(500);
  const held = output.writableLength + output.readableLength;
  expect(held).toBeGreaterThan(limits.unreadStdio / 2);
  expect(held).toBeLessThan(2 * limits.unreadStdio);
  let bytes = 0;
  output.on("data", (chunk: Buffer) => (bytes += chunk.length));
  await fed;
  while (bytes < count * (JSON.stringify(answer).length + 1)) await sleep(5);
});
