import { expect, test } from "vitest";
import type { Handler } from "../../../../runtime/mcp/handler.ts";
import { createInFlight } from "../../../../runtime/mcp/in-flight.ts";
import { createListRequests, isPlainList } from "../../../../runtime/mcp/protocol/opening.ts";
import type { Serving } from "../../../../runtime/mcp/service.ts";

const request = { jsonrpc: "2.0", id: 7, method: "tools/list" } as const;

function servingOf(handler: Handler): Serving {
  return {
    service: { methods: { "tools/list": handler } },
    session: { log: () => undefined },
    inFlight: createInFlight(),
    transport: "stdio",
  } as unknown as Serving;
}

/** What becomes of a request that a handler answers. @param act what happens meanwhile */
async function after(handler: Handler, act: (cancel: () => boolean) => void = () => undefined) {
  const told: unknown[] = [];
  const requests = createListRequests(servingOf(handler), {
    answer: (...given) => told.push(["answered", ...given]),
    handOver: ({ id }) => told.push(["handed over", id]),
  });
  requests.begin({
    request,
    protocol: "2025-11-25",
    clientCapabilities: {},
    least: "info",
    more: { ttlMs: 1 },
    listed: () => told.push("listed"),
  });
  act(() => requests.cancel(7));
  await requests.idle();
  expect(requests.cancel(7)).toBe(false);
  return told;
}

test("of two with one id the last is cancelled, and each is waited for", async () => {
  const answers: (() => void)[] = [];
  const handler: Handler = () =>
    new Promise((resolve) =>
      answers.push(() => {
        resolve({});
      }),
    );
  const told: unknown[] = [];
  const requests = createListRequests(servingOf(handler), {
    answer: (id) => told.push(id),
    handOver: () => told.push("handed over"),
  });
  const asked = { request, protocol: "2025-11-25", clientCapabilities: {} };
  requests.begin(asked);
  requests.begin(asked);
  answers[0]?.();
  await new Promise(setImmediate);
  expect(told).toEqual([7]);
  let isIdle = false;
  const idle = requests.idle().then(() => (isIdle = true));
  await new Promise(setImmediate);
  expect(isIdle).toBe(false);
  expect(requests.cancel(7)).toBe(true);
  await idle;
  expect(told).toEqual([7]);
});

test("a list that needs nothing is answered, and then known to the client", async () => {
  const list = { tools: [] };
  expect(await after(() => Promise.resolve(list))).toEqual(["listed", ["answered", 7, list, { ttlMs: 1 }]]);
});

test.each<[string, Handler]>([
  ["fails", () => Promise.reject(new Error("no"))],
  [
    "has something to say on the way",
    (_, { tell }) => {
      tell?.("warning", () => "it is late");
      return new Promise(() => undefined);
    },
  ],
])("one that %s is the SDK's", async (_, handler) => {
  expect(await after(handler)).toEqual([["handed over", 7]]);
});

test("what the client does not want to hear is no reason for that", async () => {
  const handler: Handler = (_, { tell }) => {
    tell?.("debug", () => "a detail");
    return Promise.resolve({});
  };
  expect(await after(handler)).toHaveLength(2);
});

test("one that is cancelled is answered by nobody", async () => {
  const aborted: boolean[] = [];
  const handler: Handler = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        aborted.push(true);
        reject(new Error("cancelled"));
      });
    });
  expect(
    await after(handler, (cancel) => {
      expect(cancel()).toBe(true);
    }),
  ).toEqual([]);
  expect(aborted).toEqual([true]);
});

test.each([
  [true, { method: "tools/list" }],
  [true, { method: "prompts/list", params: { _meta: {} } }],
  [false, { method: "tools/list", params: { cursor: "a" } }],
  [false, { method: "tools/call" }],
  [false, { method: "constructor" }],
])("whether it is a plain list: %s, %j", (is, message) => {
  expect(isPlainList({ jsonrpc: "2.0", ...message })).toBe(is);
});
