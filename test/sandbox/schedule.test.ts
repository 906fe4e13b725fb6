import { describe, expect, it } from "vitest";
import { parseCron } from "../../sandbox/triggers/cron.ts";
import { scheduleOf } from "../../sandbox/triggers/schedule.ts";
import { instantAt, wallTimeAt } from "../../sandbox/triggers/zone.ts";

function at(text: string): number {
  return Date.parse(text);
}

describe("a cron expression", () => {
  it.each([
    ["*/15 8-9 * * *", "2026-01-05T08:30:00Z", "2026-01-05T08:45:00Z"],
    ["0 9 * * MON-FRI", "2026-01-09T10:00:00Z", "2026-01-12T09:00:00Z"],
    ["0 0 1 JAN *", "2026-01-05T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["30 6 29 2 *", "2026-01-05T00:00:00Z", "2028-02-29T06:30:00Z"],
    ["0 12 13 * 5", "2026-01-05T00:00:00Z", "2026-01-09T12:00:00Z"],
    ["@weekly", "2026-01-05T00:00:00Z", "2026-01-11T00:00:00Z"],
    ["5,10/20 * * * 7", "2026-01-11T00:05:00Z", "2026-01-11T00:10:00Z"],
  ])("%s: after %s comes %s", (cron, from, next) => {
    expect(scheduleOf({ cron })?.after(at(from))).toBe(at(next));
    expect(scheduleOf({ cron })?.has(at(next))).toBe(true);
    expect(scheduleOf({ cron })?.has(at(next) + 1)).toBe(false);
  });

  it.each(["", "* * * *", "60 * * * *", "* * * * MON-", "a b c d e", "*/0 * * * *"])("is not %j", (cron) => {
    expect(parseCron(cron)).toBeUndefined();
  });

  it("looks back too", () => {
    expect(scheduleOf({ cron: "0 9 * * *" })?.before(at("2026-01-05T09:00:00Z"))).toBe(
      at("2026-01-04T09:00:00Z"),
    );
  });
});

describe("a time zone", () => {
  it("has its own offset at each time of the year", () => {
    const paris = scheduleOf({ cron: "0 9 * * *", timezone: "Europe/Paris" });
    expect(paris?.after(at("2026-01-05T00:00:00Z"))).toBe(at("2026-01-05T08:00:00Z"));
    expect(paris?.after(at("2026-07-05T00:00:00Z"))).toBe(at("2026-07-05T07:00:00Z"));
  });

  it("leaves out the hour that is never shown", () => {
    const gap = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
    expect(instantAt(gap, "Europe/Paris")).toBeUndefined();
    expect(wallTimeAt(at("2026-03-29T01:30:00Z"), "Europe/Paris").hour).toBe(3);
  });
});
