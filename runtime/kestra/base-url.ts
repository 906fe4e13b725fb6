import { ConfigurationError } from "../errors.ts";

/** What an address says: where Kestra is, and the tenant and credentials that may stand in it. */
export interface BaseUrl {
  /** Scheme, host and context path, without a trailing slash and without `/api/v1`. */
  readonly url: string;
  readonly tenant?: string;
  readonly username?: string;
  readonly password?: string;
}

/**
 * Reads the address of a Kestra: with or without `/api/v1`, a tenant after it, a context path before it.
 * @param name what it was given in
 * @throws ConfigurationError with that name. The address itself is left out: it may hold a password.
 */
export function parseBaseUrl(text: string, name = "KESTRA_BASE_URL"): BaseUrl {
  const wrong = wrongOf(name);
  const url = parse(text.trim(), wrong);
  const [, context = "", tenant] =
    /^(.*?)(?:\/api\/v1(?:\/([^/]+))?)?$/.exec(url.pathname.replace(/(?<!\/)\/+$/, "")) ?? [];
  if (/(^|\/)ui(\/|$)/.test(context)) {
    throw wrong(
      `is the address of the user interface. Give ${url.origin}${context.replace(/\/?ui(\/.*)?$/, "")}.`,
    );
  }
  if (context.includes("/api/v1/")) throw wrong("has more after /api/v1 than a tenant.");
  return {
    url: url.origin + context,
    ...(tenant === undefined ? {} : { tenant: decode(tenant, wrong) }),
    ...(url.username === ""
      ? {}
      : { username: decode(url.username, wrong), password: decode(url.password, wrong) }),
  };
}

/**
 * Reads the address of a service that is no Kestra, in which nothing else may stand. As `url` of a BaseUrl.
 * @param name what it was given in
 * @throws ConfigurationError with that name, without the address
 */
export function parseAddress(text: string, name: string): string {
  const wrong = wrongOf(name);
  const { origin, pathname, username, password } = parse(text.trim(), wrong);
  if (username + password !== "") throw wrong("must not hold a user: no credentials are sent there.");
  return origin + pathname.replace(/(?<!\/)\/+$/, "");
}

/** Whether a text can be a tenant. */
export function isTenant(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}

/** Makes the error of an address that is wrong. */
type Wrong = (what: string) => ConfigurationError;

function wrongOf(name: string): Wrong {
  return (what) => new ConfigurationError(`${name} ${what}`);
}

function parse(text: string, wrong: Wrong): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const port = /^https?:\/\/(?:[^/?#]*@)?[^/?#@]*?:([^/?#@:\]]+)(?=[/?#]|$)/i.exec(text);
  if (url === undefined && port !== null && !isPort(port[1]))
    throw wrong("has a port that is not valid: it must be a number from 1 to 65535.");
  if (url === undefined && /^https?:\/\//i.test(text)) throw wrong("has a host that is not valid.");
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw wrong("must start with http:// or https://, such as http://localhost:8080.");
  }
  if (url.search !== "" || url.hash !== "") throw wrong("must not hold ? or #.");
  return url;
}

function isPort(text = ""): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535;
}

function decode(text: string, wrong: Wrong): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("holds a % that starts no percent-encoding.");
  }
}
