import { ConfigurationError } from "../errors.ts";
import { isDirect } from "./no-proxy.ts";
import { requireFilled } from "../placeholder.ts";
import type { Environment } from "../environment.ts";

/** An HTTP proxy on the way to Kestra. */
export interface Proxy {
  /** Scheme, host and port, without credentials. */
  readonly origin: string;
  /** The value of `Proxy-Authorization`, where it takes any. */
  readonly authorization?: string;
  /** The variable that names it, as it is written. */
  readonly from: string;
}

/**
 * The proxy for a URL, as curl and httpx choose it: HTTPS_PROXY or HTTP_PROXY by the scheme, else ALL_PROXY, but for
 * what NO_PROXY names. Written in lower case a variable goes before.
 * @throws ConfigurationError for one that is not the URL of an HTTP proxy; its value is not told
 */
export function proxyFor(env: Environment, address: string): Proxy | undefined {
  const url = new URL(address);
  const [from, text] = given(env, url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY") ??
    given(env, "ALL_PROXY") ?? ["", ""];
  if (text === "") return undefined;
  if (isDirect(url, given(env, "NO_PROXY")?.[1] ?? "")) return undefined;
  requireFilled(from, text);
  const proxy = parse(text, from);
  return {
    origin: proxy.origin,
    from,
    ...(proxy.username === "" && proxy.password === ""
      ? {}
      : { authorization: authorizationOf(proxy, from) }),
  };
}

/** What must not be told of the proxies of an environment, in the forms in which it could be. */
export function proxySecrets(env: Environment): readonly string[] {
  return ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].flatMap((name) => {
    const [from, text] = given(env, name) ?? ["", ""];
    if (!URL.canParse(withScheme(text))) return [];
    const url = new URL(withScheme(text));
    // A name that stands alone is a token.
    const secret = url.password === "" ? url.username : url.password;
    if (secret === "") return [];
    return [decoded(secret, from), secret, authorizationOf(url, from).slice("Basic ".length)];
  });
}

/** A name and its value; one in lower case that is empty unsets the other. */
function given(env: Environment, name: string): readonly [string, string] | undefined {
  const lower = name.toLowerCase();
  const from = env[lower] === undefined ? name : lower;
  const value = env[from]?.trim() ?? "";
  return value === "" ? undefined : [from, value];
}

function parse(text: string, from: string): URL {
  const url = URL.canParse(withScheme(text)) ? new URL(withScheme(text)) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new ConfigurationError(
    `${from} must be the URL of an HTTP proxy, such as http://proxy.example.com:3128: other kinds are not supported. NO_PROXY names hosts that need none.`,
  );
}

function withScheme(text: string): string {
  return text.includes("://") ? text : `http://${text}`;
}

function authorizationOf({ username, password }: URL, from: string): string {
  const pair = `${decoded(username, from)}:${decoded(password, from)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

function decoded(text: string, from: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConfigurationError(`${from} holds a % that starts no percent-encoding.`);
  }
}
