import { expect, test } from "vitest";
import type { ClientMessage } from "../../../runtime/mcp/wire/client-message.ts";
import { createLazyChannel, type ChannelOptions } from "../../../runtime/transport/lazy-channel.ts";

const message = (id: number): ClientMessage => ({ jsonrpc: "2.0", id, method: "a" });

function channel(load: ChannelOptions["load"]) {
  const failed: unknown[] = [];
  const made = createLazyChannel({
    load,
    send: () => Promise.resolve(),
    failed: (error, { id }) => failed.push([String(error), id]),
  });
  return { made, failed };
}

test("messages wait in their order until the SDK is loaded, which is done by the first, and once", async () => {
  const taken: unknown[] = [];
  let loads = 0;
  const { made, failed } = channel(async (transport) => {
    loads++;
    await new Promise(setImmediate);
    transport.onmessage = (one) => {
      if ("id" in one && one.id === 2) throw new Error("not this one");
      taken.push("id" in one && one.id);
    };
    return () => {
      taken.push("closed");
      return Promise.resolve();
    };
  });
  expect(made.isOpen).toBe(false);
  for (const id of [1, 2, 3]) made.give(message(id));
  expect([made.isOpen, taken]).toEqual([true, []]);
  await made.idle();
  made.give(message(4));
  await made.close();
  expect(taken).toEqual([1, 3, 4, "closed"]);
  expect([loads, failed]).toEqual([1, [["Error: not this one", 2]]]);
});

test("where it cannot be loaded each message fails, and nothing is closed", async () => {
  const { made, failed } = channel(() => Promise.reject(new Error("gone")));
  made.give(message(1));
  await made.idle();
  made.give(message(2));
  await made.close();
  expect(failed).toEqual([
    ["Error: gone", 1],
    ["Error: gone", 2],
  ]);
});
