import { describe, expect, it } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { executionRow } from "../../../specs/functions/execution-row.ts";
import { hasEnded } from "../../../specs/steps/execution/execution-state.ts";
import { startedWithin } from "../../../specs/functions/time-range.ts";

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

  it("has dates where the range has two ends, and each date may be a length before now", () => {
    const [start_date, end_date] = ["2026-05-01T00:00:00.000Z", "2026-05-03T00:00:00.000Z"];
    expect(within({ time_range: "2026-05-01/2026-05-02" })).toEqual({ ...wish, start_date, end_date });
    expect(within({ time_range: "2026-05-01" })).toMatchObject({
      start_date,
      end_date: "2026-05-02T00:00:00.000Z",
    });
    expect(within({ time_range: "today" })).toEqual({
      ...wish,
      start_date: `${now.toISOString().slice(0, 10)}T00:00:00.000Z`,
    });
    expect(within({ start_date: "7d", end_date: "PT12H" })).toEqual({
      ...wish,
      start_date: "2026-05-03T12:00:00.000Z",
      end_date: "2026-05-10T00:00:00.000Z",
    });
  });

  it.each([
    ["P30D", "P30D"],
    [" pt15m ", "PT15M"],
    ["P1DT2H3M4S", "P1DT2H3M4S"],
    ["P2W", "P14D"],
    ["24h", "PT24H"],
    ["1D", "P1D"],
    ["2w", "P14D"],
  ])("reads %j", (time_range, expected) => {
    expect(within({ time_range }).time_range).toBe(expected);
  });

  it("does not end before it begins", () => {
    expect(() => within({ start_date: "24h", end_date: "48h" })).toThrow("start_date is after end_date.");
    for (const end_date of ["2026-05-01", "2026-05-01T00:00", "2026-05-01 02:00:00+02:00", "2026-99-01"])
      expect(within({ start_date: "2026-05-01T00:00:00Z", end_date }).end_date).toBe(end_date);
  });

  it.each(["0h", "PT0S", `${"9".repeat(20)}d`])("finds nothing within %j, and refuses it", (time_range) => {
    expect(() => within({ time_range })).toThrow("is not a time: say 24h");
    expect(() => within({ time_range, end_date: "2026-05-09" })).toThrow("is not a time: say 24h");
  });

  it.each(["7 days", "P", "PT", "P1DT", "P1M", "P1Y", "-P1D", "PT1.5H"])("refuses %j", (time_range) => {
    expect(() => within({ time_range })).toThrow(InputError);
    expect(() => within({ time_range })).toThrow("Unsupported ISO 8601 duration");
  });

  it.each([
    ["P1M", "since no month or year has a fixed length (P30D, P365D)"],
    ["1 week", "Use formats like '7d'"],
    ["P1Y", "since no month or year has a fixed length (P30D, P365D)"],
    ["PT1.5H", "no fractions (PT90M for PT1.5H)"],
    ["7 days", "whole weeks, days, hours, minutes and seconds."],
  ])("says of %j what is taken instead", (time_range, hint) => {
    expect(() => within({ time_range })).toThrow(hint);
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
