import type { IncomingMessage, ServerResponse } from "node:http";
import type { Addresses } from "../protocol/addresses.ts";
import { newSecret } from "../protocol/secret.ts";

/** What a browser is known by: while it logs in, and at the account page. */
export type CookieName = "login" | "account";

/**
 * The name with which a browser keeps it. Only our own host can set one whose name begins so, by https; at http, which is for
 * this machine alone, browsers take no such name.
 */
function fullName(name: CookieName, { isSecure }: Pick<Addresses, "isSecure">): string {
  return `${isSecure ? "__Host-" : ""}kestra-mcp-${name}`;
}

/** The cookie that a browser sends; undefined where it sends none that we made. */
export function cookieOf(
  { headers }: IncomingMessage,
  name: CookieName,
  addresses: Pick<Addresses, "isSecure">,
): string | undefined {
  const full = fullName(name, addresses);
  const all = (headers.cookie ?? "").split(";").map((one) => one.trim().split("="));
  const found = all.filter(([key]) => key === full);
  const [, value = ""] = found.length === 1 ? (found[0] ?? []) : [];
  return /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** @param value empty to remove it. @param time milliseconds that it lasts */
export function setCookie(
  response: ServerResponse,
  { name, value, time }: { readonly name: CookieName; readonly value: string; readonly time: number },
  addresses: Pick<Addresses, "isSecure">,
): void {
  const secure = addresses.isSecure ? "; Secure" : "";
  const age = value === "" ? 0 : Math.floor(time / 1000);
  response.appendHeader(
    "Set-Cookie",
    `${fullName(name, addresses)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`,
  );
}

/** The cookie of a browser that logs in: several tabs of it have the same. */
export function loginCookie(
  request: IncomingMessage,
  response: ServerResponse,
  addresses: Pick<Addresses, "isSecure">,
  time: number,
): string {
  const value = cookieOf(request, "login", addresses) ?? newSecret();
  setCookie(response, { name: "login", value, time }, addresses);
  return value;
}
