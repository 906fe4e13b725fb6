import { HttpRefusal } from "../wire/refusal.ts";
import { limits } from "../../../limits.ts";

/**
 * How many sessions callers may have together whose credentials Kestra has not accepted yet.
 * @param mostSessions that all callers may have
 */
export function mostStrangers(mostSessions: number): number {
  return Math.max(limits.strangersLeast, Math.floor(mostSessions * limits.strangersShare));
}

export function tooManyStrangers(): HttpRefusal {
  const what = "Too many callers are here whose credentials Kestra has not accepted yet.";
  return new HttpRefusal(503, `${what} Try again later.`, {
    "Retry-After": String(limits.strangerTime / 1000),
  });
}
