import { setImmediate as soon, setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createGarbage } from "../../../runtime/transport/garbage.ts";

const megabyte = 1024 * 1024;

test("garbage is collected once there are some megabytes of it, and looked for seldom", async () => {
  let used = 20 * megabyte;
  let collected = 0;
  let now = 0;
  const garbage = createGarbage(
    () => used,
    () => {
      collected++;
      used = 10 * megabyte;
      return Promise.resolve(5);
    },
    () => now,
  );
  const messages = async (count: number) => {
    for (let i = 0; i < count; i++) garbage.came();
    await soon();
    return collected;
  };
  expect(await messages(99)).toBe(0);
  expect(await messages(1)).toBe(1);
  used = 15 * megabyte;
  expect(await messages(1000)).toBe(1);
  now = 1000;
  used = 11 * megabyte;
  expect(await messages(100)).toBe(1);
  now = 2000;
  used = 15 * megabyte;
  expect(await messages(100)).toBe(2);
});

test("it is really collected, and nobody else can do so", async () => {
  const lost = new WeakRef({ large: true });
  await soon();
  const garbage = createGarbage();
  for (let i = 0; i < 100; i++) garbage.came();
  await sleep(300);
  expect(lost.deref()).toBeUndefined();
  expect(globalThis.gc).toBeUndefined();
});

test("after a collection that took long there is none for a long time", async () => {
  let collected = 0;
  let now = 0;
  const garbage = createGarbage(
    () => (100 + now) * megabyte,
    () => {
      collected++;
      now += 400;
      return Promise.resolve(400);
    },
    () => now,
  );
  for (; now < 60_000; now += 500) {
    for (let i = 0; i < 100; i++) garbage.came();
    await soon();
  }
  expect(collected).toBe(3);
});

test("where nothing can be collected, that is tried once", async () => {
  let tried = 0;
  let now = 0;
  const garbage = createGarbage(
    () => 100 * megabyte,
    () => {
      tried++;
      return Promise.reject(new ReferenceError("gc is not defined"));
    },
    () => now,
  );
  for (; now < 10_000; now += 1000) {
    for (let i = 0; i < 100; i++) garbage.came();
    await soon();
  }
  expect(tried).toBe(1);
});
