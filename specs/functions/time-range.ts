import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { duration } from "./duration.ts";
import { dateOrAgo, hasOwnStart, isAfter, windowOf } from "./window.ts";

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
 * A date may be a length of time before now, such as `24h`, and a time range whatever `windowOf` reads.
 * @param most the time where nobody says which
 * @throws InputError for what is no duration of days, hours, minutes and seconds, and for a start after the end
 */
export function startedWithin(given: Wish, now: Date, most = standard): Wish {
  const time_range = given.time_range.trim();
  const start_date = dateOrAgo(given.start_date, now, say`start_date`);
  const end_date = dateOrAgo(given.end_date, now, say`end_date`);
  if (isAfter(start_date, end_date)) throw new InputError(say`start_date is after end_date.`);
  if (start_date !== "") return { time_range: "", start_date, end_date };
  if (hasOwnStart(time_range) && end_date === "") {
    const { from, to, isUpToNow } = windowOf(time_range, now);
    return { time_range: "", start_date: from, end_date: isUpToNow ? "" : to };
  }
  // It is read as a window first: of no time, and of one that no calendar has, it says what may be given.
  if (time_range !== "") windowOf(duration(time_range).text, now);
  if (end_date === "") return { time_range: duration(time_range || most).text, start_date, end_date };
  if (time_range === "")
    return { time_range: "", start_date: startOrEarliest(start_date, end_date) ?? "", end_date };
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
