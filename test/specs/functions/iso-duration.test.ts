import { expect, it } from "vitest";
import { dateAfter, millisecondsOf } from "../../../specs/functions/iso-duration.ts";

it.each([
  ["PT2S", 2000],
  ["pt1h30m", 5_400_000],
  ["P1D", 86_400_000],
  ["P1W", 604_800_000],
  ["P1DT0.5S", 86_400_500],
  ["PT0S", 0],
  ["P", undefined],
  ["PT", undefined],
  ["P1DT", undefined],
  ["P1M", undefined],
  ["{{ inputs.wait }}", undefined],
  ["1 day", undefined],
  ["1h", undefined],
  ["", undefined],
  [5, undefined],
])("takes %s for %s ms", (text, milliseconds) => {
  expect(millisecondsOf(text)).toBe(milliseconds);
});

it.each([
  ["2026-05-01T09:00:00Z", 60_000, "2026-05-01T09:01:00.000Z"],
  ["2026-05-01T09:00:00Z", undefined, undefined],
  ["2026-05-01T09:00:00Z", millisecondsOf("P999999999D"), undefined],
  ["2026-05-01T09:00:00Z", Infinity, undefined],
  ["soon", 60_000, undefined],
  [undefined, 60_000, undefined],
])("after %s and %s ms it is %s", (start, milliseconds, date) => {
  expect(dateAfter(start, milliseconds)).toBe(date);
});
