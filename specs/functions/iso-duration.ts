const units = [604_800, 86_400, 3600, 60, 1];

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds, as Kestra writes and reads it; undefined
 * for any other text, such as an expression or a length in months.
 */
export function millisecondsOf(duration: string): number | undefined {
  const counts: readonly (string | undefined)[] | undefined =
    /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i
      .exec(duration.trim())
      ?.slice(1);
  if (counts === undefined) return undefined;
  const seconds = counts.reduce((sum, count, i) => sum + Number(count ?? 0) * (units[i] ?? 0), 0);
  return Math.round(seconds * 1000);
}
