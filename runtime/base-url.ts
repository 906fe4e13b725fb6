import { ConfigurationError } from "./errors.ts";

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
 * @throws ConfigurationError naming KESTRA_BASE_URL. The address itself is left out: it may hold a password.
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = parse(text.trim());
  const [, context = "", tenant] =
    /^(.*?)(?:\/api\/v1(?:\/([^/]+))?)?$/.exec(url.pathname.replace(/\/+$/, "")) ?? [];
  if (/(^|\/)ui(\/|$)/.test(context)) {
    throw wrong(
      `is the address of the user interface. Give ${url.origin}${context.replace(/\/?ui(\/.*)?$/, "")}.`,
    );
  }
  if (context.includes("/api/v1/")) throw wrong("has more after /api/v1 than a tenant.");
  return {
    url: url.origin + context,
    ...(tenant === undefined ? {} : { tenant: decode(tenant) }),
    ...(url.username === "" ? {} : { username: decode(url.username), password: decode(url.password) }),
  };
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw wrong("must start with http:// or https://, such as http://localhost:8080.");
  }
  if (url.search !== "" || url.hash !== "") throw wrong("must not hold ? or #.");
  return url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("holds a % that starts no percent-encoding.");
  }
}

function wrong(what: string): ConfigurationError {
  return new ConfigurationError(`KESTRA_BASE_URL ${what}`);
}
