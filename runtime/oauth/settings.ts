import { readFile } from "node:fs/promises";
import type { Endpoint } from "../config/endpoint.ts";
import { ConfigurationError } from "../errors.ts";
import type { RegistrationPolicy } from "./endpoints/server.ts";
import type { GrantTimes } from "./grants/granting.ts";
import { addressesOf, paths, type Addresses } from "./protocol/addresses.ts";

/** What the operator decided of logging in, checked. */
export interface OAuthSettings {
  readonly addresses: Addresses;
  readonly provider: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string | undefined;
    readonly scopes: readonly string[];
    readonly redirectUri: string;
    readonly entraGroups: "graph" | undefined;
  };
  readonly registration: RegistrationPolicy;
  readonly times: GrantTimes;
}

/** @throws ConfigurationError naming the variable that is missing or does not fit */
export async function oauthSettings(endpoint: Endpoint): Promise<OAuthSettings> {
  const publicUrl = required(
    endpoint.publicUrl,
    "KESTRA_MCP_PUBLIC_URL, where clients reach this server, such as https://mcp.example.com",
  );
  const addresses = addressesOf(publicUrl);
  return {
    addresses,
    provider: {
      issuer: required(
        endpoint.oidcIssuer,
        "KESTRA_MCP_OIDC_ISSUER, the issuer of the OpenID provider at which users log in",
      ),
      clientId: required(
        endpoint.oidcClientId,
        "KESTRA_MCP_OIDC_CLIENT_ID, the client that this server is at the OpenID provider",
      ),
      clientSecret: await secretOf(endpoint),
      scopes: [...new Set(["openid", ...endpoint.oidcScopes])],
      redirectUri: redirectUriOf(endpoint, addresses),
      entraGroups: endpoint.entraGroups,
    },
    registration: registrationOf(endpoint),
    times: {
      access: endpoint.oauthAccessTtl,
      refresh: endpoint.oauthRefreshTtl,
      recheck: endpoint.oauthRecheck,
      unchecked: endpoint.oauthMaxAge,
    },
  };
}

function required(value: string | undefined, what: string): string {
  if (value !== undefined) return value;
  throw new ConfigurationError(`KESTRA_MCP_AUTH=oauth needs ${what}.`);
}

const secretFile = "KESTRA_MCP_OIDC_CLIENT_SECRET_FILE";

async function secretOf({
  oidcClientSecret,
  oidcClientSecretFile: file,
}: Endpoint): Promise<string | undefined> {
  if (file === undefined) return oidcClientSecret;
  if (oidcClientSecret !== undefined)
    throw new ConfigurationError(
      `KESTRA_MCP_OIDC_CLIENT_SECRET and ${secretFile} are both set: set one of them.`,
    );
  try {
    const secret = (await readFile(file, "utf8")).trim();
    if (secret !== "") return secret;
    throw new ConfigurationError(
      `${secretFile}: ${file} is empty. Put the client's secret there, or take ${secretFile} away for a client without one.`,
    );
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${secretFile}: ${file} cannot be read (${code}).`, { cause: error });
  }
}

/** Browsers come back to where something waits for them. */
function redirectUriOf({ oidcRedirectUri: given }: Endpoint, { issuer, callback }: Addresses): string {
  const known = [callback, `${issuer}${paths.formerCallback}`];
  if (given === undefined || known.includes(given)) return given ?? callback;
  throw new ConfigurationError(`KESTRA_MCP_OIDC_REDIRECT_URI must be ${known.join(" or ")}, not ${given}.`);
}

function registrationOf({
  oauthRegistration: kind,
  oauthRegistrationToken: token,
}: Endpoint): RegistrationPolicy {
  if (kind !== "token") return { kind };
  if (token !== undefined) return { kind, token };
  throw new ConfigurationError(
    "KESTRA_MCP_OAUTH_REGISTRATION=token needs KESTRA_MCP_OAUTH_REGISTRATION_TOKEN.",
  );
}
