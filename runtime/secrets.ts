import type { Credentials } from "./connection.ts";
import { base64PatternOf, patternOf } from "./secret-pattern.ts";

/** Shorter ones are masked as words of their own, so that `admin` does not garble `administrator`. */
const shortestAnywhere = 8;

/** The value of the `Authorization` header; undefined where there are no credentials. */
export function authorization(credentials: Credentials): string | undefined {
  switch (credentials.kind) {
    case "none":
      return undefined;
    case "basic":
      return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
    case "bearer":
      return `Bearer ${credentials.token}`;
  }
}

/**
 * Takes a connection's credentials out of a foreign text, in every form in which one could come back. It is for what others
 * say: a sentence of ours knows which of its words are that, and is not to be masked as a whole.
 * @param others secrets that are not Kestra's
 */
export function masker(credentials: Credentials, ...others: readonly string[]): (foreign: string) => string {
  const forms = [...secretsOf(credentials), ...others.flatMap(formsOf)].filter(({ length }) => length > 0);
  // The longest first: one may be a part of another.
  const patterns = forms.toSorted((a, b) => b.length - a.length).map(bounded);
  if (patterns.length === 0) return (text) => text;
  // At once, so that what stands in place of a secret is not taken for one.
  const any = new RegExp([...new Set(patterns)].join("|"), "gu");
  return (text) => text.replace(any, "***");
}

interface Form {
  /** Characters that it has at least. */
  readonly length: number;
  /** The source of its pattern. */
  readonly pattern: string;
}

/** The end of a character that is encoded is no part of a word. */
const encoded = "(?<=%[0-9A-Fa-f]{2}|\\\\u[0-9A-Fa-f]{4}|\\\\[nrtbf])";

function bounded({ length, pattern }: Form): string {
  if (length >= shortestAnywhere) return pattern;
  return `(?:(?<![\\p{L}\\p{N}_])|${encoded})${pattern}(?![\\p{L}\\p{N}_])`;
}

function secretsOf(credentials: Credentials): readonly Form[] {
  switch (credentials.kind) {
    case "none":
      return [];
    case "basic": {
      const { username, password } = credentials;
      return [...base64Of(`${username}:${password}`), ...formsOf(password)];
    }
    case "bearer":
      return formsOf(credentials.token);
  }
}

function formsOf(secret: string): readonly Form[] {
  return [{ length: secret.length, pattern: patternOf(secret) }, ...base64Of(secret)];
}

/** Of the bytes in UTF-8, and in Latin-1, which older clients take for Basic authentication. */
function base64Of(text: string): readonly Form[] {
  const isLatin = /^[\0-\xff]*$/.test(text);
  const all = isLatin ? [Buffer.from(text), Buffer.from(text, "latin1")] : [Buffer.from(text)];
  return all.map((bytes) => ({ length: Math.ceil((bytes.length * 4) / 3), pattern: base64PatternOf(bytes) }));
}
