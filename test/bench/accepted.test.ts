import { afterEach, describe, expect, test, vi } from "vitest";
import { acceptedWith, noLongerMeasured, verdictOn } from "../../bench/report/accepted.ts";
import { ifTold, ratiosInTurn, row } from "../../bench/report/row.ts";
import { rowsOfCatalogue } from "../../bench/catalogue/catalogue.ts";
import { rowsOfSessions } from "../../bench/session-memory.ts";
import { rowWithCertificates } from "../../bench/start/cold-start.ts";

const before = { min: 1.4, median: 1.5, max: 1.6 };

afterEach(() => vi.unstubAllEnvs());

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

  test("a time is neither, nor what was measured once and has noise, and neither is ever accepted", () => {
    const once = { ...row("heap", "MB", 3), once: true } as const;
    expect(verdictOn(row("start", "ms", 400), before)).toBeUndefined();
    expect(verdictOn(once, before)).toBeUndefined();
    const start = [row("start", "ms", 400), row("speed", "calls/s", 2), once];
    expect(acceptedWith({}, { start })).toEqual({ start: {} });
  });
});

describe("what is accepted", () => {
  test("takes the place of what was accepted of its part, and of no other", () => {
    const accepted = { start: { "old (ratio)": before }, size: { "bundle (KB)": before } };
    const measured = { start: [row("new", "ratio", [1, 2.34567, 3])] };
    expect(acceptedWith(accepted, measured)).toEqual({
      start: { "new (ratio)": { min: 1, median: 2.35, max: 3 } },
      size: { "bundle (KB)": before },
    });
    expect(noLongerMeasured(accepted, measured)).toEqual(["start: old (ratio)"]);
  });

  test("keeps what was not measured this time, by its name or what it begins with, and nothing else", () => {
    const users = { "SQLite, heap (MB)": before, "SQLite, store (KB)": before, "old (KB)": before };
    const measured = { users: [{ measure: "SQLite", missing: "needs Node 22" }, row("new", "KB", 1)] };
    const { "old (KB)": _, ...kept } = users;
    expect(acceptedWith({ users }, measured).users).toEqual({
      ...kept,
      "new (KB)": { min: 1, median: 1, max: 1 },
    });
    expect(noLongerMeasured({ users }, measured)).toEqual(["users: old (KB)"]);
  });

  test("keeps what only an environment with certificates measures", async () => {
    vi.stubEnv("NODE_EXTRA_CA_CERTS", undefined);
    const row = await rowWithCertificates("no-server.js");
    const start = { [`${row.measure} (ratio)`]: before };
    expect(acceptedWith({ start }, { start: [row] })).toEqual({ start });
    expect(acceptedWith({}, { start: [row] })).toEqual({ start: {} });
    expect(noLongerMeasured({ start }, { start: [row] })).toEqual([]);
  });

  test("is nothing of what the system does not tell", () => {
    const peak = row("peak", "MB", [0, 0]);
    expect(ifTold([0, 0], peak)).toMatchObject({ measure: "peak", missing: expect.any(String) as unknown });
    expect(ifTold([1, 2], peak)).toBe(peak);
  });
});

test("what sessions and the catalogue take of the heap is told with its noise, and never below nothing", () => {
  const sessions = rowsOfSessions([
    { open: 9216, left: -20, ratio: 1.01 },
    { open: 10_240, left: 55, ratio: 1.03 },
    { open: 8704, left: 31, ratio: 1.02 },
  ]);
  expect(sessions.map((one) => "spread" in one && one.spread)).toEqual([
    { min: 8.5, median: 9, max: 10 },
    { min: 0, median: 31, max: 55 },
    { min: 1.01, median: 1.02, max: 1.03 },
  ]);
  const cost = { types: 2, tokens: 9, first: 1, searches: [1, 2], known: 2 ** 20, index: 2 ** 20, whole: 0 };
  const [, , searches, known] = rowsOfCatalogue([cost, { ...cost, searches: [3], known: 2 ** 21 }]);
  expect(searches).toMatchObject({ spread: { min: 1, median: 2, max: 3 } });
  expect(known).toMatchObject({ spread: { min: 1, max: 2 } });
});

test("a ratio of what was measured in turns is told for each stretch, of its medians", () => {
  expect(ratiosInTurn([2, 2, 99, 3, 3, 3], [1, 1, 1, 2, 2, 2], 2)).toEqual([2, 1.5]);
});
