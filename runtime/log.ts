import { foreign, joined, type Said } from "./text/said.ts";

/** From the most to the least that is told. */
export const logLevels = ["debug", "info", "warning", "error", "critical"] as const;

export type LogLevel = (typeof logLevels)[number];

/** What an event is about, such as the request. A text is foreign, as in a message. */
export type LogFields = Readonly<Record<string, Said | string | number | undefined>>;

/** The same, safe to be written. */
type Written = Readonly<Record<string, string | number | undefined>>;

/** A text is foreign: it may hold anything. What is made of much is made only where it is written. */
export type LogMessage = Said | string | (() => Said);

/** Writes one line for each event. Never to stdout, which belongs to the protocol. Fields, too, may be made only where it is written. */
export type Log = (level: LogLevel, message: LogMessage, fields?: LogFields | (() => LogFields)) => void;

/** Makes one line of an event, without its end. */
export type LogFormat = (time: string, level: LogLevel, message: string, fields: Written) => string;

/** For people. */
export const textLine: LogFormat = (time, level, message) => `${time} ${level.toUpperCase()} ${message}`;

/** For machines: one JSON object. */
export const jsonLine: LogFormat = (time, level, message, fields) =>
  JSON.stringify({ time, level, message, ...fields });

/**
 * A log that writes what is at least as grave as `least`.
 * @param mask takes credentials out of what is foreign in every message and field.
 */
export function createLog(
  least: LogLevel,
  write: (line: string) => void,
  mask: (text: string) => string,
  now: () => Date,
  format: LogFormat = textLine,
): Log {
  return (level, message, fields) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
    const line = format(now().toISOString(), level, said(message).masked(mask), written(made(fields), mask));
    write(`${line}\n`);
  };
}

/** A log whose every event has these fields. */
export function withFields(log: Log, fixed: LogFields): Log {
  return (level, message, fields) => {
    log(level, message, () => ({ ...fixed, ...made(fields) }));
  };
}

/** A log that also takes these secrets out of every message and field. */
export function withMask(log: Log, mask: (text: string) => string): Log {
  return (level, message, fields) => {
    const masked = () => {
      const all = Object.entries(made(fields)).map(([name, value]) => [
        name,
        typeof value === "number" || value === undefined ? value : said(value).changed(mask),
      ]);
      return Object.fromEntries(all) as LogFields;
    };
    log(level, () => said(message).changed(mask), masked);
  };
}

function made(fields: LogFields | (() => LogFields) = {}): LogFields {
  return typeof fields === "function" ? fields() : fields;
}

function said(text: LogMessage): Said {
  if (typeof text === "function") return text();
  return typeof text === "string" ? foreign(text) : text;
}

function written(fields: LogFields, mask: (text: string) => string): Written {
  const all = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "number" || value === undefined ? value : said(value).masked(mask),
  ]);
  return Object.fromEntries(all) as Written;
}

/** What is known of an error, its stack where it has one; a line of it is a frame, so that no message starts one. */
export function describe(error: unknown): Said {
  return joined(linesOf(error), "\n");
}

function linesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  const [cause, ...others] = error.cause === undefined ? [] : linesOf(error.cause);
  return [String(error), ...frames, ...(cause === undefined ? [] : [`caused by ${cause}`, ...others])];
}
