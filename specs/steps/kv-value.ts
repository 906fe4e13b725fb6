import { InputError } from "../../runtime/errors.ts";
import { isJson, isJsonContainer } from "../../runtime/json-in-text.ts";
import { say } from "../../runtime/said.ts";

/**
 * A value of the key-value store as the text that Kestra reads: Ion, of which JSON is a part. A text that holds a JSON
 * object or list stands as it is, with all digits of its numbers. Any other is quoted, so that all of it stays and `"42"` is
 * no number; but a date or a date-time with a zone stands unquoted, which makes it one of Kestra's type. A quoted duration
 * becomes a duration by itself.
 * @param format how a text is read instead: as no JSON, or as JSON of any kind
 * @throws InputError for a text that should be JSON and is not
 */
export function kvText(value: unknown, format?: "text" | "json"): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (format === "json" && !isJson(value))
    throw new InputError(say`value is not valid JSON. A text in JSON stands in quotes.`);
  if (format === "json" || (format === undefined && isJsonContainer(value))) return value.trim();
  return format === undefined && isDate(value) ? value : JSON.stringify(value);
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
