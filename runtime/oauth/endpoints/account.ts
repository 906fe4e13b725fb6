import { isSound } from "../../store/sound.ts";
import { endGrant } from "../../store/end-grants.ts";
import type { AskedBy } from "../../observe/observer.ts";
import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import type { AccountUser } from "../account/account-handler.ts";
import { keptGrant } from "../grants/grant.ts";
import { nameOfUser, principalOf } from "../grants/principal.ts";
import type { GrantView } from "../pages/page.ts";
import { paths } from "../protocol/addresses.ts";
import { wordsOf } from "../protocol/parameters.ts";
import { isSame } from "../protocol/secret.ts";
import { browserOf, closeBrowser, logIn, type BrowserSession } from "./browser-session.ts";
import { PageError, pageEndpoint, requireOwnOrigin, type PageAnswer } from "./page-endpoint.ts";
import { requireRoom } from "./pending.ts";
import { below } from "./paths.ts";
import { readFields } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** The page on which users see what they gave, and end it; it has them log in by itself. */
export function accountRoute(server: AuthorizationServer): HttpRoute {
  const { addresses, pages, account } = server;
  const route = { ...below(paths.account), methods: ["GET", "POST"] };
  return pageEndpoint(route, pages, async (visit) => {
    const { request, response, address } = visit;
    const by = askedBy(visit);
    const browser = await browserOf(server, request);
    if (request.method === "POST") requireOwnOrigin(request, addresses);
    if (browser === undefined) {
      await requireRoom(server, address);
      return logIn(server, { request, response });
    }
    if (request.method === "GET") {
      const user = await accountUser(server, browser, by);
      if (account !== undefined) return account.get(user);
      const { action, csrf, grants } = user;
      const who = nameOfUser(browser.user);
      return pages.account({ action, csrf, grants, who, server: addresses.issuer, sections: [] });
    }
    const form = await readFields(request);
    if (!isSame(form.get("csrf") ?? "", browser.csrf))
      throw new PageError(
        403,
        "Not from here",
        "This form is not of the page that was shown. Go back and reload it.",
      );
    form.delete("csrf");
    if (form.get("do") === "log-out") {
      await closeBrowser(server, browser, response);
      return pages.signedOut(addresses.account);
    }
    if (form.get("do") === "end-grant") return end(server, browser, { grant: form.get("grant") ?? "", by });
    if (account === undefined)
      throw new PageError(400, "This request is not understood", "Go back and reload the page.");
    return account.post(await accountUser(server, browser, by), form);
  });
}

async function accountUser(
  server: AuthorizationServer,
  { userId, user, csrf }: BrowserSession,
  by: AskedBy,
): Promise<AccountUser> {
  const { store, addresses } = server;
  const theirs = await store.owned("grant", userId);
  const kept = theirs.filter((one) => isSound("grant", one)).map(keptGrant);
  const grants = kept.map(({ id, body: { client, clientName, scope, born } }): GrantView => ({
    id,
    application: clientName ?? client,
    scopes: wordsOf(scope),
    born,
  }));
  const principal = principalOf({ user }, server);
  return { id: userId, principal, by, csrf, action: addresses.account, grants };
}

/** Ends a grant of the user's own, and shows the page anew. */
async function end(
  server: AuthorizationServer,
  { userId, user }: BrowserSession,
  { grant: id, by }: { readonly grant: string; readonly by: AskedBy },
): Promise<PageAnswer> {
  const { store, tell, addresses } = server;
  const found = await store.get("grant", id);
  if (found?.owner === userId) {
    await endGrant(store, id);
    const { client, clientName, scope } = keptGrant(found).body;
    const principal = principalOf({ user }, server);
    const about = { principal, client, clientName, grant: id, scopes: wordsOf(scope), ...by };
    tell({ event: "revoke", ...about, reason: "the user ended it" });
  }
  return { redirect: addresses.account };
}
