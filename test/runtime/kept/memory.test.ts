import { describe, expect, it } from "vitest";
import { createMemory } from "../../../runtime/kept/memory.ts";
import { createOrigins } from "../../../runtime/kept/origins.ts";

/** Makes numbers, each time the next. */
function counter() {
  let made = 0;
  return { make: () => Promise.resolve(++made), made: () => made };
}

describe("what took long to make", () => {
  it("is made once, also for those who ask meanwhile", async () => {
    const memory = createMemory(2);
    const { make } = counter();
    expect(await Promise.all([memory.remember("a", make), memory.remember("a", make)])).toEqual([1, 1]);
    expect(await memory.remember("a", make)).toBe(1);
  });

  it("is forgotten where it was not asked for in a long time", async () => {
    const memory = createMemory(2);
    const [a, b, c] = [counter(), counter(), counter()];
    await memory.remember("a", a.make);
    await memory.remember("b", b.make);
    await memory.remember("a", a.make);
    await memory.remember("c", c.make);
    await memory.remember("a", a.make);
    await memory.remember("b", b.make);
    expect([a.made(), b.made(), c.made()]).toEqual([1, 2, 1]);
  });

  it("is not kept where it failed", async () => {
    const memory = createMemory(2);
    await expect(memory.remember("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await memory.remember("a", () => Promise.resolve(1))).toBe(1);
  });

  it("fails with the call that makes it, and not with those that wait for it", async () => {
    const memory = createMemory(2);
    let giveUp: (error: Error) => void = () => undefined;
    const first = memory.remember<number>(
      "a",
      () =>
        new Promise((_, reject) => {
          giveUp = reject;
        }),
    );
    const second = memory.remember("a", () => Promise.resolve(2));
    giveUp(new Error("given up"));
    await expect(first).rejects.toThrow("given up");
    expect(await second).toBe(2);
    expect(await memory.remember("a", () => Promise.resolve(3))).toBe(2);
  });
});

it("of what answered in place of a service the oldest is told", () => {
  const origins = createOrigins();
  expect(origins.oldest("catalog")).toBeUndefined();
  origins.note("catalog", { in: "cache", at: "2026-01-02T00:00:00.000Z" });
  origins.note("catalog", { in: "file", at: "2026-01-01T00:00:00.000Z" });
  origins.note("catalog", { in: "cache", at: "2026-01-03T00:00:00.000Z" });
  expect(origins.oldest("catalog")).toEqual({ in: "file", at: "2026-01-01T00:00:00.000Z" });
  expect(origins.oldest("mirror")).toBeUndefined();
});
