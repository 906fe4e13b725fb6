import type { Credentials } from "./connection.ts";

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
  const forms = new Set([...secretsOf(credentials), ...others.flatMap(formsOf)]);
  // The longest first: one may be a part of another.
  const patterns = [...forms].filter((form) => form !== "").sort((a, b) => b.length - a.length);
  if (patterns.length === 0) return (text) => text;
  // At once, so that what stands in place of a secret is not taken for one.
  const any = new RegExp(patterns.map(patternOf).join("|"), "gu");
  return (text) => text.replace(any, "***");
}

function patternOf(secret: string): string {
  const literal = secret.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  // Hexadecimal digits of a percent-encoding come in either case.
  const anyCase = literal.replace(/%[0-9a-f]{2}/gi, (code) =>
    code.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`),
  );
  if (secret.length >= shortestAnywhere) return anyCase;
  return `(?<![\\p{L}\\p{N}_])${anyCase}(?![\\p{L}\\p{N}_])`;
}

function secretsOf(credentials: Credentials): readonly string[] {
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

/** As it is, in JSON, in a URL's path, in a form, in HTML, and as base64. */
function formsOf(secret: string): readonly string[] {
  const whole = secret.toWellFormed();
  const inPath = encodeURIComponent(whole);
  const inForm = inPath.replace(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  const inHtml = secret.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inPath, inForm, inForm.replaceAll("%20", "+"), inHtml, inJson, ...base64Of(secret)];
}

/** In its standard and its URL alphabet, padded and not. */
function base64Of(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const standard = bytes.toString("base64");
  const forms = [standard, standard.replace(/=+$/, ""), bytes.toString("base64url")];
  return [...forms, encodeURIComponent(standard)];
}
