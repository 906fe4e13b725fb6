import { openAccounts, type OpenAccounts } from "../accounts/open-accounts.ts";
import { openExternal, type ExternalOptions } from "../external/open.ts";
import type { Session } from "../mcp/session.ts";
import { openOAuth, type OpenOptions } from "../oauth/open.ts";
import { addressesOf } from "../oauth/protocol/addresses.ts";
import { oauthSettings } from "../oauth/settings.ts";
import type { Endpoint } from "../config/endpoint.ts";
import { closedCredentials } from "../store/closed-credentials.ts";
import { readKeys } from "../store/read-keys.ts";
import type { Store } from "../store/store.ts";
import { createVault, type Vault } from "../store/vault.ts";
import type { Authentication } from "../transport/http/authentication.ts";

/** How users log in, and whose credentials for Kestra their calls have. */
export interface UserLogin extends Partial<Pick<OpenAccounts, "users">> {
  readonly authentication: Authentication;
}

const noneKept =
  "Users can keep no credentials for Kestra: KESTRA_MCP_USER_CREDENTIALS has stored, which needs KESTRA_MCP_STORE and KESTRA_MCP_ENCRYPTION_KEYS. Set them, or say impersonate or shared in its place.";

const noPage =
  "Users have no page to register credentials for Kestra on: with KESTRA_MCP_AUTH=external it needs KESTRA_MCP_OIDC_CLIENT_ID, a client by which they log in at the issuer. Else say KESTRA_MCP_TOKEN_TOOL=argument, or add them by kestra-mcp add-token.";

interface LoginGiven {
  /** Where what lasts is kept; absent where the operator named no store. */
  readonly store: Store | undefined;
  readonly warn: (sentence: string) => void;
}

/** Whether users' credentials for Kestra are kept, where there is a store. */
export function hasCredentials({ userCredentials }: Endpoint, vault: Vault): boolean {
  return userCredentials.includes("stored") && vault.hasKey;
}

/** Opens it as the operator wants it. @throws ConfigurationError */
export async function openLogin(session: Session, { store, warn }: LoginGiven): Promise<UserLogin> {
  const { endpoint } = session.config;
  const vault = createVault(readKeys(endpoint));
  if (store !== undefined && hasCredentials(endpoint, vault)) {
    const closed = await closedCredentials(store, vault);
    if (closed !== undefined) warn(closed);
  }
  if (endpoint.auth === "external") {
    const { link } = pageOf(session, { store, vault });
    const { users, page: handler } = openAccounts(session, { store, vault, link, warn });
    const account = link === undefined || store === undefined ? undefined : { store, handler };
    return { authentication: await openAuthentication(session, { store, vault, warn, account }), users };
  }
  const made: { users?: OpenAccounts["users"] } = {};
  const authentication = await openAuthentication(session, {
    warn,
    store,
    vault,
    accountHandler: ({ store: kept, now, link, server, page }) => {
      const accounts = openAccounts(session, { store: kept, vault, link, warn }, now);
      made.users = accounts.users;
      return accounts.page(page, server);
    },
  });
  return { authentication, ...made };
}

/** Opens what proves who calls, and nothing of users' own. @throws ConfigurationError */
export async function openAuthentication(
  session: Session,
  { account, ...options }: OpenOptions & Pick<ExternalOptions, "account">,
): Promise<Authentication> {
  const { store, vault, warn } = options;
  const { auth, userCredentials } = session.config.endpoint;
  if (userCredentials.includes("stored") && (store === undefined || !vault.hasKey)) warn(noneKept);
  if (auth === "oauth") return openOAuth(session, options);
  const { link, lacks } = pageOf(session, options);
  if (lacks !== undefined) warn(lacks);
  // Also for whoever only looks, and opens no page.
  if (link !== undefined) await oauthSettings(session.config.endpoint);
  return openExternal(session, { warn, account });
}

/** The account page of users who log in elsewhere; or what it would take, where they have no way to register credentials. */
function pageOf(
  { config: { endpoint } }: Session,
  { store, vault }: Pick<LoginGiven, "store"> & { readonly vault: Vault },
): { readonly link?: string; readonly lacks?: string } {
  const { publicUrl, oidcClientId, tokenTool } = endpoint;
  if (store === undefined || !hasCredentials(endpoint, vault)) return {};
  if (oidcClientId === undefined) return tokenTool === "argument" ? {} : { lacks: noPage };
  return publicUrl === undefined ? {} : { link: addressesOf(publicUrl).account };
}
