import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { Claims } from "../../access/claims.ts";
import { masker } from "../../masking/masker.ts";
import { asSafeAs, type BoundedFetch } from "../../network/bounded-fetch.ts";
import type { Identity } from "../identity.ts";
import { lazyDiscovery, type Discovered, type UpstreamClient } from "./discovered.ts";
import { graphScopes, withGroups } from "./entra.ts";
import { errorCode, failureOf } from "./failure.ts";
import { toldFailures } from "./told-failures.ts";
import { UpstreamError, type Upstream } from "./upstream.ts";

export interface UpstreamSettings extends UpstreamClient {
  readonly scopes: readonly string[];
  /** Where the provider sends browsers back to. */
  readonly redirectUri: string;
  /** Where the groups of a user come from who is in more than a token of Entra holds; absent: nobody knows them. */
  readonly entraGroups?: "graph" | undefined;
}

/** What the upstream needs of its surroundings. */
export interface UpstreamHost {
  readonly fetch: BoundedFetch;
  /** Milliseconds. */
  readonly now: () => number;
  /** Is told, once, why logging in or asking about a login again does not work, in our own words; and that it works again. */
  readonly warn?: (reason: string) => void;
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** An OpenID provider, which is looked for on first use. Nothing of it is loaded before. */
export function openIdProvider(settings: UpstreamSettings, host: UpstreamHost): Upstream {
  const { issuer, redirectUri, entraGroups } = settings;
  const { now, warn } = host;
  const told = toldFailures({
    hasSecret: settings.clientSecret !== undefined,
    tell: (sentence) => warn?.(sentence),
  });
  const failed = (error: UpstreamError): UpstreamError => {
    told.failed(error);
    return error;
  };
  const fetch = asSafeAs(issuer, host.fetch);
  const discovered = lazyDiscovery(settings, fetch, now);
  const found = () =>
    discovered().catch((error: unknown) => {
      throw failed(failureOf(error, "Looking for the identity provider"));
    });
  const masks = (...secrets: readonly string[]) =>
    masker({ kind: "none" }, ...secrets, settings.clientSecret ?? "");
  const withAllGroups = async (claims: Claims, { access_token: token }: Tokens): Promise<Claims> =>
    entraGroups === "graph" ? withGroups(claims, token, fetch) : claims;
  return {
    issuer,
    async begin() {
      const { oidc, configuration, scopes } = await found();
      const secrets = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(configuration, {
        response_type: "code",
        redirect_uri: redirectUri,
        scope: scopesOf(settings, scopes).join(" "),
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, secrets };
    },
    async finish(callback, { state, nonce, verifier }) {
      if (typeof state !== "string" || typeof nonce !== "string" || typeof verifier !== "string")
        throw new UpstreamError("What was kept of the login is not whole.");
      const { oidc, configuration, issuer: itself } = await found();
      // What the proxy before us made of our address is no part of what came back.
      const back = new URL(redirectUri);
      back.search = callback.search;
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = await withAllGroups(tokens.claims() ?? {}, tokens);
        const identity = identityOf(itself, claims, tokens.refresh_token);
        told.worked();
        return identity;
      } catch (error) {
        const mask = masks(verifier, back.searchParams.get("code") ?? "");
        throw failed(failureOf(error, "The login at the identity provider", mask));
      }
    },
    async recheck(refreshToken) {
      try {
        const provider = await discovered();
        const tokens = await provider.oidc.refreshTokenGrant(provider.configuration, refreshToken);
        const said = tokens.claims() ?? (await userInfo(provider, tokens));
        const claims = await withAllGroups(said, tokens);
        const identity = identityOf(provider.issuer, claims, tokens.refresh_token ?? refreshToken);
        told.worked();
        return identity;
      } catch (error) {
        if (errorCode(error) === "invalid_grant") return "ended";
        failed(failureOf(error, "Asking the identity provider about a login", masks(refreshToken)));
        return "unreachable";
      }
    },
    whyNotFound: () =>
      discovered().then(
        () => undefined,
        (error: unknown) => failureOf(error, "Looking for the identity provider").reason,
      ),
  };
}

/** Google answers `invalid_scope` where it is asked for offline access by a scope. */
function scopesOf(
  { scopes, entraGroups }: UpstreamSettings,
  known: readonly string[] | undefined,
): readonly string[] {
  const asked = scopes.filter((one) => one !== "offline_access" || (known?.includes(one) ?? true));
  return [...new Set([...asked, ...(entraGroups === "graph" ? graphScopes : [])])];
}

/** What a provider tells that gives no ID token for a refresh token. */
async function userInfo(
  { oidc, configuration }: Discovered,
  { access_token: token }: Tokens,
): Promise<Claims> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined)
    throw new UpstreamError("The identity provider refreshes a login without saying whose it is.");
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- whoever asks holds the answer against the user of the login
  return oidc.fetchUserInfo(configuration, token, oidc.skipSubjectCheck);
}

function identityOf(issuer: string, claims: Claims, refreshToken: string | undefined): Identity {
  const { sub, name, preferred_username: username, email, email_verified: verified } = claims;
  if (typeof sub !== "string" || sub === "")
    throw new UpstreamError("The identity provider did not say who logged in.");
  const called = [name, username].find((one) => typeof one === "string" && one !== "");
  return {
    issuer,
    subject: sub,
    ...(typeof called === "string" && { name: called }),
    ...(typeof email === "string" && { email }),
    emailVerified: verified === true,
    claims,
    ...(refreshToken !== undefined && { refreshToken }),
  };
}
