import { InputError } from "../../runtime/errors.ts";
import { millisecondsOf } from "./iso-duration.ts";
import { say, type Said } from "../../runtime/text/said.ts";

/** The time in which executions are listed where nobody says which. */
const standard = "P90D";

/** Before anything that a Kestra holds: the start of a time of which only the end is said. */
export const earliest = "1970-01-01T00:00:00Z";

interface Wish {
  readonly time_range: string;
  readonly start_date: string;
  readonly end_date: string;
}

/**
 * The time to filter by as Kestra takes it: a duration up to now, or dates, never both. An end alone has a start before all.
 * @throws InputError for what is no duration of days, hours, minutes and seconds
 */
export function startedWithin({ time_range, start_date, end_date }: Wish, now: Date): Wish {
  if (start_date !== "") return { time_range: "", start_date, end_date };
  if (end_date === "")
    return { time_range: duration(time_range.trim() || standard).text, start_date, end_date };
  if (time_range.trim() === "") return { time_range: "", start_date: earliest, end_date };
  const start = new Date(Math.max(0, now.getTime() - duration(time_range).milliseconds));
  return { time_range: "", start_date: start.toISOString(), end_date };
}

/** When a time that is searched begins and ends, as ISO 8601 date-times; as they were given where dates were. */
export function bounds(
  { time_range, start_date, end_date }: Wish,
  now: Date,
): { readonly from: string; readonly to: string } {
  const milliseconds = time_range === "" ? 0 : duration(time_range).milliseconds;
  const from = new Date(Math.max(0, now.getTime() - milliseconds));
  return {
    from: time_range === "" ? start_date : from.toISOString(),
    to: end_date === "" ? now.toISOString() : end_date,
  };
}

/** A start as it was given, and before all where only an end was: Kestra refuses an end before its own start. */
export function startOrEarliest(
  start_date: string | undefined,
  end_date: string | undefined,
): string | undefined {
  return start_date || (end_date ? earliest : undefined);
}

/** What to write in place of what people mean by a duration, and Kestra takes for none. */
function hint(text: string): Said {
  if (/^P[^T]*[MY]/.test(text)) return say`, since no month or year has a fixed length (P30D, P365D)`;
  if (/\d[.,]\d/.test(text)) return say`, no fractions (PT90M for PT1.5H)`;
  return say``;
}

/** A duration as Kestra takes it, with its milliseconds. @throws InputError for what is none */
export function duration(text: string): { readonly text: string; readonly milliseconds: number } {
  const trimmed = text.trim().toUpperCase();
  const weeks = /^P(\d+)W$/.exec(trimmed)?.[1];
  const days = weeks === undefined ? trimmed : `P${Number(weeks) * 7}D`;
  const milliseconds = /[W.]/.test(days) ? undefined : millisecondsOf(days);
  if (milliseconds === undefined) {
    throw new InputError(
      say`Unsupported ISO 8601 duration: '${text}'. Use formats like 'P30D', 'P7D', 'PT5M', 'PT1H': whole weeks, days, hours, minutes and seconds${hint(trimmed)}.`,
    );
  }
  return { text: days, milliseconds };
}
