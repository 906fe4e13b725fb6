import { parseForeign } from "../json/foreign-json.ts";
import { ConfigurationError } from "../errors.ts";
import { isObject } from "../json.ts";
import { isPlaceholder, unfilled } from "../placeholder.ts";

const variable = "KESTRA_MCP_EXTRA_HEADERS";

/** What a request has of its own; another value would break it, or be another tenant's. */
const own = [
  "accept",
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-kestra-tenant",
];

/**
 * Headers for what stands before Kestra, such as Cloudflare Access: a JSON object, or `Name: value` on each line.
 * @param from where they stand
 * @throws ConfigurationError naming that and the header at most, never a value
 */
export function readExtraHeaders(text: string, from: string = variable): Readonly<Record<string, string>> {
  try {
    return read(text);
  } catch (error) {
    if (from === variable || !(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(error.message.replaceAll(variable, () => from));
  }
}

function read(text: string): Readonly<Record<string, string>> {
  const entries = text.trim().startsWith("{") ? ofJson(text) : ofLines(text);
  const names = entries.map(([name]) => name.toLowerCase());
  for (const [name, value] of entries) {
    if (!isHeaderName(name))
      throw wrong(
        `has the name ${shown(name)}, which no header can have: letters, digits and dashes make one.`,
      );
    if (isPlaceholder(value, `header ${name}`))
      throw new ConfigurationError(unfilled(`The header ${name} of ${variable}`));
    requireText(name, value);
    requireOthers(name.toLowerCase(), name);
    if (names.indexOf(name.toLowerCase()) !== names.lastIndexOf(name.toLowerCase()))
      throw wrong(`names ${name} twice.`);
  }
  return Object.fromEntries(entries);
}

function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function requireText(name: string, value: string): void {
  if (value === "") throw wrong(`gives the header ${shown(name)} no value.`);
  const [bad] = /[^\t\x20-\x7e\x80-\xff]/u.exec(value) ?? [];
  if (bad === undefined) return;
  const what = /[\r\n]/.test(bad)
    ? "more than one line"
    : "a character that headers cannot carry: they take Latin letters, digits and signs";
  throw wrong(`gives the header ${shown(name)} a value with ${what}.`);
}

/** A name in a sentence, on one line; the text is the operator's, and a name is no secret. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}

/** Credentials have variables of their own, which say whose they are: none is ever overridden. */
function requireOthers(lower: string, name: string): void {
  if (lower === "authorization") {
    throw wrong("must not hold Authorization: set KESTRA_API_TOKEN, or KESTRA_USERNAME and KESTRA_PASSWORD.");
  }
  if (lower === "proxy-authorization")
    throw wrong("must not hold Proxy-Authorization: write user and password into the URL of the proxy.");
  if (own.includes(lower)) throw wrong(`must not hold ${name}, which each request has of its own.`);
}

type Entries = readonly (readonly [string, string])[];

function ofJson(text: string): Entries {
  let value: unknown;
  try {
    value = parseForeign(text);
  } catch (error) {
    throw wrong(
      `starts like JSON, and is not valid JSON${whereIn(error)}. Names and values stand in double quotes: {"Name":"value"}.`,
    );
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.map(([name, one]) => {
    if (typeof one !== "string")
      throw wrong(`gives the header ${shown(name)} a value that is not a text: write it in double quotes.`);
    return [name, one];
  });
}

function ofLines(text: string): Entries {
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === "") return [];
    const colon = line.indexOf(":");
    // What stands without a name may be a secret.
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (isHeaderName(name)) return [[name, line.slice(colon + 1).trim()] as const];
    const what = colon < 0 ? "has no colon" : "does not begin with the name of a header";
    throw wrong(
      `must be a JSON object of names and values, or a line of Name: value for each: line ${at + 1} ${what}.`,
    );
  });
}

/** Where JSON ends to be JSON, as far as the parser tells. Nothing of the text is told. */
function whereIn(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (message.includes("end of JSON")) return ": it ends too early";
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return position === undefined ? "" : ` from its character ${Number(position) + 1} on`;
}

function wrong(what: string): ConfigurationError {
  return new ConfigurationError(`${variable} ${what}`);
}
