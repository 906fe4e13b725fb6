import type { Roles } from "../access/roles-file.ts";
import type { Session } from "../mcp/session.ts";
import type { AccessEvent } from "../observe/observer.ts";
import { boundedFetch } from "../network/bounded-fetch.ts";
import { observedFetch } from "../network/observed-fetch.ts";
import type { AccountHandler } from "../oauth/account/account-handler.ts";
import { createClients } from "../oauth/clients/clients.ts";
import { accountRoute } from "../oauth/endpoints/account.ts";
import { callbackRoute } from "../oauth/endpoints/callback.ts";
import { pages } from "../oauth/pages/pages.ts";
import type { AccountView, Page } from "../oauth/pages/page.ts";
import { oauthSettings } from "../oauth/settings.ts";
import { openIdProvider } from "../oauth/upstream/open-id-provider.ts";
import type { Store } from "../store/store.ts";
import type { HttpRoute } from "../transport/http/routes/route.ts";

export interface ExternalAccount {
  readonly store: Store;
  readonly roles: Roles;
  /** @param page makes the page of its parts @param server the public URL */
  readonly handler: (page: (view: AccountView) => Page, server: string) => AccountHandler;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told that users cannot log in to the page, and why. */
  readonly warn: (sentence: string) => void;
}

/**
 * The account page where another authorization server gives the tokens: users log in there, by the client that the operator has
 * there for this page. They are those whom tokens name by the same issuer and subject.
 * @throws ConfigurationError
 */
export async function externalAccount(
  { config: { endpoint }, connection, observer }: Session,
  { store, roles, handler, now, warn }: ExternalAccount,
): Promise<readonly HttpRoute[]> {
  const { addresses, provider, times } = await oauthSettings(endpoint);
  // Nobody is asked about again: a browser logs in each hour.
  const scopes = provider.scopes.filter((one) => one !== "offline_access");
  const asked = boundedFetch(connection, "the authorization server");
  const host = { fetch: observedFetch(asked, "authorization_server", observer), now, warn };
  const server = {
    ...{ store, now, times, roles, addresses, pages },
    upstream: openIdProvider({ ...provider, scopes }, host),
    resource: addresses.resource,
    tell: (event: AccessEvent) => {
      observer.access(event);
    },
    clients: createClients({ store, now, operators: [], documents: undefined, mostAnHour: 0 }),
    registration: { kind: "off" },
    takesTokensByPath: false,
    redirectUri: provider.redirectUri,
    account: handler((view) => pages.account(view), addresses.issuer),
  } as const;
  return [accountRoute(server), callbackRoute(server)];
}
