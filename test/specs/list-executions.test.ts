import { describe, expect, it } from "vitest";
import { InputError } from "../../runtime/errors.ts";
import { executionRow } from "../../specs/steps/execution-row.ts";
import { hasEnded } from "../../specs/steps/execution-state.ts";
import { readRows } from "../../specs/steps/rows.ts";
import { startedWithin } from "../../specs/steps/time-range.ts";

const wish = { time_range: "", start_date: "", end_date: "" };

describe("startedWithin", () => {
  it("is 90 days where nothing is said, and nothing where dates say it", () => {
    expect(startedWithin(wish)).toBe("P90D");
    expect(startedWithin({ ...wish, start_date: "2026-05-01", time_range: "P1D" })).toBe("");
    expect(startedWithin({ ...wish, end_date: "2026-05-01" })).toBe("");
    expect(startedWithin({ ...wish, end_date: "2026-05-01", time_range: "P1D" })).toBe("P1D");
  });

  it.each([
    ["P30D", "P30D"],
    [" pt15m ", "PT15M"],
    ["P1DT2H3M4S", "P1DT2H3M4S"],
    ["P2W", "P14D"],
  ])("reads %j", (time_range, expected) => {
    expect(startedWithin({ ...wish, time_range })).toBe(expected);
  });

  it.each(["7 days", "P", "PT", "P1DT", "P1M", "P1Y", "-P1D", "PT1.5H", "1D"])("refuses %j", (time_range) => {
    expect(() => startedWithin({ ...wish, time_range })).toThrow(InputError);
    expect(() => startedWithin({ ...wish, time_range })).toThrow("Unsupported ISO 8601 duration");
  });
});

describe("readRows", () => {
  const all = Array.from({ length: 7 }, (_, i) => ({ id: `e${i}` }));
  async function read(wanted: number | undefined, size: number) {
    const asked: string[] = [];
    const found = await readRows({ wanted, size }, (page, rows) => {
      asked.push(`${page}x${rows}`);
      return Promise.resolve({ results: all.slice((page - 1) * rows, page * rows), total: all.length });
    });
    return { asked, ids: found.results.map((it) => it.id), total: found.total };
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

  it.each([undefined, 5000])("reads no endless search to its end where %s are wanted", async (wanted) => {
    let pages = 0;
    const { results } = await readRows({ wanted, size: 100 }, (page) => {
      pages += 1;
      return Promise.resolve({
        results: Array.from({ length: 100 }, (_, i) => ({ id: `${page}-${i}` })),
        total: 1e6,
      });
    });
    expect([pages, results.length]).toEqual([10, 1000]);
  });

  it("gives a row once that shifted to the next page", async () => {
    const pages = [[{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }], [{ id: "d" }]];
    const { results } = await readRows({ size: 2 }, (page) =>
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
