/** From the most to the least that is told. */
export const logLevels = ["debug", "info", "warning", "error", "critical"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Writes one line for each event. Never to stdout, which belongs to the protocol. */
export type Log = (level: LogLevel, message: string) => void;

/**
 * A log that writes what is at least as grave as `least`.
 * @param mask takes credentials out of every message.
 */
export function createLog(
  least: LogLevel,
  write: (line: string) => void,
  mask: (text: string) => string,
  now: () => Date,
): Log {
  return (level, message) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
    write(`${now().toISOString()} ${level.toUpperCase()} ${mask(message)}\n`);
  };
}

/** What is known of an error: its stack where it has one. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
