import type { IncomingMessage } from "node:http";
import type { JsonObject } from "../../json.ts";
import type { OAuthScope } from "../../auth/scopes.ts";
import { networkOf } from "../../network/network-of.ts";
import { fixedTimes } from "../grants/granting.ts";
import { hashOf, isSame, newSecret } from "../protocol/secret.ts";
import type { Store } from "../../store/store.ts";
import { cookieOf } from "./cookies.ts";
import { PageError } from "./page-endpoint.ts";
import type { AuthorizationServer } from "./server.ts";

/** What a client asked for, which a user has not answered yet. */
export type PendingConsent = {
  readonly kind: "consent";
  /** The hash of the cookie of the browser that began it. */
  readonly browser: string;
  readonly csrf: string;
  readonly client: string;
  readonly clientName?: string;
  readonly redirectUri: string;
  readonly isRedirectNamed: boolean;
  readonly challenge: string;
  readonly state?: string;
  readonly scopes: readonly OAuthScope[];
};

/** A browser that was sent to the identity provider, for a client or for the account page. */
export type PendingLogin = {
  readonly kind: "provider";
  readonly browser: string;
  readonly secrets: JsonObject;
  /** Absent: for the account page. */
  readonly consent?: { readonly id: string; readonly scopes: readonly OAuthScope[] };
};

/** Logins that may be begun from one network while the first of them is kept. */
const mostLogins = 1000;

/** Counts a login that is begun: each is kept for a while, and nobody has proved anything yet. @throws PageError 429 */
export async function requireRoom(
  { store }: Pick<AuthorizationServer, "store">,
  address: string,
): Promise<void> {
  const { points } = await store.tally(`login ${networkOf(address)}`, 1, fixedTimes.login);
  if (points <= mostLogins) return;
  throw new PageError(
    429,
    "Too many logins",
    "Very many logins were begun in your network just now. Begin again in ten minutes.",
  );
}

/** Keeps what a client asked for. @returns what the form sends back to find it */
export async function keepConsent(
  { store, now }: Pick<AuthorizationServer, "store" | "now">,
  pending: Omit<PendingConsent, "kind" | "csrf">,
): Promise<{ readonly login: string; readonly csrf: string }> {
  const login = newSecret();
  const csrf = newSecret();
  const body: PendingConsent = { ...pending, kind: "consent", csrf };
  await store.put("login", { id: hashOf(login), body, expires: now() + fixedTimes.login });
  return { login, csrf };
}

/** What a client asked for, by a browser that must be the one which began it. @throws PageError */
export async function consentOf(
  { store, addresses }: Pick<AuthorizationServer, "store" | "addresses">,
  request: IncomingMessage,
  login: string | undefined,
): Promise<PendingConsent & { readonly id: string }> {
  const id = hashOf(login ?? "");
  const found = await store.get("login", id);
  const body = found?.body as PendingConsent | undefined;
  if (body?.kind !== "consent") throw over();
  requireBrowser(request, body, { addresses });
  return { ...body, id };
}

/** Sends a browser to the identity provider: what is secret of it is made now. @returns where */
export async function beginLogin(
  { store, now, upstream }: Pick<AuthorizationServer, "store" | "now" | "upstream">,
  pending: Pick<PendingLogin, "browser" | "consent">,
): Promise<string> {
  const { url, secrets } = await upstream.begin();
  const { state } = secrets;
  if (typeof state !== "string") throw new Error("A login at the identity provider has a state.");
  const body: PendingLogin = { ...pending, kind: "provider", secrets };
  const id = providerId(state);
  await store.put("login", { id, body, expires: now() + fixedTimes.login });
  return url;
}

/** The login with which a browser comes back, once, and by the browser that was sent. @throws PageError */
export async function takeLogin(
  { store, addresses }: Pick<AuthorizationServer, "store" | "addresses">,
  request: IncomingMessage,
  state: string | undefined,
): Promise<PendingLogin> {
  const id = providerId(state ?? "");
  const found = await store.get("login", id);
  const body = found?.body as PendingLogin | undefined;
  if (body?.kind !== "provider") throw over();
  requireBrowser(request, body, { addresses });
  if ((await store.take("login", id)) === undefined) throw over();
  return body;
}

/** What a client asked for, once: of several answers of a user the first counts. @throws PageError */
export async function takeConsent(store: Store, id: string): Promise<PendingConsent> {
  const taken = await store.take("login", id);
  const body = taken?.body as PendingConsent | undefined;
  if (body?.kind !== "consent") throw over();
  return body;
}

function providerId(state: string): string {
  return hashOf(`provider ${state}`);
}

function requireBrowser(
  request: IncomingMessage,
  { browser }: { readonly browser: string },
  { addresses }: Pick<AuthorizationServer, "addresses">,
): void {
  const cookie = cookieOf(request, "login", addresses);
  if (cookie !== undefined && isSame(hashOf(cookie), browser)) return;
  throw new PageError(
    400,
    "Another browser",
    "This login was begun in another browser, or this one keeps no cookies of this server. Begin again in your application.",
  );
}

function over(): PageError {
  return new PageError(
    400,
    "This login is over",
    "It was used before, or took too long. Begin again in your application.",
  );
}
