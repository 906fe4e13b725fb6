import { ConfigurationError } from "../../errors.ts";
import { limits } from "../../limits.ts";
import type { Reader } from "./reader.ts";

/** Kestra's, with or without the name of its scheme; it may be empty. It is checked where it is used. */
export const apiToken: Reader<string> = (text) => text.trim().replace(/^Bearer\s+/i, "");

/** What clients must send. Its errors never hold it. */
export const authToken: Reader<string> = (text, name) => {
  const token = requireToken(text.trim(), name);
  if (token.length < limits.authToken) {
    throw new ConfigurationError(
      `${name} must have at least ${limits.authToken} characters, so that nobody guesses it: openssl rand -hex 32 makes one.`,
    );
  }
  if (isGuessable(token)) {
    throw new ConfigurationError(
      `${name} is one that anybody guesses, such as that of an example: openssl rand -hex 32 makes one.`,
    );
  }
  return token;
};

/** @throws ConfigurationError with the name, and without the token, for what no header can carry */
export function requireToken(token: string, name: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new ConfigurationError(`${name} holds a character that no token has.`);
}

/** What stands in our own examples and those of others, and one character again and again. */
function isGuessable(token: string): boolean {
  return new Set(token).size === 1 || /^your[_-]/i.test(token);
}
