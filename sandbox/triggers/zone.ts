/** A date and a time of day, as a clock on a wall shows them. */
export interface WallTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const numeric = "numeric" as const;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
  });
  formats.set(zone, format);
  return format;
}

/** Whether this is the name of a time zone, such as `UTC` or `Europe/Paris`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock in `zone` shows at an instant, in milliseconds since 1970. */
export function wallTimeAt(instant: number, zone: string): WallTime {
  if (zone === "UTC") {
    const date = new Date(instant);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
    };
  }
  const parts = formatOf(zone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((it) => it.type === type)?.value);
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

function asUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

const minute = 60_000;

/** When a clock in `zone` shows this; undefined where it never does, because it was put forward. */
export function instantAt(wall: WallTime, zone: string): number | undefined {
  const wanted = asUtc(wall);
  // The offset may be another one at the instant that the first guess leads to.
  for (const guess of [wanted, wanted - 24 * 60 * minute, wanted + 24 * 60 * minute]) {
    const instant = wanted - (asUtc(wallTimeAt(guess, zone)) - Math.floor(guess / minute) * minute);
    if (asUtc(wallTimeAt(instant, zone)) === wanted) return instant;
  }
  return undefined;
}
