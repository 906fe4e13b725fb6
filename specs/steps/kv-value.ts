/**
 * A value of the key-value store as the text that Kestra reads: Ion, of which JSON is a part. A text is quoted, so
 * that all of it stays and `"42"` is no number; a date or a date-time with a zone stands unquoted, which makes it one of
 * Kestra's type. A quoted duration becomes a duration by itself.
 */
export function kvText(value: unknown): string {
  return typeof value === "string" && isDate(value) ? value : JSON.stringify(value);
}

/** True where Kestra gives the same text back: no fraction that it would shorten, no day that does not exist. */
function isDate(text: string): boolean {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(?!\d*000(?!\d))(?:\d{3}){1,3})?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(
      text,
    );
  const day = match?.[1];
  if (day === undefined) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
