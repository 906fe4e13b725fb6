import type { IncomingMessage, ServerResponse } from "node:http";
import type { AskedBy } from "../../observe/observer.ts";
import { userIn, type UserBody } from "../../store/records.ts";
import { fixedTimes } from "../grants/granting.ts";
import { principalOf } from "../grants/principal.ts";
import { keepUser } from "../grants/user.ts";
import type { Identity } from "../identity.ts";
import { hashOf, newSecret } from "../protocol/secret.ts";
import { cookieOf, loginCookie, setCookie } from "./cookies.ts";
import type { PageAnswer } from "./page-endpoint.ts";
import { beginLogin } from "./pending.ts";
import type { AuthorizationServer } from "./server.ts";

/** A browser whose user logged in here, for an hour. */
export interface BrowserSession {
  /** The id of its record. */
  readonly id: string;
  /** The id of the user. */
  readonly userId: string;
  readonly user: UserBody;
  readonly csrf: string;
}

type BrowserBody = { readonly user: string; readonly csrf: string };

/** Who looks at a page; undefined where nobody logged in, or too long ago. */
export async function browserOf(
  { store, addresses }: Pick<AuthorizationServer, "store" | "addresses">,
  request: IncomingMessage,
): Promise<BrowserSession | undefined> {
  const cookie = cookieOf(request, "account", addresses);
  const found = cookie === undefined ? undefined : await store.get("browser", hashOf(cookie));
  if (found === undefined) return undefined;
  const { user: userId, csrf } = found.body as BrowserBody;
  const user = await store.get("user", userId);
  return user === undefined ? undefined : { id: found.id, userId, user: userIn(user), csrf };
}

/** Has the user of a browser log in, for the account page. @returns where it goes */
export async function logIn(
  server: AuthorizationServer,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<PageAnswer> {
  const cookie = loginCookie(request, response, server.addresses, fixedTimes.login);
  return { redirect: await beginLogin(server, { browser: hashOf(cookie) }) };
}

/** Keeps that somebody logged in. */
export async function openBrowser(
  server: AuthorizationServer,
  identity: Identity,
  { response, by }: { readonly response: ServerResponse; readonly by: AskedBy },
): Promise<PageAnswer> {
  const { store, now, addresses, tell } = server;
  const { id: user, body } = await keepUser(server, identity);
  const value = newSecret();
  const record: BrowserBody = { user, csrf: newSecret() };
  await store.put("browser", {
    id: hashOf(value),
    owner: user,
    body: record,
    expires: now() + fixedTimes.browser,
  });
  setCookie(response, { name: "account", value, time: fixedTimes.browser }, addresses);
  tell({ event: "login", principal: principalOf({ user: body }, server), ...by });
  return { redirect: addresses.account };
}

/** Forgets a browser. */
export async function closeBrowser(
  { store, addresses }: Pick<AuthorizationServer, "store" | "addresses">,
  { id }: BrowserSession,
  response: ServerResponse,
): Promise<void> {
  await store.remove("browser", id);
  setCookie(response, { name: "account", value: "", time: 0 }, addresses);
}
