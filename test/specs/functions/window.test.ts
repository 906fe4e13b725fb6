import { describe, expect, it } from "vitest";
import { own } from "../../../runtime/text/said.ts";
import { betweenDates, dateOrAgo, fromTo, windowOf } from "../../../specs/functions/window.ts";

const now = new Date("2026-05-10T12:00:00Z");
const at = own("since");

describe("windowOf", () => {
  it.each([
    ["24h", "2026-05-09T12:00:00.000Z"],
    ["7d", "2026-05-03T12:00:00.000Z"],
    [" 90 M ", "2026-05-10T10:30:00.000Z"],
    ["30s", "2026-05-10T11:59:30.000Z"],
    ["2w", "2026-04-26T12:00:00.000Z"],
    ["PT36H", "2026-05-09T00:00:00.000Z"],
    ["p1w", "2026-05-03T12:00:00.000Z"],
    ["99999d", "1970-01-01T00:00:00.000Z"],
    ["Today", "2026-05-10T00:00:00.000Z"],
    ["2026-05-10", "2026-05-10T00:00:00.000Z"],
    ["2026-05-08T09:30+02:00", "2026-05-08T07:30:00.000Z"],
  ])("%s is up to now", (text, from) => {
    expect(windowOf(text, now)).toEqual({ from, to: now.toISOString(), isUpToNow: true });
  });

  it.each([
    [" yesterday", "2026-05-09T00:00:00.000Z", "2026-05-10T00:00:00.000Z"],
    ["2026-05-01", "2026-05-01T00:00:00.000Z", "2026-05-02T00:00:00.000Z"],
    ["2026-05-01/2026-05-03", "2026-05-01T00:00:00.000Z", "2026-05-04T00:00:00.000Z"],
    ["2026-05-01 to 2026-05-01", "2026-05-01T00:00:00.000Z", "2026-05-02T00:00:00.000Z"],
    ["2026-05-01T08:00..2026-05-01T09:30:00", "2026-05-01T08:00:00.000Z", "2026-05-01T09:30:00.000Z"],
    ["2026-05-01T08:00:00+02:00, 2026-05-01T09:00Z", "2026-05-01T06:00:00.000Z", "2026-05-01T09:00:00.000Z"],
  ])("%s has two ends", (text, from, to) => {
    expect(windowOf(text, now)).toEqual({ from, to, isUpToNow: false });
  });

  it.each([
    "",
    "0h",
    "24",
    "tomorrow",
    "yesterday/today/now",
    "1.5h",
    "-3h",
    "2026-02-30",
    "constructor",
    "2026-05-01/soon",
    "2026-13-01/2026-13-02",
    "2026-02-30/2026-03-05",
    "2026-02-01/2026-02-30T10:00:00Z",
  ])("%j is not a time", (text) => {
    expect(() => windowOf(text, now)).toThrow(
      /is not a time: say 24h, 7d, .*PT36H, today, yesterday, a day such as 2026-05-01, or two dates/,
    );
  });

  it("has begun", () => {
    expect(() => windowOf("2026-05-11", now)).toThrow('window "2026-05-11" has not begun yet.');
  });

  it.each(["24h", "PT36H", "yesterday", "today", "2026-05-01", "2026-05-01/2026-05-03"])(
    "%s is read the same as its two instants",
    (text) => {
      const { from, to } = windowOf(text, now);
      expect(fromTo(text, now)).toBe(`${from} to ${to}`);
      expect(windowOf(fromTo(text, now), now)).toMatchObject({ from, to });
    },
  );

  it("says what is wrong with a duration", () => {
    expect(() => windowOf("P1M", now)).toThrow("Unsupported ISO 8601 duration: 'P1M'");
  });

  it("does not end before it begins", () => {
    expect(() => windowOf("2026-05-03/2026-05-01", now)).toThrow("ends before it begins");
  });
});

describe("dates", () => {
  it("are as they were given, and a length of time lies so far before now", () => {
    expect(dateOrAgo("2026-05-01", now, at)).toBe("2026-05-01");
    expect(dateOrAgo("24h", now, at)).toBe("2026-05-09T12:00:00.000Z");
    expect(dateOrAgo("24h ago", now, at)).toBe("2026-05-09T12:00:00.000Z");
    expect(dateOrAgo(" PT36H", now, at)).toBe("2026-05-09T00:00:00.000Z");
    expect(dateOrAgo("", now, at)).toBe("");
    for (const text of ["soon", "1 day", "yesterday"])
      expect(() => dateOrAgo(text, now, at)).toThrow(
        `since must be an ISO 8601 date-time such as 2026-05-01T10:00:00Z, or a length of time before now such as 24h, not "${text}".`,
      );
    expect(() => dateOrAgo("P1M", now, at)).toThrow("Unsupported ISO 8601 duration: 'P1M'");
  });

  it("are a time, up to now where no end is given, and as long as is said where no start is", () => {
    expect(betweenDates({}, now, "P1D")).toEqual({
      from: "2026-05-09T12:00:00.000Z",
      to: "2026-05-10T12:00:00.000Z",
    });
    expect(betweenDates({ end_date: "2026-03-02T00:00:00Z" }, now, "24h")).toEqual({
      from: "2026-03-01T00:00:00.000Z",
      to: "2026-03-02T00:00:00Z",
    });
    expect(betweenDates({ start_date: "7d", end_date: "1d" }, now, "24h")).toEqual({
      from: "2026-05-03T12:00:00.000Z",
      to: "2026-05-09T12:00:00.000Z",
    });
    expect(() => betweenDates({ start_date: "2026-06-01T00:00:00Z" }, now, "24h")).toThrow(
      "start_date is after end_date",
    );
    expect(() => betweenDates({ end_date: "soon" }, now, "24h")).toThrow(
      "end_date must be an ISO 8601 date-time",
    );
  });
});
