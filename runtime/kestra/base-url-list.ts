import { parseBaseUrl } from "./base-url.ts";
import { ConfigurationError } from "../errors.ts";

/** A Kestra that callers may name. */
export interface AllowedBaseUrl {
  /** Scheme, host and context path as `parseBaseUrl` writes them. */
  readonly url: string;
  /** Every context path below it is allowed too. */
  readonly below: boolean;
}

const name = "KESTRA_MCP_ALLOWED_BASE_URLS";

/**
 * One word of the list: `https://kestra.example.com`, or with `/*` at its end all that is below.
 * @throws ConfigurationError naming the variable; it holds no password
 */
export function allowedBaseUrl(word: string): AllowedBaseUrl {
  const below = word.endsWith("/*");
  const text = below ? word.slice(0, -2) : word;
  if (/[*@]/.test(text)) {
    throw new ConfigurationError(`${name} takes addresses without a user, and * only as /* at their end.`);
  }
  const { url, tenant } = parseBaseUrl(text, name);
  if (tenant !== undefined) throw new ConfigurationError(`${name} must not hold a tenant.`);
  return { url, below };
}

/** @param url as `parseBaseUrl` writes it: what is compared is what is then asked */
export function isAllowed(url: string, list: readonly AllowedBaseUrl[]): boolean {
  return list.some((one) => one.url === url || (one.below && isBelow(url, one.url)));
}

/** Plain segments only: a proxy may read an encoded or an empty one in its own way. */
function isBelow(url: string, above: string): boolean {
  return url.startsWith(above) && /^(\/[\w.~-]+)+$/.test(url.slice(above.length));
}
