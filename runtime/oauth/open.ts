import { namesRoles, noRoles } from "../config/endpoint.ts";
import type { Session } from "../mcp/session.ts";
import { boundedFetch } from "../network/bounded-fetch.ts";
import { observedFetch } from "../network/observed-fetch.ts";
import { noStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { Authentication } from "../transport/http/authentication.ts";
import type { AccountHandler } from "./account/account-handler.ts";
import { createAuthentication } from "./authentication.ts";
import { createClientDocuments } from "./clients/client-documents.ts";
import { createClients } from "./clients/clients.ts";
import { guardedFetch } from "./clients/guarded-fetch.ts";
import { readOperatorClients } from "./clients/operator-clients.ts";
import { openFollowing } from "./grants/following.ts";
import type { Sealing } from "./grants/granting.ts";
import type { AccountView, Page } from "./pages/page.ts";
import { operatorAccess } from "./operator-access.ts";
import { pages } from "./pages/pages.ts";
import { oauthSettings } from "./settings.ts";
import { openIdProvider } from "./upstream/open-id-provider.ts";

/** What an account page needs that holds more than grants. */
export interface OpenedStore {
  readonly store: Store;
  readonly now: () => number;
  /** The address of the page. */
  readonly link: string;
  /** The issuer, as the page names it. */
  readonly server: string;
  /** Makes the page of its parts. */
  readonly page: (view: AccountView) => Page;
}

export interface OpenOptions {
  readonly warn: (sentence: string) => void;
  readonly now?: () => number;
  /** What the program has opened, and closes; absent where the operator named none. */
  readonly store: Store | undefined;
  /** By the operator's keys. */
  readonly vault: Vault;
  /** Absent: the account page holds the grants alone. */
  readonly accountHandler?: ((opened: OpenedStore) => AccountHandler) | undefined;
}

/**
 * Opens what proves by our own authorization server who calls: the store, the provider, the operator's files.
 * @throws ConfigurationError
 */
export async function openOAuth(
  { config: { endpoint }, compiled, connection, observer }: Session,
  { warn, now = Date.now, store, vault, accountHandler }: OpenOptions,
): Promise<Authentication> {
  const { addresses, provider, registration, times } = await oauthSettings(endpoint);
  const operators =
    endpoint.oauthClients === undefined ? [] : await readOperatorClients(endpoint.oauthClients);
  if (!namesRoles(endpoint)) warn(noRoles);
  const { roles, others } = await operatorAccess(endpoint, compiled, warn);
  if (!vault.hasKey)
    warn(
      "KESTRA_MCP_ENCRYPTION_KEYS is not set, so the provider is never asked again about a user: users log in again after KESTRA_MCP_OAUTH_MAX_AGE.",
    );
  if (store === undefined) throw noStore();
  const host = {
    fetch: observedFetch(boundedFetch(connection, "the OpenID provider"), "identity_provider", observer),
    now,
    warn,
  };
  const upstream = openIdProvider(provider, host);
  const following = await openFollowing({ store, now, roles, resource: addresses.resource });
  const documents = endpoint.oauthCimd ? createClientDocuments(guardedFetch(), now) : undefined;
  return createAuthentication({
    server: {
      store,
      now,
      times,
      upstream,
      sealing: vault.hasKey ? sealingBy(vault) : undefined,
      roles,
      resource: addresses.resource,
      tell: (event) => {
        observer.access(event);
      },
      addresses,
      clients: createClients({
        store,
        now,
        operators,
        documents,
        mostAnHour: endpoint.registrationRate,
        limited: (address, isFirst) => {
          observer.limited({ limit: "registration" });
          if (isFirst)
            warn(
              `More than ${endpoint.registrationRate} applications registered from ${address} within an hour; more are refused. KESTRA_MCP_RATE_LIMIT_REGISTRATION sets how many may.`,
            );
        },
      }),
      pages,
      registration,
      redirectUri: provider.redirectUri,
      takesTokensByPath: endpoint.tokenTool !== "off",
      account: accountHandler?.({
        store,
        now,
        link: addresses.account,
        server: addresses.issuer,
        page: (view) => pages.account(view),
      }),
    },
    others,
    following,
  });
}

/** Binds what asks the provider again to its grant. */
function sealingBy(vault: Vault): Sealing {
  const purpose = "upstream refresh token";
  return {
    seal: (text, grant) => vault.seal(purpose, [grant], text),
    open: (sealed, grant) => vault.open(purpose, [grant], sealed).text,
  };
}
