import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/said.ts";

/** The time in which executions are listed where nobody says which. */
const standard = "P90D";

/**
 * The duration to filter by, in the form that Kestra reads; empty where dates say more.
 * @throws InputError for what is no duration of days, hours, minutes and seconds
 */
export function startedWithin(wish: {
  readonly time_range: string;
  readonly start_date: string;
  readonly end_date: string;
}): string {
  if (wish.start_date !== "") return "";
  if (wish.time_range.trim() !== "") return duration(wish.time_range);
  return wish.end_date === "" ? standard : "";
}

function duration(text: string): string {
  const trimmed = text.trim().toUpperCase();
  if (/^P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(trimmed)) return trimmed;
  const weeks = /^P(\d+)W$/.exec(trimmed)?.[1];
  if (weeks !== undefined) return `P${Number(weeks) * 7}D`;
  throw new InputError(
    say`Unsupported ISO 8601 duration: '${text}'. Use formats like 'P30D', 'P7D', 'PT5M', 'PT1H'.`,
  );
}
