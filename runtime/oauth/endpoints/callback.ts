import { nameOfUser, principalOf } from "../grants/principal.ts";
import type { AskedBy } from "../../observe/observer.ts";
import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { giveCode } from "../grants/code.ts";
import { openGrant } from "../grants/grant.ts";
import { keepUser, permissionFor } from "../grants/user.ts";
import { rolesAt } from "../../store/records.ts";
import type { Identity } from "../identity.ts";
import { paths } from "../protocol/addresses.ts";
import { UpstreamError } from "../upstream/upstream.ts";
import { answerUrl } from "./answer-client.ts";
import { openBrowser } from "./browser-session.ts";
import { PageError, pageEndpoint, type PageAnswer } from "./page-endpoint.ts";
import { below } from "./paths.ts";
import { takeConsent, takeLogin, type PendingConsent, type PendingLogin } from "./pending.ts";
import { queryOf } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** Where a browser comes back from the identity provider: on to the client with a code, or to the account page. */
export function callbackRoute(server: AuthorizationServer): HttpRoute {
  const { pages, store } = server;
  const route = { ...below(paths.callback, paths.formerCallback), methods: ["GET"] };
  return pageEndpoint(route, pages, async (visit) => {
    const { request, response } = visit;
    const by = askedBy(visit);
    const query = queryOf(request);
    const login = await takeLogin(server, request, query.get("state") ?? undefined);
    const consent = login.consent === undefined ? undefined : await takeConsent(store, login.consent.id);
    const callback = new URL(server.redirectUri);
    callback.search = query.toString();
    try {
      const identity = await server.upstream.finish(callback, login.secrets);
      if (consent === undefined) return await openBrowser(server, identity, { response, by });
      return await answerConsent(server, { identity, consent, login, by });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const about = { client: consent?.client, clientName: consent?.clientName, reason: error.reason, ...by };
      server.tell({ event: "denied", ...about });
      if (!error.isUsers) throw error;
      if (consent === undefined) throw notLetIn();
      const told = {
        error: "access_denied",
        error_description: "The user did not log in, or the identity provider does not let them.",
      };
      return { redirect: answerUrl(consent, told, server) };
    }
  });
}

function notLetIn(): PageError {
  return new PageError(
    403,
    "You are not logged in",
    "You cancelled the login, or the identity provider does not let you use this server: ask whoever runs it there. Open the account page again to log in.",
  );
}

interface Answered {
  readonly identity: Identity;
  readonly consent: PendingConsent;
  readonly login: PendingLogin;
  readonly by: AskedBy;
}

async function answerConsent(
  server: AuthorizationServer,
  { identity, consent, login, by }: Answered,
): Promise<PageAnswer> {
  const { tell, roles, pages, resource } = server;
  const user = await keepUser(server, identity);
  const scopes = login.consent?.scopes ?? [];
  const { permission } = permissionFor(rolesAt(user.body, resource), roles);
  const principal = principalOf({ user: user.body, scopes, isBrowser: true }, server);
  const { client, clientName, redirectUri, isRedirectNamed, challenge } = consent;
  const about = { principal, client, clientName, scopes, ...by };
  if (permission.grants.length === 0) {
    tell({ event: "denied", ...about, reason: "the user has no role" });
    const told = { error: "access_denied", error_description: "The user has no role on this server." };
    return pages.noRole({
      who: nameOfUser(user.body),
      ...(user.reason !== undefined && { reason: user.reason }),
      back: answerUrl(consent, told, server),
    });
  }
  const grant = await openGrant(server, {
    user: user.id,
    client: { id: client, ...(clientName !== undefined && { name: clientName }) },
    scopes,
    refreshToken: identity.refreshToken,
  });
  const code = await giveCode(server, grant, { client, redirectUri, isRedirectNamed, challenge });
  tell({ event: "login", ...about, grant: grant.id });
  return { redirect: answerUrl(consent, { code }, server) };
}
