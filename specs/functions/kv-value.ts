import { InputError } from "../../runtime/errors.ts";
import { isJson, isJsonContainer } from "../../runtime/json/in-text.ts";
import { say, shortened } from "../../runtime/text/said.ts";
import { notStored } from "./dropped-keys.ts";
import { inexactNumber } from "./inexact-number.ts";

/**
 * A value of the key-value store as the text that Kestra reads: Ion, of which JSON is a part. A text that holds a JSON
 * object or list stands as it is, with all digits of its numbers. Any other is quoted, so that all of it stays and `"42"` is
 * no number; but a date or a date-time with a zone stands unquoted, which makes it one of Kestra's type. A quoted duration
 * becomes a duration by itself.
 * @param format how a text is read instead: as no JSON, or as JSON of any kind
 * @throws InputError where nothing is given, for a text that should be JSON and is not, for a number that Kestra would round, and for null, of which Kestra keeps only an empty entry
 */
export function kvText(value: unknown, format?: "text" | "json"): string {
  if (value === undefined || value === null)
    throw new InputError(say`\`key\` and \`value\` are required for 'set' action`);
  if (typeof value !== "string") return JSON.stringify(value);
  if (format === "json" && !isJson(value, "value"))
    throw new InputError(say`value is not valid JSON. A text in JSON stands in quotes.`);
  if (format === "json" && value.trim() === "null")
    throw new InputError(
      say`Kestra cannot keep null as a value: it would be a STRING without a value. Action delete removes the key; format text stores the word.`,
    );
  if (format === "json" || (format === undefined && isJsonContainer(value, "value"))) {
    const number = inexactNumber(value);
    if (number === undefined) return value.trim();
    throw new InputError(
      say`value holds the number ${shortened(number, 60, "…")}, of which Kestra does not keep every digit: put it in quotes, as a text.`,
    );
  }
  return format === undefined && isDate(value) ? value : JSON.stringify(value);
}

/** A quoted duration of days, hours, minutes and seconds, as Kestra knows one. */
const duration = /^"P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?"$/;

/**
 * What Kestra makes of a text other than was asked for; nothing where it keeps it. However a duration is written, as a quoted
 * text or a bare word, Kestra stores a duration.
 * @param text as it was sent
 */
export function otherThanAsked(text: string, format?: "text" | "json"): { readonly message?: string } {
  if (format === undefined || !duration.test(text)) return {};
  return {
    message: "Stored as DURATION, not STRING: Kestra takes every text of such a form for a duration.",
  };
}

/** That a value is stored, and what of it is not, or otherwise than was asked for. */
export function stored(
  { status }: { readonly status: string },
  value: unknown,
  format?: "text" | "json",
): { readonly status: string; readonly message?: string } {
  const text = kvText(value, format);
  return { status, ...notStored(text), ...otherThanAsked(text, format) };
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
