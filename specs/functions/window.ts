import { InputError } from "../../runtime/errors.ts";
import { say, type Said } from "../../runtime/text/said.ts";
import { duration, shortLength } from "./duration.ts";

/** A time that is looked at, as ISO 8601 date-times. */
export interface Window {
  readonly from: string;
  readonly to: string;
  /** True where it ends now. */
  readonly isUpToNow: boolean;
}

/**
 * The time that `24h`, `7d`, `PT36H`, `today`, `yesterday`, `2026-05-01` or `2026-05-01/2026-05-03` means. Units are s, m, h, d
 * and w. Days, and dates without an offset, are in UTC; a day at the end is in it whole, and one that is not over ends now. From
 * a date with a time alone it goes on up to now.
 * @throws InputError for anything else, for a time that ends before it begins, and for one that has not begun
 */
export function windowOf(text: string, now: Date): Window {
  const ends = endsOf(text);
  const [first = "", last = ""] = ends;
  if (ends.length === 2) return between(text, dateOf(first, 0), dateOf(last, day));
  if (ends.length === 1 && isLength(first))
    return { from: ago(first, now), to: now.toISOString(), isUpToNow: true };
  const date = dayOf(first, now) ?? first;
  const from = dateOf(date, 0);
  if (ends.length > 2 || Number.isNaN(from)) throw unreadable(text);
  if (from > now.getTime()) throw new InputError(say`window ${JSON.stringify(text)} has not begun yet.`);
  const to = dateOf(date, day);
  if (to === from || to > now.getTime())
    return { from: new Date(from).toISOString(), to: now.toISOString(), isUpToNow: true };
  return between(text, from, to);
}

/** The same time as its two instants, in a form that `windowOf` reads and people do. @throws InputError as `windowOf` does */
export function fromTo(text: string, now: Date): string {
  const { from, to } = windowOf(text, now);
  return `${from} to ${to}`;
}

/** Whether a text says itself when a time begins: by two ends, or by a day or a date. */
export function hasOwnStart(text: string): boolean {
  return endsOf(text).length === 2 || /^\s*(?:today\s*$|yesterday\s*$|\d{4}-)/i.test(text);
}

/**
 * A date as it was given; of a length of time, such as `24h` or `PT36H`, the date that lies so far back; of nothing, nothing.
 * @throws InputError for what is neither
 */
export function dateOrAgo(text: string, now: Date, argument: Said): string {
  if (isLength(text.trim())) return ago(text, now);
  // A date that begins like one is read where it is used.
  if (text.trim() === "" || /^\s*\d{4}-/.test(text)) return text;
  throw noDate(text, argument);
}

/**
 * A time of two dates, each a date or a length before now: as they were given where they are dates. Without an end it ends
 * now; without a start it is as long as `length` says.
 * @throws InputError where it ends before it begins, and for what is no date
 */
export function betweenDates(
  {
    start_date,
    end_date,
  }: { readonly start_date?: string | undefined; readonly end_date?: string | undefined },
  now: Date,
  length: string,
): Pick<Window, "from" | "to"> {
  const to = end_date ? dateOrAgo(end_date, now, say`end_date`) : now.toISOString();
  const end = read(to, say`end_date`);
  const from = start_date
    ? dateOrAgo(start_date, now, say`start_date`)
    : new Date(Math.max(0, end - duration(length).milliseconds)).toISOString();
  if (read(from, say`start_date`) > end) throw new InputError(say`start_date is after end_date.`);
  return { from, to };
}

/** Whether a date is after another one; false where one of them is no date. */
export function isAfter(date: string, other: string): boolean {
  return timeOf(date) > timeOf(other);
}

function timeOf(date: string): number {
  return dateOf(date.replace(" ", "T"), 0);
}

/** `2026-05-01` of `today` and `yesterday`; undefined for anything else. */
function dayOf(text: string, now: Date): string | undefined {
  const word = text.toLowerCase();
  if (word !== "today" && word !== "yesterday") return undefined;
  const back = word === "today" ? 0 : day;
  return new Date(now.getTime() - back).toISOString().slice(0, 10);
}

function endsOf(text: string): readonly string[] {
  return text
    .replace(" to ", "/")
    .split(/\/|\.\.|,/)
    .map((end) => end.trim());
}

/** `24h`, and what begins like an ISO 8601 duration. */
function isLength(text: string): boolean {
  return shortLength(text) !== undefined || /^p/i.test(text);
}

/** @throws InputError for a length of nothing, and for what is none */
function ago(text: string, now: Date): string {
  const { milliseconds } = duration(text);
  if (milliseconds === 0 || !Number.isSafeInteger(milliseconds)) throw unreadable(text);
  return new Date(Math.max(0, now.getTime() - milliseconds)).toISOString();
}

function read(date: string, argument: Said): number {
  const milliseconds = timeOf(date);
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw noDate(date, argument);
}

function noDate(text: string, argument: Said): InputError {
  return new InputError(
    say`${argument} must be an ISO 8601 date-time such as 2026-05-01T10:00:00Z, or a length of time before now such as 24h, not ${JSON.stringify(text)}.`,
  );
}

const day = 86_400_000;

/** Milliseconds since 1970, NaN where it is no date. @param more added to a day without a time */
function dateOf(text: string, more: number): number {
  // JavaScript reads 30 February as a day of March.
  if (!isDay(text.slice(0, 10))) return NaN;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(text) + more;
  const isLocal = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const isDate = isLocal || /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  return isDate ? Date.parse(isLocal ? `${text}Z` : text) : NaN;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function between(text: string, from: number, to: number): Window {
  if (Number.isNaN(from) || Number.isNaN(to)) throw unreadable(text);
  if (from >= to) throw new InputError(say`window ${JSON.stringify(text)} ends before it begins.`);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), isUpToNow: false };
}

function unreadable(text: string): InputError {
  return new InputError(
    say`window ${JSON.stringify(text)} is not a time: say 24h, 7d, an ISO 8601 duration such as PT36H, today, yesterday, a day such as 2026-05-01, or two dates such as 2026-05-01/2026-05-03.`,
  );
}
