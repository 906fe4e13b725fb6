import { openAccounts, type OpenAccounts } from "../accounts/open-accounts.ts";
import { openExternal } from "../external/open.ts";
import type { Session } from "../mcp/session.ts";
import { openOAuth, type OpenOptions } from "../oauth/open.ts";
import { readKeys } from "../store/read-keys.ts";
import type { Store } from "../store/store.ts";
import { createVault } from "../store/vault.ts";
import type { Authentication } from "../transport/http/authentication.ts";

/** How users log in, and whose credentials for Kestra their calls have. */
export interface UserLogin extends Partial<Pick<OpenAccounts, "users">> {
  readonly authentication: Authentication;
}

const noneKept =
  "Users can keep no credentials for Kestra: KESTRA_MCP_USER_CREDENTIALS has stored, which needs KESTRA_MCP_STORE and KESTRA_MCP_ENCRYPTION_KEYS. Set them, or say impersonate or shared in its place.";

interface LoginGiven {
  /** Where what lasts is kept; absent where the operator named no store. */
  readonly store: Store | undefined;
  readonly warn: (sentence: string) => void;
}

/** Opens it as the operator wants it. @throws ConfigurationError */
export async function openLogin(session: Session, { store, warn }: LoginGiven): Promise<UserLogin> {
  const { endpoint } = session.config;
  const vault = createVault(readKeys(endpoint));
  if (endpoint.auth === "external") {
    const authentication = await openAuthentication(session, { store, vault, warn });
    const { users } = openAccounts(session, { store, vault, warn });
    return { authentication, users };
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
export async function openAuthentication(session: Session, options: OpenOptions): Promise<Authentication> {
  const { store, vault, warn } = options;
  const { auth, userCredentials } = session.config.endpoint;
  if (userCredentials.includes("stored") && (store === undefined || !vault.hasKey)) warn(noneKept);
  return auth === "external" ? openExternal(session, { warn }) : openOAuth(session, options);
}
