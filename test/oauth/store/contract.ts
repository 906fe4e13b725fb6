import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { StoreError } from "../../../runtime/errors.ts";
import { kinds, type Kind, type Store, type StoredRecord } from "../../../runtime/store/store.ts";
import type { Make, Place } from "./place.ts";
import { skipped } from "../../support/skipped.ts";

const hour = 3_600_000;
const begin = Date.UTC(2026, 0, 1);

/** What each store does, whatever keeps it. */
export function describeStore(make: Make): void {
  describe.skipIf(make.missing !== "")(`a store in ${make.of}${skipped(make.missing)}`, () => {
    let place: Place;
    /** Two on one place: what one does, the other sees. */
    let store: Store;
    let other: Store;
    let time = begin;
    const now = () => time;

    beforeAll(async () => {
      place = await make.make();
      store = await place.open(now);
      other = await place.open(now);
    });
    beforeEach(async () => {
      time = begin;
      for (const kind of kinds)
        for (const { id } of await store.page(kind, 1000)) await store.remove(kind, id);
    });
    afterAll(async () => {
      await store.close();
      await other.close();
      await place.remove();
    });

    const ids = (records: readonly StoredRecord[]) => records.map(({ id }) => id);

    test("gives back what was put, all of it, and nothing of another kind", async () => {
      const record = {
        id: "https://client.example/metadata?x=ü",
        owner: "somebody",
        body: {
          text: 'a "quoted"\n\u0000\ud800 ✓ 🦭',
          numbers: [0, -1.5, 2 ** 53],
          nested: { yes: true, no: null },
        },
        expires: time + hour,
      };
      await store.put("grant", record);
      expect(await other.get("grant", record.id)).toEqual(record);
      expect(await other.get("client", record.id)).toBeUndefined();
      await store.put("grant", { id: record.id, body: {} });
      expect(await other.get("grant", record.id)).toEqual({ id: record.id, body: {} });
    });

    test("adds only where nothing is, and what is expired is nothing", async () => {
      expect(await store.add("code", { id: "a", body: { is: 1 }, expires: time + hour })).toBe(true);
      expect(await other.add("code", { id: "a", body: { is: 2 } })).toBe(false);
      expect(await store.get("code", "a")).toMatchObject({ body: { is: 1 } });
      await store.use("code", "a");
      time += hour;
      expect(await other.add("code", { id: "a", body: { is: 3 } })).toBe(true);
      expect(await store.get("code", "a")).toEqual({ id: "a", body: { is: 3 } });
      expect(await other.add("code", { id: "a", body: { is: 4 } })).toBe(false);
    });

    test("uses once, and says when", async () => {
      await store.put("refresh", { id: "a", body: {} });
      expect(await store.use("refresh", "a")).toBe(true);
      time += 5;
      expect(await other.use("refresh", "a")).toBe(false);
      expect(await other.get("refresh", "a")).toEqual({ id: "a", body: {}, used: begin });
      expect(await store.use("refresh", "none")).toBe(false);
      await store.put("refresh", { id: "a", body: {} });
      expect(await other.use("refresh", "a")).toBe(true);
    });

    test("replaces only what is there, and leaves it used", async () => {
      const record = { id: "a", owner: "new", body: { is: 2 }, expires: time + hour };
      expect(await store.replace("grant", record)).toBe(false);
      expect(await store.get("grant", "a")).toBeUndefined();
      await store.put("grant", { id: "a", owner: "old", body: { is: 1 } });
      await store.use("grant", "a");
      expect(await other.replace("grant", record)).toBe(true);
      expect(await store.get("grant", "a")).toEqual({ ...record, used: begin });
      const read = await store.get("grant", "a");
      expect(await other.replace("grant", { ...record, body: { is: 3 } }, read)).toBe(true);
      expect(await other.replace("grant", { ...record, body: { is: 4 } }, read)).toBe(false);
      expect(await store.get("grant", "a")).toMatchObject({ body: { is: 3 } });
      time += hour;
      expect(await other.replace("grant", { ...record, expires: time + hour })).toBe(false);
    });

    test("takes once", async () => {
      await store.put("login", { id: "a", owner: "b", body: { is: 1 } });
      expect(await other.take("login", "a")).toEqual({ id: "a", owner: "b", body: { is: 1 } });
      expect(await store.take("login", "a")).toBeUndefined();
    });

    test("removes, and says whether something was there", async () => {
      await store.put("browser", { id: "a", body: {} });
      expect(await other.remove("browser", "a")).toBe(true);
      expect(await store.remove("browser", "a")).toBe(false);
    });

    test("has nothing any more of what is expired, whatever is asked", async () => {
      const until = time + hour;
      await store.put("access", { id: "a", owner: "o", body: {}, expires: until });
      await store.put("access", { id: "b", owner: "o", body: {} });
      time = until - 1;
      expect(ids(await store.owned("access", "o"))).toEqual(["a", "b"]);
      time = until;
      expect(await store.get("access", "a")).toBeUndefined();
      expect(await store.use("access", "a")).toBe(false);
      expect(await store.take("access", "a")).toBeUndefined();
      expect(await store.remove("access", "a")).toBe(false);
      expect(ids(await store.owned("access", "o"))).toEqual(["b"]);
      expect(ids(await store.page("access", 10))).toEqual(["b"]);
      expect(await store.count("access")).toBe(1);
      expect(await store.removeOwned("access", "o")).toBe(1);
      expect(await store.count("access")).toBe(0);
    });

    describe("evicts", () => {
      const put = (id: string, expires?: number) =>
        store.put("client", { id, body: { is: id }, ...(expires !== undefined && { expires }) });

      test("what expires first, and neither what was used nor what stays for longer", async () => {
        await put("used", time + 1);
        await store.use("client", "used");
        await put("late", time + 3);
        await put("first", time + 2);
        await put("longer", time + 4);
        await put("for ever");
        const until = time + 3;
        expect(await other.evict("client", until)).toEqual({
          id: "first",
          body: { is: "first" },
          expires: time + 2,
        });
        expect(await store.evict("client", until)).toMatchObject({ id: "late" });
        expect(await store.evict("client", until)).toBeUndefined();
        expect(await store.evict("login", until)).toBeUndefined();
        expect(ids(await store.page("client", 10))).toEqual(["for ever", "longer", "used"]);
        time += 4;
        expect(await store.evict("client", until)).toBeUndefined();
      });

      test("one for each of those who ask at once", async () => {
        for (let i = 0; i < 5; i++) await put(`c${i}`, time + hour);
        const asked = Array.from({ length: 10 }, (_, i) => [store, other][i % 2] ?? store);
        const found = await Promise.all(asked.map((one) => one.evict("client", time + hour)));
        const gone = found.flatMap((one) => (one === undefined ? [] : [one.id]));
        expect(new Set(gone).size).toBe(gone.length);
        expect(await store.count("client")).toBe(5 - gone.length);
        expect(gone.length).toBeGreaterThan(0);
      });

      test("what is replaced at once, or does not, and never both", async () => {
        for (let i = 0; i < 20; i++) {
          const id = `r${i}`;
          await put(id, time + hour);
          const [gone, isThere] = await Promise.all([
            store.evict("client", time + hour),
            other.replace("client", { id, body: { is: "new" }, expires: time + 2 * hour }),
          ]);
          expect(isThere).toBe(gone === undefined);
          expect(await store.get("client", id)).toEqual(
            isThere ? { id, body: { is: "new" }, expires: time + 2 * hour } : undefined,
          );
        }
      });
    });

    test("removes what is of one owner, and of one kind", async () => {
      for (const owner of ["one", "two"])
        for (const id of ["a", "b"]) await store.put("access", { id: owner + id, owner, body: {} });
      await store.put("refresh", { id: "r", owner: "one", body: {} });
      expect(ids(await other.owned("access", "one"))).toEqual(["onea", "oneb"]);
      expect(await other.removeOwned("access", "one")).toBe(2);
      expect(await store.removeOwned("access", "one")).toBe(0);
      expect(ids(await store.page("access", 10))).toEqual(["twoa", "twob"]);
      expect(await store.count("refresh")).toBe(1);
    });

    test("gives pages in the order of bytes, each from where the last ended", async () => {
      const all = ["-", "A", "B", "a", "a1", "b", "é"];
      for (const id of all.toReversed()) await store.put("user", { id, body: {} });
      expect(ids(await store.page("user", 10))).toEqual(all);
      const pages: string[][] = [];
      for (let after: string | undefined; ;) {
        const page = ids(await other.page("user", 3, after));
        if (page.length === 0) break;
        pages.push(page);
        after = page.at(-1);
      }
      expect(pages).toEqual([["-", "A", "B"], ["a", "a1", "b"], ["é"]]);
    });

    test("counts up to the end of a span, and then from nothing", async () => {
      expect(await store.tally("t", 1, hour)).toEqual({ points: 1, expires: begin + hour });
      time += 1000;
      expect(await other.tally("t", 2.5, hour)).toEqual({ points: 3.5, expires: begin + hour });
      expect(await store.get("tally", "t")).toEqual({
        id: "t",
        body: { points: 3.5 },
        expires: begin + hour,
      });
      time = begin + hour;
      expect(await store.tally("t", 4, hour)).toEqual({ points: 4, expires: begin + 2 * hour });
      expect(await other.remove("tally", "t")).toBe(true);
      expect((await store.tally("t", 1, hour)).points).toBe(1);
    });

    test("sweeps what is expired, of all kinds, and nothing else", async () => {
      for (let i = 0; i < 2100; i++) await store.tally(`t${i}`, 1, hour);
      await store.put("code", { id: "a", body: {}, expires: time + hour });
      await store.put("client", { id: "b", body: {}, expires: time + hour + 1 });
      await store.put("client", { id: "c", body: {} });
      expect(await store.sweep()).toBe(0);
      time += hour;
      const [one, two] = await Promise.all([store.sweep(), other.sweep()]);
      expect(one + two).toBe(2101);
      expect(ids(await store.page("client", 10))).toEqual(["b", "c"]);
    });

    test("finds nothing by what is no id, and keeps none", async () => {
      for (const id of ["", "a\0b", "\ud800", "x".repeat(2001)]) {
        expect(await store.get("client", id)).toBeUndefined();
        expect(await store.take("client", id)).toBeUndefined();
        expect(await store.use("client", id)).toBe(false);
        expect(await store.remove("client", id)).toBe(false);
        expect(await store.owned("client", id)).toEqual([]);
        expect(await store.removeOwned("client", id)).toBe(0);
        await expect(store.put("client", { id, body: {} })).rejects.toThrow(StoreError);
        expect(await store.replace("client", { id, body: {} })).toBe(false);
        await expect(store.add("client", { id, body: {} })).rejects.toThrow(StoreError);
        await expect(store.tally(id, 1, 1)).rejects.toThrow(StoreError);
      }
      const longest = "x".repeat(2000);
      await store.put("client", { id: longest, owner: longest, body: {} });
      expect(ids(await other.owned("client", longest))).toEqual([longest]);
    });

    test("of twenty at once, one uses, one takes and one adds", async () => {
      const both = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? store : other));
      const won = async (kind: Kind, act: (it: Store) => Promise<unknown>) => {
        await store.put(kind, { id: "raced", body: {} });
        return (await Promise.all(both.map(act))).filter(Boolean).length;
      };
      expect(await won("code", (it) => it.use("code", "raced"))).toBe(1);
      expect(await won("login", (it) => it.take("login", "raced"))).toBe(1);
      expect(await won("client", (it) => it.remove("client", "raced"))).toBe(1);
      const added = await Promise.all(
        both.map((it, i) => it.add("confirmation", { id: "raced", body: { i } })),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await store.get("confirmation", "raced")).toMatchObject({ body: { i: added.indexOf(true) } });
      const tallies = await Promise.all(both.map((it) => it.tally("raced", 1, hour)));
      expect(tallies.map(({ points }) => points).toSorted((a, b) => a - b)).toEqual(
        both.map((_, i) => i + 1),
      );
    });

    test("tells those that listen, in order, however long it is, and nobody else", async () => {
      const heard: string[] = [];
      const end = await store.listen("news", (text) => heard.push(text));
      const teller = make.tellsOthers ? other : store;
      const texts = ["first", "x".repeat(100_000), "\u0000'\"; drop ✓", "last"];
      await teller.tell("weather", "rain");
      for (const text of texts) await teller.tell("news", text);
      await vi.waitFor(() => {
        expect(heard).toEqual(texts);
      }, 20_000);
      await end();
      const after: string[] = [];
      await store.listen("news", (text) => after.push(text));
      await teller.tell("news", "once more");
      await vi.waitFor(() => {
        expect(after).toEqual(["once more"]);
      }, 20_000);
      expect(heard).toEqual(texts);
    });
  });
}
