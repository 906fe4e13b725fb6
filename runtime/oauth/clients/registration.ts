import { isObject } from "../../json.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { knownScopes } from "../protocol/scope.ts";
import { plainName } from "./plain-name.ts";
import { mostRedirectUris, redirectFault } from "./redirect-uri.ts";

/** How a client proves itself: not at all, or by a secret in either place. */
export const authMethods = ["none", "client_secret_basic", "client_secret_post"] as const;

export type AuthMethod = (typeof authMethods)[number];

/** What a client that registers says of itself, as far as it is read: the rest is dropped. */
export interface Registration {
  readonly redirectUris: readonly string[];
  readonly name?: string;
  readonly authMethod: AuthMethod;
  readonly scopes: readonly string[];
}

/**
 * Reads what a client sends to register: RFC 7591. Clients send much besides, and grant types and scopes of other servers; only
 * redirect URIs are needed, all of them good.
 * @throws OAuthError `invalid_redirect_uri`, `invalid_client_metadata`
 */
export function readRegistration(metadata: unknown): Registration {
  if (!isObject(metadata)) throw wrong("The metadata of a client is a JSON object.");
  const { token_endpoint_auth_method: method = "client_secret_basic", client_name: name, scope } = metadata;
  const authMethod = authMethods.find((one) => one === (method ?? "client_secret_basic"));
  if (authMethod === undefined)
    throw wrong(`token_endpoint_auth_method must be ${authMethods.join(", ")}, or absent.`);
  return {
    redirectUris: redirectUrisIn(metadata.redirect_uris),
    ...nameOf(name),
    authMethod,
    scopes: knownScopes(typeof scope === "string" ? scope : ""),
  };
}

/** @throws OAuthError `invalid_redirect_uri` where there is none, or one is bad */
export function redirectUrisIn(given: unknown): readonly string[] {
  if (!Array.isArray(given) || given.length === 0)
    throw new OAuthError("invalid_redirect_uri", "redirect_uris must hold at least one URI.");
  if (given.length > mostRedirectUris)
    throw new OAuthError("invalid_redirect_uri", `redirect_uris may hold at most ${mostRedirectUris} URIs.`);
  for (const uri of given) {
    const fault = redirectFault(uri);
    if (fault !== undefined) throw new OAuthError("invalid_redirect_uri", fault);
  }
  return given as readonly string[];
}

/** What a client calls itself, as far as it is a text. */
export function nameOf(name: unknown): { readonly name?: string } {
  const text = typeof name === "string" ? plainName(name) : "";
  return text === "" ? {} : { name: text };
}

function wrong(message: string): OAuthError {
  return new OAuthError("invalid_client_metadata", message);
}
