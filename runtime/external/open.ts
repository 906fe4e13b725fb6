import type { Roles } from "../access/roles-file.ts";
import { rolesVariables } from "../config/endpoint.ts";
import { ConfigurationError } from "../errors.ts";
import type { Session } from "../mcp/session.ts";
import { boundedFetch } from "../network/bounded-fetch.ts";
import { observedFetch } from "../network/observed-fetch.ts";
import { operatorAccess } from "../oauth/operator-access.ts";
import { addressesOf } from "../oauth/protocol/addresses.ts";
import type { Authentication } from "../transport/http/authentication.ts";
import { externalAccount, type ExternalAccount } from "./account.ts";
import { createExternal } from "./external.ts";
import { tokenIssuer } from "./token-issuer.ts";

export interface ExternalOptions {
  readonly warn: (sentence: string) => void;
  readonly now?: () => number;
  /** What the account page is made of; absent: there is none. */
  readonly account?: Pick<ExternalAccount, "store" | "handler"> | undefined;
}

/**
 * Opens what proves who calls by tokens of another authorization server, which is asked when the first one comes.
 * @throws ConfigurationError where something is not configured without which nobody could come, or may do anything
 */
export async function openExternal(
  session: Session,
  { warn, now = Date.now, account }: ExternalOptions,
): Promise<Authentication> {
  const { config, compiled, connection, observer } = session;
  const { endpoint } = config;
  const issuer = required(
    endpoint.oidcIssuer,
    "KESTRA_MCP_OIDC_ISSUER, the issuer of the authorization server whose tokens are taken",
  );
  const publicUrl = required(
    endpoint.publicUrl,
    "KESTRA_MCP_PUBLIC_URL: clients are told by it which server their tokens are for",
  );
  const { roles, others } = await operatorAccess(endpoint, compiled, warn);
  const addresses = addressesOf(publicUrl);
  const asked = boundedFetch(connection, "the authorization server");
  const fetch = observedFetch(asked, "authorization_server", observer);
  const page =
    account === undefined || roles === undefined
      ? []
      : await externalAccount(session, { ...account, roles, now, warn });
  return createExternal({
    page,
    addresses,
    issuer,
    tokens: tokenIssuer(issuer, endpoint.audience ?? [addresses.resource], fetch, now),
    roles: requireRoles(roles),
    scopes: endpoint.oauthScopes,
    tell: (event) => {
      observer.access(event);
    },
    warn,
    now,
    others,
  });
}

/** @throws ConfigurationError where there are none */
export function requireRoles(roles: Roles | undefined): Roles {
  return required(roles, `${rolesVariables}: without roles nobody may do anything`);
}

function required<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new ConfigurationError(`KESTRA_MCP_AUTH=external needs ${what}.`);
}
