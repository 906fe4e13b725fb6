import { describe, expect, test } from "vitest";
import { acceptedIn, acceptedText, acceptedWith, verdictOn } from "../../bench/report/accepted.ts";
import { ratiosInTurn, row } from "../../bench/report/row.ts";
import { tableOf } from "../../bench/report/table.ts";

const before = { min: 1.4, median: 1.5, max: 1.6 };

describe("next to what was accepted", () => {
  test.each([
    ["same", [1.45, 1.55, 1.7]],
    // Its middle is above all that was accepted, but it was as low as that too.
    ["same", [1.45, 1.7, 1.8]],
    ["worse", [1.55, 1.7, 1.8]],
    ["better", [1.2, 1.3, 1.45]],
  ] as const)("a cost is %s with %s", (verdict, values) => {
    expect(verdictOn(row("start", "ratio", values), before)).toBe(verdict);
  });

  test("of what should be much, less is worse", () => {
    const aim = { atLeast: 0.6 };
    expect(verdictOn(row("calls", "ratio", [1.2, 1.3, 1.35], aim), before)).toBe("worse");
    expect(verdictOn(row("calls", "ratio", [1.7, 1.8, 1.9], aim), before)).toBe("better");
  });

  test("what is no matter of chance is worse with the first digit that the file has of it", () => {
    const accepted = { min: 338, median: 338, max: 338 };
    expect(verdictOn(row("tool", "tokens", 338.4), accepted)).toBe("same");
    expect(verdictOn(row("tool", "tokens", 339), accepted)).toBe("worse");
  });

  test("a time is neither, and never accepted", () => {
    expect(verdictOn(row("start", "ms", 400), before)).toBeUndefined();
    expect(acceptedWith({}, { start: [row("start", "ms", 400), row("speed", "calls/s", 2)] })).toEqual({
      start: {},
    });
  });
});

describe("what is accepted", () => {
  test("takes the place of what was accepted of its part, and of no other", () => {
    const accepted = { start: { old: before }, size: { bundle: before } };
    expect(acceptedWith(accepted, { start: [row("new", "ratio", [1, 2.34567, 3])] })).toEqual({
      start: { new: { min: 1, median: 2.35, max: 3 } },
      size: { bundle: before },
    });
  });

  test("keeps what was not measured this time", () => {
    const measured = { users: [{ measure: "many users", missing: "needs Node 22" }] };
    expect(acceptedWith({ users: { heap: before } }, measured)).toEqual({ users: { heap: before } });
  });

  test("is written a line a measure, and read as it was", () => {
    const accepted = { start: { "cold start, 2025": before, peak: { min: 60, median: 60, max: 60 } } };
    const text = acceptedText(accepted);
    expect(text).toContain("\n  cold start, 2025: { min: 1.4, median: 1.5, max: 1.6 }\n");
    expect(text).toContain("\n  peak: 60\n");
    expect(acceptedIn(text)).toEqual(accepted);
    expect(acceptedIn("")).toEqual({});
  });
});

test("the table says what is worse than accepted, and what is short of its aim", () => {
  const rows = [
    row("start", "ratio", [1.9, 2, 2.1], { atMost: 1.5 }),
    row("size", "KB", 900),
    { measure: "users", missing: "needs Node 22" },
  ];
  const table = tableOf({ all: rows }, { all: { start: before, size: { min: 900, median: 900, max: 900 } } });
  const [, , start, size, users, , worse, short] = table.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(start).toBe("| start | 2.00 | 1.90 to 2.10 | at most 1.50 | 1.50 | worse, short of its aim |");
  expect(size).toBe("| size | 900 KB | | | 900 KB | |");
  expect(users).toBe("| users | not measured | | | | needs Node 22 |");
  expect(worse).toBe("Worse than accepted, beyond the noise: start.");
  expect(short).toBe("Short of their aim: start.");
});

test("a ratio of what was measured in turns is told for each stretch, of its medians", () => {
  expect(ratiosInTurn([2, 2, 99, 3, 3, 3], [1, 1, 1, 2, 2, 2], 2)).toEqual([2, 1.5]);
});
