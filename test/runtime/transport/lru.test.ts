import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createLru, type KeptEntry, type LruRules } from "../../../runtime/transport/http/callers/lru.ts";
import { HttpRefusal } from "../../../runtime/transport/http/wire/refusal.ts";

interface Named extends KeptEntry {
  readonly name: string;
}

const rules: LruRules<Named> = {
  share: (alone) => (alone ? 4 : 2),
  giving: ({ share, own, all }) => (share ? [own] : [own, all]),
  refusal: (_, share) => new HttpRefusal(503, `full: ${share}`),
};

/** A store of four, and what was closed in it. */
function opened(bounds: { readonly strangers?: number } = {}) {
  let clock = 0;
  const closed: string[] = [];
  const lru = createLru<Named>({ most: 4, strangers: 2, idle: 1000, ...bounds }, rules, () => clock);
  onTestFinished(() => {
    lru.close();
  });
  const add = (name: string, owner = name, accepted = true) => {
    const isAccepted = () => accepted;
    lru.makeRoom({ owner, isAccepted });
    lru.add(name, { name, owner, isAccepted, close: () => void closed.push(name) });
  };
  return {
    lru,
    closed,
    add,
    pass: (ms: number) => {
      clock += ms;
      vi.advanceTimersByTime(ms);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("what is kept", () => {
  test("is bounded: of those that rest the one that was used longest ago gives way", () => {
    const { lru, closed, add } = opened();
    for (const name of ["a", "b", "c", "d"]) add(name);
    const release = lru.use("b");
    lru.touch("a");
    add("e");
    add("f");
    expect(closed).toEqual(["c", "d"]);
    release();
    release();
    add("g");
    expect(closed).toEqual(["c", "d", "a"]);
    expect(lru.all().map(({ name }) => name)).toEqual(["e", "f", "b", "g"]);
  });

  test("has a share for each owner, which is larger for one that is alone", () => {
    const { lru, closed, add } = opened();
    for (const name of ["a1", "a2", "a3"]) add(name, "a");
    for (const name of ["a1", "a2", "a3"]) lru.use(name);
    add("b1", "b");
    expect(() => {
      add("a4", "a");
    }).toThrow("full: 2");
    expect(closed).toEqual([]);
    expect(lru.size).toBe(4);
  });

  test("is closed when nobody uses it for a time, and not while somebody does", () => {
    const { lru, closed, add, pass } = opened();
    add("a");
    add("b");
    const release = lru.use("a");
    pass(900);
    lru.touch("b");
    pass(500);
    expect(closed).toEqual([]);
    pass(1000);
    expect(closed).toEqual(["b"]);
    release();
    pass(900);
    expect(closed).toEqual(["b"]);
    pass(500);
    expect(closed).toEqual(["b", "a"]);
  });

  test("of strangers is little, and gives way in time whatever uses it, but for a use that cannot end", () => {
    const { lru, closed, add, pass } = opened();
    const ended: string[] = [];
    add("known");
    add("s1", "s1", false);
    add("s2", "s2", false);
    lru.use("s1");
    lru.use("s2", () => void ended.push("s2"));
    const another = () => {
      add("s3", "s3", false);
    };
    expect(another).toThrow("not accepted yet");
    pass(60_000);
    another();
    expect([closed, ended]).toEqual([["known", "s2"], ["s2"]]);
  });

  test("is forgotten when it was closed elsewhere, and closed when all is over", () => {
    const { lru, closed, add } = opened();
    add("a");
    add("b");
    lru.remove("a");
    lru.use("a")();
    expect(lru.get("a")).toBeUndefined();
    lru.close();
    expect(closed).toEqual(["b"]);
  });
});
