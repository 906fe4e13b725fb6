import { describe, expect, test } from "vitest";
import { StoreError } from "../../../runtime/errors.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { toldOutages } from "../../../runtime/store/told-outages.ts";
import { own } from "../../../runtime/text/said.ts";

/** A store that fails as it is told. */
function failingStore() {
  const state = { reads: false, writes: false };
  const memory = createMemoryStore(() => 0);
  const fail = (fails: boolean, why: string) =>
    fails
      ? Promise.reject(new StoreError(own(`The memory did not do it (${why}).`), { cause: new Error(why) }))
      : undefined;
  const store: Store = {
    ...memory,
    get: (kind, id) => fail(state.reads, "gone") ?? memory.get(kind, id),
    put: (kind, kept) => fail(state.writes, "read-only") ?? memory.put(kind, kept),
    evict: (kind, until) => fail(state.writes, "read-only") ?? memory.evict(kind, until),
  };
  const told: string[] = [];
  const watched = toldOutages(store, (said) => told.push(String(said)));
  const ask = {
    get: () => watched.get("user", "a").catch(() => undefined),
    put: () => watched.put("user", { id: "a", body: {} }).catch(() => undefined),
  };
  return { state, told, watched, ask };
}

describe("An operator is told of a store", () => {
  test("that fails, once and why, and that it works again", async () => {
    const { state, told, ask, watched } = failingStore();
    await ask.get();
    expect(told).toEqual([]);
    Object.assign(state, { reads: true, writes: true });
    for (let i = 0; i < 3; i++) await ask.get();
    await ask.put();
    await expect(watched.get("user", "a")).rejects.toThrow(StoreError);
    expect(told).toEqual(["The store fails: The memory did not do it (gone)."]);
    Object.assign(state, { reads: false, writes: false });
    await ask.put();
    await ask.get();
    expect(told.slice(1)).toEqual([`The store works again: ${watched.name}.`]);
    state.reads = true;
    await ask.get();
    expect(told).toHaveLength(3);
  });

  test("that makes no room", async () => {
    const { state, told, watched } = failingStore();
    state.writes = true;
    await expect(watched.evict("client", 1)).rejects.toThrow(StoreError);
    expect(told).toEqual(["The store fails: The memory did not do it (read-only)."]);
  });

  test("that can be read and not written, once, until something was written", async () => {
    const { state, told, ask } = failingStore();
    state.writes = true;
    for (let i = 0; i < 3; i++) {
      await ask.put();
      await ask.get();
    }
    expect(told).toEqual(["The store fails: The memory did not do it (read-only)."]);
    state.writes = false;
    await ask.get();
    expect(told).toHaveLength(1);
    await ask.put();
    expect(told).toHaveLength(2);
  });

  test("but not of an id that is none", async () => {
    const { told, watched } = failingStore();
    await expect(watched.put("user", { id: "", body: {} })).rejects.toThrow(StoreError);
    expect(told).toEqual([]);
  });
});
