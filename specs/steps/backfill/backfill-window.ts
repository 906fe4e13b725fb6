import { InputError } from "../../../runtime/errors.ts";
import { isObject } from "../../../runtime/json.ts";
import { dateOrAgo } from "../../functions/window.ts";
import { say } from "../../../runtime/text/said.ts";

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

/** Kestra runs every date of the schedule from the start on: one that is centuries old would keep it busy for ever. */
const earliest = 0;

/**
 * The time that a backfill is for, as ISO 8601 date-times; a length of time, such as `7d`, lies so far before now.
 * @throws InputError for no time, for two, and for one that Kestra takes and then runs nothing in: it ends before it
 * starts, or it has not come yet
 */
export function backfillWindow(wish: Wish, now: Date): Window {
  const start = wish.start ? dateOrAgo(wish.start, now, say`start`) : undefined;
  const end = wish.end ? dateOrAgo(wish.end, now, say`end`) : undefined;
  const minutes = (wish.days * 24 + wish.hours) * 60 + wish.minutes;
  if (minutes > 0) {
    if (start !== undefined || end !== undefined) {
      throw new InputError(
        say`Give either \`start\` and \`end\`, or \`days\`, \`hours\` and \`minutes\`, not both.`,
      );
    }
    const from = now.getTime() - minutes * 60_000;
    if (!(from >= earliest))
      throw new InputError(say`\`days\`, \`hours\` and \`minutes\` go back before 1970.`);
    return { start: new Date(from).toISOString(), end: now.toISOString() };
  }
  if (start === undefined) {
    throw new InputError(say`Either \`start\` or \`days\`/\`hours\`/\`minutes\` must be provided`);
  }
  if (end !== undefined && timeOf(start) >= timeOf(end)) {
    throw new InputError(say`\`start\` (${start}) must lie before \`end\` (${end}).`);
  }
  if (timeOf(start) > now.getTime()) {
    throw new InputError(
      say`\`start\` (${start}) has not come yet: a backfill is for a time that has passed.`,
    );
  }
  if (timeOf(start) < earliest) throw new InputError(say`\`start\` (${start}) lies before 1970.`);
  return { start, end };
}

/**
 * A sentence where the time of a backfill holds no date of its schedule, so that nothing runs; Kestra says nothing of it.
 * @param created as Kestra answers: up to 1.3 with a `backfill` all the same, from 2.0 on without
 * @param next when the trigger runs next
 */
export function emptyWindow(
  { backfill, executionId }: { readonly backfill?: unknown; readonly executionId?: unknown },
  next: unknown,
): { message?: string } {
  const end = isObject(backfill) ? backfill.end : undefined;
  const isPast = typeof end === "string" && typeof next === "string" && Date.parse(next) > Date.parse(end);
  if (typeof executionId === "string" || (isObject(backfill) && !isPast)) return {};
  return { message: "No date of the schedule lies in that time, so nothing will run." };
}

/** Milliseconds since 1970; UTC where no zone is given. NaN for what is no date: that is refused when it is sent. */
function timeOf(text: string): number {
  const iso = text.trim().replace(" ", "T");
  const isLocal = iso.includes("T") && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso);
  return Date.parse(isLocal ? `${iso}Z` : iso);
}
