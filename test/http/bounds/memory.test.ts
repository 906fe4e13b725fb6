import { expect, test } from "vitest";
import { sessionMemory } from "../../../bench/session-memory.ts";

test("sessions that are dropped leave nothing behind, and an open one is small", async () => {
  const { open, left, ratio } = await sessionMemory(100, 400);
  expect(open).toBeLessThan(14 * 1024);
  expect(left).toBeLessThan(3000);
  expect(ratio).toBeLessThan(1.25);
}, 120_000);
