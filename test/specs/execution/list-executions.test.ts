import { describe, expect, it } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { executionRow } from "../../../specs/steps/execution/execution-row.ts";
import { hasEnded } from "../../../specs/steps/execution/execution-state.ts";
import { readRows } from "../../../specs/steps/rows.ts";
import { startedWithin } from "../../../specs/steps/logs/time-range.ts";

const wish = { time_range: "", start_date: "", end_date: "" };
const now = new Date("2026-05-10T12:00:00Z");
const within = (wanted: object) => startedWithin({ ...wish, ...wanted }, now);

describe("startedWithin", () => {
  it("is 90 days where nothing is said, and dates where one is given", () => {
    expect(within({})).toEqual({ ...wish, time_range: "P90D" });
    const dates = { start_date: "2026-05-01", end_date: "2026-05-02" };
    expect(within({ ...dates, time_range: "P1D" })).toEqual({ ...wish, ...dates });
  });

  it("of an end alone begins before all, and with a duration that long ago", () => {
    const end_date = "2026-05-09";
    expect(within({ end_date })).toEqual({ ...wish, start_date: "1970-01-01T00:00:00Z", end_date });
    const time_range = "P1DT2H3M4S";
    expect(within({ end_date, time_range })).toEqual({
      ...wish,
      start_date: "2026-05-09T09:56:56.000Z",
      end_date,
    });
    expect(within({ end_date, time_range: "P99999D" }).start_date).toBe("1970-01-01T00:00:00.000Z");
  });

  it.each([
    ["P30D", "P30D"],
    [" pt15m ", "PT15M"],
    ["P1DT2H3M4S", "P1DT2H3M4S"],
    ["P2W", "P14D"],
  ])("reads %j", (time_range, expected) => {
    expect(within({ time_range }).time_range).toBe(expected);
  });

  it.each(["7 days", "P", "PT", "P1DT", "P1M", "P1Y", "-P1D", "PT1.5H", "1D"])("refuses %j", (time_range) => {
    expect(() => within({ time_range })).toThrow(InputError);
    expect(() => within({ time_range })).toThrow("Unsupported ISO 8601 duration");
  });

  it.each([
    ["P1M", "since no month or year has a fixed length (P30D, P365D)"],
    ["P1Y", "since no month or year has a fixed length (P30D, P365D)"],
    ["PT1.5H", "no fractions (PT90M for PT1.5H)"],
    ["7 days", "whole weeks, days, hours, minutes and seconds."],
  ])("says of %j what is taken instead", (time_range, hint) => {
    expect(() => within({ time_range })).toThrow(hint);
  });
});

describe("readRows", () => {
  const all = Array.from({ length: 7 }, (_, i) => ({ id: `e${i}` }));
  async function read(wanted: number | undefined, size: number, offset = 0) {
    const asked: string[] = [];
    const found = await readRows({ offset, wanted, size }, (page, rows) => {
      asked.push(`${page}x${rows}`);
      return Promise.resolve({ results: all.slice((page - 1) * rows, page * rows), total: all.length });
    });
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
      const found = await readRows({ offset: 1200, wanted, size: 100 }, (page) => {
        pages.push(page);
        return Promise.resolve({
          results: Array.from({ length: 100 }, (_, i) => ({ id: `${page}-${i}`, text: "x".repeat(100) })),
          total: 1e6,
        });
      });
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
    const found = await readRows({ offset: 0, size: 100 }, () => Promise.resolve({ results, total: 2 }));
    expect(found.results).toEqual(results.slice(0, 1));
    expect(found.truncated).toContain("offset: 1.");
  });

  it("does not read for ever where each page is the same", async () => {
    let pages = 0;
    const found = await readRows({ offset: 0, size: 2 }, () => {
      pages += 1;
      return Promise.resolve({ results: [{ id: "a" }, { id: "b" }], total: 9 });
    });
    expect([pages, found.results.length]).toEqual([2, 2]);
  });

  it("gives a row once that shifted to the next page", async () => {
    const pages = [[{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }], [{ id: "d" }]];
    const { results } = await readRows({ offset: 0, size: 2 }, (page) =>
      Promise.resolve({ results: pages[page - 1] ?? [], total: 4 }),
    );
    expect(results.map((it) => it.id)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("executionRow", () => {
  const execution = {
    id: "5xYz",
    namespace: "company.team",
    flowId: "hello",
    state: { current: "SUCCESS", startDate: "2026-05-01T10:00:00Z", endDate: "2026-05-01T10:01:02.5Z" },
  };

  it("leaves out what is empty, and fills missing dates with null", () => {
    const running = { ...execution, state: { current: "RUNNING" }, inputs: {}, labels: [] };
    expect(executionRow(running)).toEqual({
      id: "5xYz",
      namespace: "company.team",
      flowId: "hello",
      state: { current: "RUNNING", startDate: null, endDate: null },
    });
  });

  it("does not stumble over a label that is not whole", () => {
    const labels = [
      { key: "env", value: null },
      { key: "team", value: "data" },
    ];
    expect(executionRow({ ...execution, labels }).labels).toEqual([{ key: "team", value: "data" }]);
  });

  it("keeps inputs and labels", () => {
    const labels = [{ key: "system.from", value: "api" }];
    expect(executionRow({ ...execution, inputs: { on: false }, labels })).toMatchObject({
      inputs: { on: false },
      labels,
    });
  });

  it.each([
    ["PT0.327446S", 0.327],
    ["PT1H2M3.5S", 3723.5],
    ["PT26H", 93600],
    [undefined, 62.5],
    [null, 62.5],
    ["nonsense", 62.5],
  ])("takes the duration %j for %d seconds", (duration, seconds) => {
    expect(executionRow({ ...execution, state: { ...execution.state, duration } }).durationSeconds).toBe(
      seconds,
    );
  });
});

it("knows which states are final", () => {
  expect(["SUCCESS", "KILLED", "SKIPPED", "RETRIED"].every(hasEnded)).toBe(true);
  expect(["RUNNING", "PAUSED", "KILLING", "QUEUED", "CREATED", "missing"].some(hasEnded)).toBe(false);
});
