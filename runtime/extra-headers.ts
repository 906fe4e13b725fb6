import { parseForeign } from "./foreign-json.ts";
import { ConfigurationError } from "./errors.ts";
import { isObject } from "./json.ts";

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
 * @throws ConfigurationError naming the header at most, never a value
 */
export function readExtraHeaders(text: string): Readonly<Record<string, string>> {
  const entries = text.trim().startsWith("{") ? ofJson(text) : ofLines(text);
  const names = entries.map(([name]) => name.toLowerCase());
  for (const [name, value] of entries) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw wrong("has a name that is no name of a header.");
    if (!/^[\t\x20-\x7e\x80-\xff]+$/.test(value))
      throw wrong(`must give ${name} one line of Latin text that is not empty.`);
    requireOthers(name.toLowerCase(), name);
    if (names.indexOf(name.toLowerCase()) !== names.lastIndexOf(name.toLowerCase()))
      throw wrong(`names ${name} twice.`);
  }
  return Object.fromEntries(entries);
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
  } catch {
    throw wrong("starts like JSON, and is not valid JSON.");
  }
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.map(([name, one]) => {
    if (typeof one !== "string") throw wrong(`must give ${name} a text.`);
    return [name, one];
  });
}

function ofLines(text: string): Entries {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw wrong("must be a JSON object of names and values, or a line of Name: value for each.");
      return [name, value];
    });
}

function wrong(what: string): ConfigurationError {
  return new ConfigurationError(`${variable} ${what}`);
}
