import { lazy } from "../lazy.ts";
import type { Credentials } from "../network/connection.ts";
import { base64Form, encodedForm, mergedForms, plainForm, type SecretForm } from "./secret-form.ts";
import type { DecodedText } from "./decoded-text.ts";
import { TextViews } from "./text-views.ts";

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
 * say: a sentence of ours knows which of its words are that, and is not to be masked as a whole. It takes as long as the text
 * is, whatever the secret: callers choose both.
 * @param others secrets that are not Kestra's
 */
export function masker(credentials: Credentials, ...others: readonly string[]): (foreign: string) => string {
  // Most of those that start never mask anything.
  const mask = lazy(() => maskerOf([...secretsOf(credentials), ...others.flatMap(formsOf)]));
  return (foreign) => mask()(foreign);
}

/**
 * Takes texts out of another, as they are and encoded, but not within base64. Where fewer characters are shown than are given,
 * those behind only tell whether what is shown begins such a text.
 */
export function textMasker(texts: readonly string[]): (foreign: string, shown?: number) => string {
  return maskerOf(texts.flatMap(textForms));
}

function maskerOf(all: readonly SecretForm[]): (foreign: string, shown?: number) => string {
  const forms = all.filter(({ length }) => length > 0);
  if (forms.length === 0) return (text, shown) => text.slice(0, shown);
  return (text, shown = text.length) => {
    const views = new TextViews(text);
    const ranges = forms.flatMap((form) => rangesOf(form, text, views));
    return without(text.slice(0, shown), ranges);
  };
}

/** What is to be masked: its first character, and the one behind it. */
type Range = readonly [start: number, end: number];

function rangesOf(form: SecretForm, text: string, views: TextViews): readonly Range[] {
  const ranges: Range[] = [];
  form.each(views, (start, end) => {
    if (form.length < shortestAnywhere && !isWord(text, start, end, views.decoded)) return;
    const last = ranges.at(-1);
    // Of one that repeats itself, each character could begin another.
    if (last !== undefined && start < last[1]) ranges[ranges.length - 1] = [last[0], Math.max(last[1], end)];
    else ranges.push([start, end]);
  });
  return ranges;
}

/** At once, so that what stands in place of a secret is not taken for one. */
function without(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start >= text.length) break;
    if (start >= done) parts.push(text.slice(done, start), "***");
    done = Math.max(done, end);
  }
  return parts.join("") + text.slice(done);
}

/** The end of a character that is encoded is no part of a word. */
const encoded = /(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrtbf])$/;

/** Nor is what is behind a backslash. */
const escaping = /(?:\\|%5[cC]|\\u005[cC]|&#92;)$/;

/** Characters of the longest of them. */
const longestEncoded = 6;

function isWord(text: string, start: number, end: number, decoded: DecodedText): boolean {
  const before = text.slice(Math.max(0, start - longestEncoded), start);
  if (/[\p{L}\p{N}_]$/u.test(before) && !encoded.test(before) && decoded.isWordBefore(start)) return false;
  const last = text.slice(Math.max(start, end - longestEncoded), end);
  return !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2)) || escaping.test(last);
}

function secretsOf(credentials: Credentials): readonly SecretForm[] {
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

function formsOf(secret: string): readonly SecretForm[] {
  return [...textForms(secret), ...base64Of(secret), ...withinBase64Of(secret)];
}

function textForms(text: string): readonly SecretForm[] {
  const isOfLatin = /^[\0-\xff]*$/.test(text) && /[\x80-\xff]/.test(text);
  const charsets = isOfLatin ? (["utf8", "latin1"] as const) : (["utf8"] as const);
  return [
    plainForm(text),
    ...charsets.flatMap((charset) => [encodedForm(text, charset), ...mergedForms(text, charset)]),
  ];
}

/** Of the bytes in UTF-8, and in Latin-1, which older clients take for Basic authentication. */
function base64Of(text: string): readonly SecretForm[] {
  return bytesOf(text).map((bytes) => base64Form(bytes.toString("base64")));
}

/** Of a longer text, such as of another user's name and this password: only the digits that are the secret's alone. */
function withinBase64Of(text: string): readonly SecretForm[] {
  const digits = bytesOf(text).flatMap((bytes) =>
    [0, 1, 2].map((before) => {
      const all = Buffer.concat([Buffer.alloc(before), bytes]);
      const whole = Math.floor((all.length * 8) / 6);
      return all.toString("base64").slice(Math.ceil((before * 8) / 6), whole);
    }),
  );
  return digits.filter(({ length }) => length >= shortestAnywhere).map(base64Form);
}

function bytesOf(text: string): readonly Buffer[] {
  const isLatin = /^[\0-\xff]*$/.test(text);
  const all = isLatin ? [Buffer.from(text), Buffer.from(text, "latin1")] : [Buffer.from(text)];
  return all.filter((bytes, at) => all.findIndex((other) => other.equals(bytes)) === at);
}
