import { InputError } from "../../runtime/errors.ts";

interface Wish {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

interface Window {
  readonly start: string;
  readonly end: string | undefined;
}

/**
 * The time that a backfill is for, as ISO 8601 date-times.
 * @throws InputError for no time, for two, and for one that Kestra takes and then runs nothing in: it ends before it
 * starts, or it has not come yet
 */
export function backfillWindow(wish: Wish, now: Date): Window {
  const start = wish.start || undefined;
  const end = wish.end || undefined;
  const minutes = (wish.days * 24 + wish.hours) * 60 + wish.minutes;
  if (minutes > 0) {
    if (start !== undefined || end !== undefined) {
      throw new InputError("Give either `start` and `end`, or `days`, `hours` and `minutes`, not both.");
    }
    return { start: new Date(now.getTime() - minutes * 60_000).toISOString(), end: now.toISOString() };
  }
  if (start === undefined) {
    throw new InputError("Either `start` or `days`/`hours`/`minutes` must be provided");
  }
  if (end !== undefined && timeOf(start) >= timeOf(end)) {
    throw new InputError(`\`start\` (${start}) must lie before \`end\` (${end}).`);
  }
  if (timeOf(start) > now.getTime()) {
    throw new InputError(`\`start\` (${start}) has not come yet: a backfill is for a time that has passed.`);
  }
  return { start, end };
}

/** Milliseconds since 1970; UTC where no zone is given. NaN for what is no date: that is refused when it is sent. */
function timeOf(text: string): number {
  const iso = text.trim().replace(" ", "T");
  const isLocal = iso.includes("T") && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso);
  return Date.parse(isLocal ? `${iso}Z` : iso);
}
