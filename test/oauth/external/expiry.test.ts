import { expect, onTestFinished, test, vi } from "vitest";
import { openSession, request2026, rpc, send } from "../../http/support/raw.ts";
import { until } from "../../http/support/serving.ts";
import { forgedProvider, secondsNow } from "../support/forged-provider.ts";
import { resource, servingExternal } from "./serving-external.ts";

const usual = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };

/** A server whose clock a test moves, and tokens that are good for so many seconds of it. */
async function servedUntil() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const clock = { now: Date.now() };
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, { KESTRA_MCP_STATELESS: "false" }, () => clock.now);
  const begun = secondsNow();
  const token = async (seconds: number) => {
    const about = { iss: provider.issuer, sub: "ada", aud: resource, roles: ["engineer"], iat: begun };
    return { Authorization: `Bearer ${await provider.sign({ ...about, exp: begun + seconds })}` };
  };
  const wait = async (seconds: number) => {
    clock.now += seconds * 1000;
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  };
  return { server, token, wait };
}

/** Opens a stream, and leaves it open. */
async function streamed(url: string, init: RequestInit) {
  const gone = new AbortController();
  onTestFinished(() => {
    gone.abort();
  });
  const { body, status } = await fetch(url, { ...init, signal: gone.signal });
  expect(status).toBe(200);
  const stream = { isOver: false };
  void (async () => {
    try {
      for await (const chunk of body ?? []) void chunk;
    } catch {
      // It was cut off.
    }
    stream.isOver = true;
  })();
  return stream;
}

test("Streams of both revisions end with the token, within the tolerance of clocks", async () => {
  const { server, token, wait } = await servedUntil();
  const by = await token(60);
  const headers = { ...by, "Mcp-Session-Id": await openSession(server.url, by) };
  const listen = request2026("subscriptions/listen", { notifications: { toolsListChanged: true } } as object);
  const streams = [
    await streamed(server.url, { headers: { ...usual, ...headers } }),
    await streamed(server.url, {
      method: "POST",
      headers: { ...usual, ...by, ...(listen.headers as Record<string, string>) },
      body: JSON.stringify(listen.body),
    }),
  ];
  await wait(59);
  expect(streams.map(({ isOver }) => isOver)).toEqual([false, false]);
  await wait(32);
  await until(() => streams.every(({ isOver }) => isOver));
  await until(() => server.sessions() === 0);
});

test("A session goes on with the next token of its user, and ends with the last one", async () => {
  const { server, token, wait } = await servedUntil();
  const first = await token(60);
  const id = await openSession(server.url, first);
  const ping = async (by: object) =>
    (await send(server.url, { headers: { ...by, "Mcp-Session-Id": id }, body: rpc("ping") })).status;
  expect(await ping(await token(600))).toBe(200);
  // A client that has several requests under way does not send them in the order of its tokens.
  expect(await ping(first)).toBe(200);
  await wait(120);
  expect(server.sessions()).toBe(1);
  await wait(600);
  await until(() => server.sessions() === 0);
});

test("A call that is under way is answered, and its session ends then", async () => {
  const { server, token, wait } = await servedUntil();
  const by = await token(60);
  const id = await openSession(server.url, by);
  const answers: (() => void)[] = [];
  server.hold(answers);
  const call = send(server.url, {
    headers: { ...by, "Mcp-Session-Id": id },
    body: rpc("tools/call", {
      name: "manage_flow",
      arguments: { action: "get_yaml", namespace: "company.data", flow_id: "hello" },
    }),
  });
  await until(() => answers.length > 0);
  await wait(91);
  expect(server.sessions()).toBe(1);
  for (const answer of answers) answer();
  expect((await call).message.result).toBeDefined();
  await until(() => server.sessions() === 0);
});
