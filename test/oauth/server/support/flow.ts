import { createHash } from "node:crypto";
import { send, type RawAnswer } from "../../../http/support/raw.ts";
import type { Served } from "./served.ts";

/** The cookies of a browser, as it sends them. */
export interface Jar {
  cookie?: string;
}

export const verifier = "a-verifier-that-is-long-enough-0123456789-abcdef";
const challenge = createHash("sha256").update(verifier).digest("base64url");

export const redirectUri = "http://127.0.0.1:4711/callback";

export interface Client {
  readonly client_id: string;
  readonly client_secret?: string;
}

export async function register(
  server: Served,
  body: object = { redirect_uris: [redirectUri], token_endpoint_auth_method: "none" },
): Promise<Client> {
  return dataOf(await send(server.at(server.addresses.register), { body })) as unknown as Client;
}

/** The JSON of an answer. */
export function dataOf({ text }: RawAnswer): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

type Given = Readonly<Record<string, string | undefined>>;

export function query(given: Given): string {
  const all = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(all).toString();
}

/** What a client asks with, which a test changes. */
export function asking(client: string, others: Given = {}): Given {
  return {
    response_type: "code",
    client_id: client,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: "S256",
    state: "the-state",
    ...others,
  };
}

/** Opens a page as a browser does. */
export async function open(server: Served, address: string, jar: Jar = {}): Promise<RawAnswer> {
  const answer = await send(server.at(address), {
    method: "GET",
    headers: { Accept: "text/html", "Content-Type": undefined, Cookie: jar.cookie },
  });
  keep(jar, answer);
  return answer;
}

function keep(jar: Jar, { headers }: RawAnswer): void {
  const all = new Map((jar.cookie ?? "").split("; ").map((one) => one.split("=") as [string, string]));
  for (const line of headers["set-cookie"] ?? []) {
    const [pair = ""] = line.split(";");
    const [name = "", value = ""] = pair.split("=");
    all.set(name, value);
  }
  jar.cookie = [...all]
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

export function authorize(server: Served, given: Given, jar: Jar = {}): Promise<RawAnswer> {
  return open(server, `${server.addresses.authorize}?${query(given)}`, jar);
}

/** Sends a form as a browser does, of our own page. */
export async function post(
  server: Served,
  address: string,
  form: URLSearchParams | Given,
  {
    jar = {},
    origin = server.addresses.origin,
  }: { readonly jar?: Jar; readonly origin?: string | undefined } = {},
): Promise<RawAnswer> {
  const answer = await send(server.at(address), {
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: origin === "" ? undefined : origin,
      Cookie: jar.cookie,
    },
    body: form instanceof URLSearchParams ? form.toString() : query(form),
  });
  keep(jar, answer);
  return answer;
}

/** A hidden field of a page. */
export function field({ text }: RawAnswer, name: string): string {
  const [tag = ""] = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(text) ?? [];
  const [, value = ""] = /value="([^"]*)"/.exec(tag) ?? [];
  return value;
}

/** Answers the consent page. @param scopes the boxes that are ticked */
export function consent(
  server: Served,
  page: RawAnswer,
  jar: Jar,
  {
    decision = "allow",
    scopes = ["kestra.read", "kestra.write", "kestra.destroy"],
  }: { readonly decision?: string; readonly scopes?: readonly string[] } = {},
): Promise<RawAnswer> {
  const form = new URLSearchParams({ pending: field(page, "pending"), csrf: field(page, "csrf"), decision });
  for (const scope of scopes) form.append("scope", scope);
  return post(server, server.addresses.consent, form, { jar });
}

/** Where a page sends its browser on. */
export function forwardOf({ text, headers }: RawAnswer): URL {
  const [, refresh = ""] = /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(text) ?? [];
  return new URL(headers.location ?? refresh.replaceAll("&amp;", "&"));
}

/** Comes back from the provider. */
export function callback(server: Served, provider: URL, jar: Jar, others: Given = {}): Promise<RawAnswer> {
  const state = provider.searchParams.get("state") ?? "";
  return open(server, `${server.addresses.callback}?${query({ code: "upstream", state, ...others })}`, jar);
}

/** Goes the whole way to a code. */
export async function codeFor(
  server: Served,
  given: Given,
  scopes?: readonly string[],
): Promise<URLSearchParams> {
  const jar: Jar = {};
  const page = await authorize(server, given, jar);
  const sent = await consent(server, page, jar, scopes === undefined ? {} : { scopes });
  return forwardOf(await callback(server, forwardOf(sent), jar)).searchParams;
}

/** Asks the token endpoint. */
export function token(
  server: Served,
  form: Given,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return send(server.at(server.addresses.token), {
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: query(form),
  });
}

export function redeeming(client: string, code: string, others: Given = {}): Given {
  return {
    grant_type: "authorization_code",
    client_id: client,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...others,
  };
}

export interface Tokens {
  readonly client: string;
  readonly access: string;
  readonly refresh: string;
  readonly scope: string;
}

/** Goes the whole way to tokens, with a client of its own. */
export async function loggedIn(server: Served, scopes?: readonly string[]): Promise<Tokens> {
  const { client_id: client } = await register(server);
  const code = (await codeFor(server, asking(client), scopes)).get("code") ?? "";
  return tokensIn(client, await token(server, redeeming(client, code)));
}

export function tokensIn(client: string, answer: RawAnswer): Tokens {
  const { access_token: access, refresh_token: refresh, scope } = dataOf(answer);
  return { client, access: String(access), refresh: String(refresh), scope: String(scope) };
}

export function refreshing(
  server: Served,
  { client, refresh }: Tokens,
  others: Given = {},
): Promise<RawAnswer> {
  return token(server, { grant_type: "refresh_token", client_id: client, refresh_token: refresh, ...others });
}

/** The status of a request to the MCP endpoint. */
export async function statusWith(server: Served, access: string): Promise<number> {
  const { status } = await send(server.url, {
    headers: { Authorization: `Bearer ${access}`, "MCP-Protocol-Version": "2025-11-25" },
    body: { jsonrpc: "2.0", id: 1, method: "ping" },
  });
  return status;
}
