import { describe, expect, it } from "vitest";
import { groupsOf, longestOf, secondsOfOne } from "../../../../specs/steps/statistics/groups.ts";

const row = (state: string, total: number, sum: number, max: number) => ({
  namespace: "a",
  flow: "b",
  state,
  total,
  sum,
  max,
});

describe("durations of a chart", () => {
  it.each([
    [60, 60, 1],
    [60_000, 60.2, 0.001],
    [0.06, 60, 1000],
    [60, undefined, 1],
    [0, 60, 1],
    [60, 0, 1],
  ])("of which the longest is %d where %s seconds are known", (longest, known, unit) => {
    expect(secondsOfOne(longest, known)).toBe(unit);
  });

  it("are those of what has ended", () => {
    const rows = [
      row("SUCCESS", 2, 30_000, 20_000),
      row("FAILED", 1, 60_000, 60_000),
      row("RUNNING", 5, 1, 9_000_000),
    ];
    expect(longestOf(rows)).toBe(60_000);
    expect(groupsOf(rows, "flow", 0.001)).toEqual([
      {
        group: "a/b",
        executions: 8,
        states: { SUCCESS: 2, FAILED: 1, RUNNING: 5 },
        durationSeconds: { avg: 30, max: 60 },
      },
    ]);
  });
});
