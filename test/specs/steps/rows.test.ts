import { describe, expect, it } from "vitest";
import { fittingRows } from "../../../runtime/json/leave-out.ts";
import { readRows, stillFitting } from "../../../specs/steps/rows.ts";

const fitting = (rows: readonly object[]) => fittingRows(rows, 19_000);
const byId = ({ id }: { readonly id: string }) => id;

describe("readRows", () => {
  const all = Array.from({ length: 7 }, (_, i) => ({ id: `e${i}` }));
  async function read(wanted: number | undefined, size: number, offset = 0) {
    const asked: string[] = [];
    const answer = (page: number, rows: number) => {
      asked.push(`${page}x${rows}`);
      return Promise.resolve({ results: all.slice((page - 1) * rows, page * rows), total: all.length });
    };
    const found = await readRows({ offset, wanted, size }, answer, byId, fitting);
    const ids = found.results.map((it) => it.id);
    const { total, truncated } = found;
    return { asked, ids, total, ...(truncated === undefined ? {} : { truncated }) };
  }

  it("stops at the count, and asks for no larger page than that", async () => {
    expect(await read(2, 100)).toEqual({ asked: ["1x2"], ids: ["e0", "e1"], total: 7 });
    expect(await read(4, 3)).toEqual({ asked: ["1x3", "2x3"], ids: ["e0", "e1", "e2", "e3"], total: 7 });
  });

  it("stops at the first page that is not full", async () => {
    expect((await read(undefined, 3)).asked).toEqual(["1x3", "2x3", "3x3"]);
    expect((await read(undefined, 100)).asked).toEqual(["1x100"]);
    expect((await read(100, 7)).asked).toEqual(["1x7", "2x7"]);
  });

  it("gives none where none is wanted, but still how many there are", async () => {
    expect(await read(0, 100)).toEqual({ asked: ["1x1"], ids: [], total: 7 });
  });

  it("begins at the offset, on its page", async () => {
    expect(await read(2, 100, 2)).toEqual({ asked: ["2x2"], ids: ["e2", "e3"], total: 7 });
    expect(await read(2, 100, 3)).toEqual({ asked: ["2x2", "3x2"], ids: ["e3", "e4"], total: 7 });
    expect(await read(undefined, 3, 5)).toEqual({ asked: ["2x3", "3x3"], ids: ["e5", "e6"], total: 7 });
    expect(await read(5, 100, 4)).toMatchObject({ ids: ["e4", "e5", "e6"] });
  });

  it("says that there is nothing from an offset on", async () => {
    const { ids, truncated } = await read(2, 100, 7);
    expect([ids, truncated]).toEqual([[], "Of 7 there is nothing from 7 on."]);
  });

  it.each([undefined, 5000])(
    "reads no more than an answer has room for where %s are wanted",
    async (wanted) => {
      const pages: number[] = [];
      const answer = (page: number) => {
        pages.push(page);
        const results = Array.from({ length: 100 }, (_, i) => ({
          id: `${page}-${i}`,
          text: "x".repeat(100),
        }));
        return Promise.resolve({ results, total: 1e6 });
      };
      const found = await readRows({ offset: 1200, wanted, size: 100 }, answer, byId, fitting);
      expect(pages).toEqual([13, 14]);
      expect(JSON.stringify(found).length).toBeLessThan(20_000);
      const end = 1200 + found.results.length;
      expect(found.truncated).toBe(
        `Rows 1201 to ${end} of 1000000. For the next ones call again with offset: ${end}.`,
      );
    },
  );

  it("gives one row even where that is larger than the room, and goes on behind it", async () => {
    const results = ["a", "b"].map((id) => ({ id, text: "x".repeat(30_000) }));
    const found = await readRows(
      { offset: 0, size: 100 },
      () => Promise.resolve({ results, total: 2 }),
      byId,
      fitting,
    );
    expect(found.results).toEqual(results.slice(0, 1));
    expect(found.truncated).toContain("offset: 1.");
  });

  it("does not read for ever where each page is the same", async () => {
    let pages = 0;
    const answer = () => {
      pages += 1;
      return Promise.resolve({ results: [{ id: "a" }, { id: "b" }], total: 9 });
    };
    const found = await readRows({ offset: 0, size: 2 }, answer, byId, fitting);
    expect([pages, found.results.length]).toEqual([2, 2]);
  });

  it("gives a row once that shifted to the next page", async () => {
    const pages = [[{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }], [{ id: "d" }]];
    const answer = (page: number) => Promise.resolve({ results: pages[page - 1] ?? [], total: 4 });
    const { results } = await readRows({ offset: 0, size: 2 }, answer, byId, fitting);
    expect(results.map((it) => it.id)).toEqual(["a", "b", "c", "d"]);
  });

  it("tells rows from one another by all that names them", async () => {
    const rows = ["a", "b", "b"].map((namespace) => ({ id: "x", namespace }));
    const answer = () => Promise.resolve({ results: rows, total: 3 });
    const found = await readRows(
      { offset: 0, size: 5 },
      answer,
      ({ namespace, id }) => `${namespace}/${id}`,
      fitting,
    );
    expect(found.results).toEqual(rows.slice(0, 2));
  });
});

describe("stillFitting", () => {
  const rows = ["a", "b", "c"].map((id) => ({ id, text: "x".repeat(8000) }));

  it("cuts what became too large, and says where the rest begins", () => {
    const found = stillFitting({ offset: 10 }, { results: rows, total: 13 }, fitting);
    expect(found).toEqual({
      results: rows.slice(0, 2),
      total: 13,
      truncated: "Rows 11 to 12 of 13. For the next ones call again with offset: 12.",
    });
  });

  it("leaves what fits as it is", () => {
    const found = { results: rows.slice(0, 2), total: 9, truncated: "Rows 1 to 2 of 9." };
    expect(stillFitting({ offset: 0, wanted: 2 }, found, fitting)).toBe(found);
  });
});
