import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../../sandbox/values/duration.ts";

it.each([
  ["PT60S", 60_000],
  ["PT0.5S", 500],
  ["P1DT2H3M4.25S", 93_784_250],
  ["pt1m", 60_000],
  ["-PT1S", -1000],
])("reads %s", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(["an hour", "PT", "P", "60", "PT5", "P1Y", ""])("does not read %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it.each([
  [0, "PT0S"],
  [60_000, "PT1M"],
  [1500, "PT1.5S"],
  [93_784_250, "PT26H3M4.25S"],
])("writes %d as Java does", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
