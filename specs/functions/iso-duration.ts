/** Milliseconds of a week, a day, an hour, a minute and a second. */
const units = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds, as Kestra writes and reads it; undefined
 * for anything else, such as an expression or a length in months.
 */
export function millisecondsOf(duration: unknown): number | undefined {
  if (typeof duration !== "string") return undefined;
  const counts: readonly (string | undefined)[] | undefined =
    /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i
      .exec(duration.trim())
      ?.slice(1);
  return (
    counts && Math.round(counts.reduce((sum, count, i) => sum + Number(count ?? 0) * (units[i] ?? 0), 0))
  );
}

/**
 * The date that lies so many milliseconds after another one; undefined where one of them is unknown, and where no calendar
 * goes so far: a flow may wait for a million years.
 */
export function dateAfter(start: string | undefined, milliseconds: number | undefined): string | undefined {
  const date = new Date(Date.parse(start ?? "") + (milliseconds ?? NaN));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
