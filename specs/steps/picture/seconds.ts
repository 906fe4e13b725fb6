/** The time between two dates, in seconds with milliseconds; undefined where one of them is not known. */
export function between(from: string | undefined, to: string | undefined): number | undefined {
  return inSeconds(Date.parse(to ?? "") - Date.parse(from ?? ""));
}

/** The time since a date, likewise. @param now in milliseconds since 1970 */
export function ageInSeconds(since: string | undefined, now: number): number | undefined {
  return inSeconds(now - Date.parse(since ?? ""));
}

/** Clocks of several machines may differ a little: nothing takes less than no time. */
function inSeconds(milliseconds: number): number | undefined {
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, Math.round(milliseconds)) / 1000;
}
