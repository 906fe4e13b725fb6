import type * as OpenIdClient from "openid-client";
import type { BoundedFetch } from "../../network/bounded-fetch.ts";
import { asymmetricAlgorithms } from "./algorithms.ts";
import { failureOf } from "./failure.ts";
import { foundLazily, isSameIssuer } from "./found-lazily.ts";
import { UpstreamError } from "./upstream.ts";

/** How this server is known at the identity provider. */
export interface UpstreamClient {
  /** As the operator wrote it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent of a public client. */
  readonly clientSecret?: string | undefined;
}

/** The provider as it describes itself. */
export interface Discovered {
  readonly oidc: typeof OpenIdClient;
  readonly configuration: OpenIdClient.Configuration;
  /** As the provider calls itself. */
  readonly issuer: string;
  /** Scopes that it says it knows; absent where it says nothing. */
  readonly scopes?: readonly string[] | undefined;
}

/** Finds the provider on first use. @returns what rejects with an UpstreamError */
export function lazyDiscovery(
  client: UpstreamClient,
  fetch: BoundedFetch,
  now: () => number,
): () => Promise<Discovered> {
  return foundLazily(() => discover(client, fetch), now);
}

async function discover(client: UpstreamClient, fetch: BoundedFetch): Promise<Discovered> {
  const oidc = await import("openid-client");
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- our fetch refuses http to other machines
  const execute = [oidc.allowInsecureRequests];
  let asked: { readonly url: string; readonly status: number } | undefined;
  const watched: BoundedFetch = async (url, options) => {
    const answer = await fetch(url, options);
    asked = { url: String(url), status: answer.status };
    return answer;
  };
  const found = await oidc
    .discovery(new URL(client.issuer), client.clientId, {}, oidc.None(), {
      [oidc.customFetch]: watched,
      execute,
    })
    .catch((error: unknown) => {
      const what = `Looking for the identity provider ${client.issuer}`;
      if (asked === undefined || asked.status === 200) throw failureOf(error, what);
      const hint =
        asked.status < 500 ? " KESTRA_MCP_OIDC_ISSUER must be spelt as the provider spells it." : "";
      throw new UpstreamError(`${what} failed. ${asked.url} answered ${asked.status}.${hint}`);
    });
  const metadata = found.serverMetadata();
  // The library takes an issuer with a hole in it, and one of another name where Microsoft hosts it.
  if (!isSameIssuer(metadata.issuer, client.issuer))
    throw new UpstreamError(
      `The identity provider ${client.issuer} calls itself otherwise: KESTRA_MCP_OIDC_ISSUER must be as it stands in its metadata.`,
    );
  const algorithms = metadata.id_token_signing_alg_values_supported?.filter((one) =>
    asymmetricAlgorithms.includes(one),
  );
  if (algorithms?.length === 0)
    throw new UpstreamError("The identity provider signs ID tokens in no way that is taken: RS, PS or ES.");
  const safe =
    algorithms === undefined ? metadata : { ...metadata, id_token_signing_alg_values_supported: algorithms };
  const configuration = new oidc.Configuration(
    safe as OpenIdClient.ServerMetadata,
    client.clientId,
    {},
    authenticationOf(oidc, client, metadata.token_endpoint_auth_methods_supported),
  );
  configuration[oidc.customFetch] = fetch;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  oidc.allowInsecureRequests(configuration);
  oidc.enableNonRepudiationChecks(configuration);
  return { oidc, configuration, issuer: metadata.issuer, scopes: metadata.scopes_supported };
}

/** Basic is what a provider takes that says nothing (OpenID Connect Discovery 1.0, section 3). */
function authenticationOf(
  oidc: typeof OpenIdClient,
  { clientSecret }: UpstreamClient,
  methods: readonly string[] = ["client_secret_basic"],
): OpenIdClient.ClientAuth {
  if (clientSecret === undefined) return oidc.None();
  if (methods.includes("client_secret_basic")) return oidc.ClientSecretBasic(clientSecret);
  if (methods.includes("client_secret_post")) return oidc.ClientSecretPost(clientSecret);
  throw new UpstreamError(
    "The identity provider takes a client's secret neither by client_secret_basic nor by client_secret_post.",
  );
}
