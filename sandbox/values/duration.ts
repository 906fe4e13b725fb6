const pattern = /^(-)?P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/i;

/** Milliseconds of an ISO 8601 duration as `java.time.Duration` reads it (`P1D`, `PT1H2M`, `PT0.5S`); undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const found = pattern.exec(text.trim());
  if (found === null || /^-?PT?$/i.test(text.trim())) return undefined;
  const [, sign, days, hours, minutes, seconds, fraction] = found;
  const whole =
    Number(days ?? 0) * 86_400 +
    Number(hours ?? 0) * 3_600 +
    Number(minutes ?? 0) * 60 +
    Number(seconds ?? 0);
  const milliseconds = whole * 1000 + Number(`0.${fraction ?? "0"}`) * 1000;
  return sign === undefined ? milliseconds : -milliseconds;
}

/** `java.time.Duration.toString()` of a number of milliseconds: `PT0S`, `PT1M0.25S`, `PT26H`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return "PT0S";
  const seconds = Math.abs(milliseconds) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Number((seconds % 60).toFixed(3));
  const sign = milliseconds < 0 ? "-" : "";
  return (
    "PT" +
    (hours > 0 ? `${sign}${hours}H` : "") +
    (minutes > 0 ? `${sign}${minutes}M` : "") +
    (rest > 0 ? `${sign}${rest}S` : "")
  );
}

/** An instant on the wire. Milliseconds are all the sandbox's clock has; Kestra prints three to nine decimals. */
export function formatInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
