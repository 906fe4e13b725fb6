const units: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
  [1, "s"],
];

/** A length of time in the two largest units: `1 h 5 min`, `12.4 s`, `250 ms`. */
export function lengthText(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [each, unit] of units) {
    const count = Math.floor(rest / each);
    rest -= count * each;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(" ");
}

/** Steps of an axis. */
const steps = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600,
  43_200, 86_400,
];

/** The ticks of an axis from zero on: round numbers of seconds. @param most how many there may be */
export function ticksOf(seconds: number, most: number): readonly number[] {
  const step = steps.find((one) => seconds / one <= most) ?? Math.ceil(seconds / most / 86_400) * 86_400;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
}

/** Where and how a date is read. */
export interface DateStyle {
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
}

/** A date as people here write it; as it came where that cannot be told. */
export function dateText(date: string | undefined | null, style: DateStyle): string {
  return written(date, style, { dateStyle: "medium", timeStyle: "medium" });
}

/** Likewise, without the year and seconds. */
export function shortDate(date: string, style: DateStyle): string {
  return written(date, style, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
}

function written(
  date: string | undefined | null,
  { locale, timeZone }: DateStyle,
  how: Intl.DateTimeFormatOptions,
): string {
  const at = Date.parse(date ?? "");
  if (Number.isNaN(at)) return date ?? "";
  try {
    return new Intl.DateTimeFormat(locale, { ...how, timeZone }).format(at);
  } catch {
    return new Date(at).toISOString();
  }
}
