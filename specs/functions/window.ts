import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { duration } from "./time-range.ts";

/** A time that is looked at, as ISO 8601 date-times. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** True where it ends now. */
  readonly isUpToNow: boolean;
}

/**
 * The time that `24h`, `7d`, `PT36H` or `2026-05-01/2026-05-03` means. Units are s, m, h, d and w. Dates without an offset
 * are in UTC; a day at the end is in it whole.
 * @throws InputError for anything else, and for a time that ends before it begins
 */
export function windowOf(text: string, now: Date): Window {
  const ends = text
    .replace(" to ", "/")
    .split(/\/|\.\.|,/)
    .map((end) => end.trim());
  const [first = "", last = ""] = ends;
  if (ends.length === 2) return between(text, dateOf(first, 0), dateOf(last, day));
  const iso = ends.length === 1 ? isoOf(first) : undefined;
  const length = iso === undefined ? 0 : duration(iso).milliseconds;
  if (length === 0 || !Number.isSafeInteger(length)) throw unreadable(text);
  const from = new Date(Math.max(0, now.getTime() - length));
  return { from: from.toISOString(), to: now.toISOString(), isUpToNow: true };
}

const day = 86_400_000;

/** `24h` as an ISO 8601 duration; what begins like one as it is. */
function isoOf(text: string): string | undefined {
  const [, count, unit = ""] = /^(\d+)\s*([smhdw])$/i.exec(text) ?? [];
  if (count !== undefined) return `${/[smh]/i.test(unit) ? "PT" : "P"}${count}${unit.toUpperCase()}`;
  return /^p/i.test(text) ? text : undefined;
}

/** Milliseconds since 1970, NaN where it is no date. @param more added to a day without a time */
function dateOf(text: string, more: number): number {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(text) + more;
  const isLocal = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const isDate = isLocal || /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  return isDate ? Date.parse(isLocal ? `${text}Z` : text) : NaN;
}

function between(text: string, from: number, to: number): Window {
  if (Number.isNaN(from) || Number.isNaN(to)) throw unreadable(text);
  if (from >= to) throw new InputError(say`window ${JSON.stringify(text)} ends before it begins.`);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), isUpToNow: false };
}

function unreadable(text: string): InputError {
  return new InputError(
    say`window ${JSON.stringify(text)} is not a time: say 24h, 7d, an ISO 8601 duration such as PT36H, or two dates such as 2026-05-01/2026-05-03.`,
  );
}
