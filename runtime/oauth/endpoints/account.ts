import { endGrant } from "../../store/end-grants.ts";
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
  return pageEndpoint(route, pages, async ({ request, response, address, id: requestId }) => {
    const browser = await browserOf(server, request);
    if (request.method === "POST") requireOwnOrigin(request, addresses);
    if (browser === undefined) {
      await requireRoom(server, address);
      return logIn(server, { request, response });
    }
    if (request.method === "GET") {
      const user = await accountUser(server, browser);
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
    if (form.get("do") === "end-grant")
      return end(server, browser, { grant: form.get("grant") ?? "", requestId });
    if (account === undefined)
      throw new PageError(400, "This request is not understood", "Go back and reload the page.");
    return account.post(await accountUser(server, browser), form);
  });
}

async function accountUser(
  server: AuthorizationServer,
  { userId, user, csrf }: BrowserSession,
): Promise<AccountUser> {
  const { store, addresses } = server;
  const kept = (await store.owned("grant", userId)).map(keptGrant);
  const grants = kept.map(({ id, body: { client, clientName, scope, born } }): GrantView => ({
    id,
    application: clientName ?? client,
    scopes: wordsOf(scope),
    born,
  }));
  return { id: userId, principal: principalOf({ user }, server), csrf, action: addresses.account, grants };
}

/** Ends a grant of the user's own, and shows the page anew. */
async function end(
  server: AuthorizationServer,
  { userId, user }: BrowserSession,
  { grant: id, requestId }: { readonly grant: string; readonly requestId: string },
): Promise<PageAnswer> {
  const { store, tell, addresses } = server;
  const found = await store.get("grant", id);
  if (found?.owner === userId) {
    await endGrant(store, id);
    const { client } = keptGrant(found).body;
    const principal = principalOf({ user }, server);
    tell({ event: "revoke", principal, client, grant: id, requestId, reason: "the user ended it" });
  }
  return { redirect: addresses.account };
}
