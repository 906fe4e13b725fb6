/** Where a failure comes from, as far as its line says. */
export type Origin = "input" | "connection" | "limit" | "infrastructure" | "code";

/** Lines that say that somebody was asked too often. */
export const tooMany = /\b429\b|too many requests|rate.?limit/i;

/** What lines of each origin hold; the first that fits holds. */
const signs: readonly (readonly [Origin, RegExp])[] = [
  ["limit", tooMany],
  ["limit", /concurrency limit exceeded|quota/i],
  ["limit", /^Timeout after|TimeoutExceededException|\bSLA\b/],
  [
    "input",
    /Missing required input|Invalid (?:value for )?input|ConstraintViolation|must not be (?:null|blank|empty)/,
  ],
  [
    "infrastructure",
    /OutOfMemory|exit code 137|No space left|Docker daemon|worker.{0,40}(?:lost|disconnected|not found)|evicted/i,
  ],
  [
    "connection",
    /connection (?:refused|reset|timed out|closed)|connect timed out|read timed out|UnknownHost|ECONN|ENOTFOUND|\b50[234]\b|service unavailable|bad gateway|gateway time-?out|SSLHandshake/i,
  ],
];

/**
 * The origin that the line shows; else what a line before it shows, or the task's own code or configuration, which both are
 * inferred.
 */
export function originOf(line: string, before = ""): { readonly origin: Origin; readonly isShown: boolean } {
  const shown = signOf(line);
  return { origin: shown ?? signOf(before) ?? "code", isShown: shown !== undefined };
}

function signOf(line: string): Origin | undefined {
  return signs.find(([, pattern]) => pattern.test(line))?.[0];
}
