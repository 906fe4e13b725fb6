import { describe, expect, test } from "vitest";
import { beginEarly, type Line } from "../../../../runtime/mcp/protocol/early-answer.ts";

/** Settles once all that was to happen of itself has. */
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe("a handler that needs its client where nobody goes on is told so", () => {
  test("which was cancelled before", async () => {
    let asked: Promise<unknown> | undefined;
    const early = beginEarly<Line>(async ({ by }) => {
      await soon();
      asked = by(() => Promise.resolve("an answer"));
      await asked;
      return {};
    });
    early.cancel(new Error("enough"));
    expect([await early.result, early.isCancelled()]).toEqual([undefined, true]);
    await soon();
    await expect(asked).rejects.toThrow("enough");
  });

  test("which is cancelled while it waits", async () => {
    let asked: Promise<unknown> | undefined;
    const early = beginEarly<Line>(async ({ by }) => {
      asked = by(() => Promise.resolve("an answer"));
      await asked;
      return {};
    });
    early.cancel(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    expect([await early.result, early.isCancelled()]).toEqual([undefined, true]);
  });
});

test("what an SDK goes on with is asked by its line", async () => {
  const early = beginEarly<Line & { readonly name: string }>(async ({ by }) => {
    const one = await by(({ name }) => Promise.resolve(name));
    return { one, other: await by(({ name }) => Promise.resolve(`${name} again`)) };
  });
  expect(await early.result).toBeUndefined();
  const line = { signal: new AbortController().signal, name: "its" };
  expect(await early.goOn(line)).toEqual({ one: "its", other: "its again" });
});
