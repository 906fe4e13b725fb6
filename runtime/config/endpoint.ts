import { allowedBaseUrl, type AllowedBaseUrl } from "../kestra/base-url-list.ts";
import { ConfigurationError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { VariableName } from "./variables.ts";

/** Where and for whom the server listens over HTTP: what the operator decided, checked. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** No MCP sessions: each request of an older revision stands for itself. */
  readonly stateless: boolean;
  /** What `Authorization: Bearer` must hold; absent: whoever reaches the address may use it. */
  readonly authToken?: string;
  /** The operator knows that whoever reaches the address may use it. */
  readonly allowUnauthenticated: boolean;
  /** Names in a `Host` header that are ours besides the address, without a port, in lower case; `*` is any. */
  readonly allowedHosts: readonly string[];
  /** Web pages that may send requests, such as `https://app.example.com`, in lower case. */
  readonly allowedOrigins: readonly string[];
  /** MCP sessions at one time, of all callers. */
  readonly maxSessions: number;
  /** Milliseconds after which an MCP session that nobody used is over. */
  readonly sessionIdle: number;
  readonly callerCredentials: CallerCredentials;
  /** The Kestras besides the operator's that callers may name. */
  readonly allowedBaseUrls: readonly AllowedBaseUrl[];
}

/** Whether callers may, must or must not bring credentials of their own for Kestra. */
export const callerCredentials = ["optional", "required", "never"] as const;

export type CallerCredentials = (typeof callerCredentials)[number];

/** How variables are read: the text of one, undefined where it is unset or empty. */
interface Reading {
  readonly read: (name: VariableName) => string | undefined;
  readonly readBoolean: (name: VariableName) => boolean;
  readonly words: (name: VariableName) => readonly string[];
}

/** @throws ConfigurationError naming the variable; it never holds the token */
export function readEndpoint({ read, readBoolean, words }: Reading): Endpoint {
  const authToken = read("KESTRA_MCP_AUTH_TOKEN")?.trim();
  if (authToken !== undefined && !/^[\x21-\x7e]+$/.test(authToken)) {
    throw new ConfigurationError("KESTRA_MCP_AUTH_TOKEN holds a character that no token has.");
  }
  if (authToken !== undefined && authToken.length < limits.authToken) {
    throw new ConfigurationError(
      `KESTRA_MCP_AUTH_TOKEN must have at least ${limits.authToken} characters, so that nobody guesses it: openssl rand -hex 32 makes one.`,
    );
  }
  if (authToken !== undefined && isGuessable(authToken)) {
    throw new ConfigurationError(
      "KESTRA_MCP_AUTH_TOKEN is one that anybody guesses, such as that of an example: openssl rand -hex 32 makes one.",
    );
  }
  return {
    host: readHost(read("KESTRA_MCP_HOST") ?? "127.0.0.1"),
    port: readNumber("KESTRA_MCP_PORT", read("KESTRA_MCP_PORT") ?? "8000", 0, 65_535),
    stateless: readBoolean("KESTRA_MCP_STATELESS"),
    ...(authToken === undefined ? {} : { authToken }),
    allowUnauthenticated: readBoolean("KESTRA_MCP_ALLOW_UNAUTHENTICATED"),
    allowedHosts: words("KESTRA_MCP_ALLOWED_HOSTS").map(hostName),
    allowedOrigins: words("KESTRA_MCP_ALLOWED_ORIGINS").map(originOf),
    maxSessions: readNumber("KESTRA_MCP_MAX_SESSIONS", read("KESTRA_MCP_MAX_SESSIONS") ?? "1000", 1, 100_000),
    sessionIdle:
      1000 * readNumber("KESTRA_MCP_SESSION_IDLE", read("KESTRA_MCP_SESSION_IDLE") ?? "1800", 1, 86_400),
    callerCredentials: readCallerCredentials(read("KESTRA_MCP_CALLER_CREDENTIALS") ?? "optional"),
    allowedBaseUrls: words("KESTRA_MCP_ALLOWED_BASE_URLS").map(allowedBaseUrl),
  };
}

/** What stands in our own examples and those of others, and one character again and again. */
function isGuessable(token: string): boolean {
  return new Set(token).size === 1 || /^your[_-]/i.test(token);
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** @throws ConfigurationError where everyone on the network could use it and the operator did not say so */
export function requireAccess({ host, authToken, allowUnauthenticated }: Endpoint): void {
  if (authToken !== undefined || allowUnauthenticated || isLoopback(host)) return;
  throw new ConfigurationError(
    `KESTRA_MCP_HOST is ${host}, which others can reach: set KESTRA_MCP_AUTH_TOKEN, or KESTRA_MCP_ALLOW_UNAUTHENTICATED=true where something else keeps them out.`,
  );
}

function readCallerCredentials(text: string): CallerCredentials {
  const word = text.trim().toLowerCase();
  const known = callerCredentials.find((one) => one === word);
  if (known !== undefined) return known;
  throw new ConfigurationError(
    `KESTRA_MCP_CALLER_CREDENTIALS must be ${callerCredentials.join(", ")}, not ${JSON.stringify(text)}.`,
  );
}

function readHost(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1");
  if (/^[\w.:-]+$/.test(host)) return host;
  throw new ConfigurationError(
    `KESTRA_MCP_HOST must be an address or a name, such as 127.0.0.1, not ${JSON.stringify(text)}.`,
  );
}

function readNumber(name: VariableName, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new ConfigurationError(
    `${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`,
  );
}

function hostName(word: string): string {
  if (word === "*") return word;
  const url = `http://${word}`;
  if (URL.canParse(url) && /^[\w.:[\]-]+$/.test(word)) return new URL(url).hostname;
  throw new ConfigurationError(
    `KESTRA_MCP_ALLOWED_HOSTS takes names such as mcp.example.com, not ${JSON.stringify(word)}.`,
  );
}

function originOf(word: string): string {
  const origin = URL.canParse(word) ? new URL(word).origin : "null";
  if (origin !== "null" && /^[^/]+:\/\/[^/]+\/?$/.test(word)) return origin;
  throw new ConfigurationError(
    `KESTRA_MCP_ALLOWED_ORIGINS takes origins such as https://app.example.com, not ${JSON.stringify(word)}.`,
  );
}
