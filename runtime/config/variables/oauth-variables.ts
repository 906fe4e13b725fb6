import { registrationPolicies } from "../readers/choices.ts";
import { issuerUrl } from "../readers/issuer-url.ts";
import { publicUrl } from "../readers/public-url.ts";
import { asWritten, choice, milliseconds, number, words, yesOrNo } from "../readers/reader.ts";
import { authToken } from "../readers/token.ts";
import type { Variable } from "./variable.ts";

/** Seconds. */
const hour = 3600;
const day = 24 * hour;

/** Those of logging in at an OpenID provider, in the order in which people need them. */
export const oauthVariables = [
  {
    name: "KESTRA_MCP_OIDC_ISSUER",
    part: "endpoint",
    key: "oidcIssuer",
    read: issuerUrl,
    meaning:
      "With KESTRA_MCP_AUTH=oauth: the issuer of the OpenID provider at which users log in; with external: that of the authorization server whose tokens are taken. Where it is not set, ENTRA_TENANT_ID, the GUID of a directory of Entra ID, says it as well.",
    formerly: ["OIDC_ISSUER_URL"],
  },
  {
    name: "KESTRA_MCP_OIDC_CLIENT_ID",
    part: "endpoint",
    key: "oidcClientId",
    read: asWritten,
    meaning:
      "The client that this server is there. With KESTRA_MCP_AUTH external it is for the account page alone.",
    formerly: ["OIDC_CLIENT_ID", "ENTRA_CLIENT_ID"],
  },
  {
    name: "KESTRA_MCP_OIDC_CLIENT_SECRET",
    isSecret: true,
    part: "endpoint",
    key: "oidcClientSecret",
    read: asWritten,
    meaning: "Its secret.",
    formerly: ["OIDC_CLIENT_SECRET", "ENTRA_CLIENT_SECRET"],
  },
  {
    name: "KESTRA_MCP_OIDC_CLIENT_SECRET_FILE",
    part: "endpoint",
    key: "oidcClientSecretFile",
    read: asWritten,
    meaning: "A file that holds it, in its place.",
  },
  {
    name: "KESTRA_MCP_OIDC_SCOPES",
    formerly: ["OIDC_SCOPES"],
    part: "endpoint",
    key: "oidcScopes",
    read: words,
    default: "openid profile email offline_access",
    meaning:
      "What is asked of the provider, with spaces between. With offline_access and a key in KESTRA_MCP_ENCRYPTION_KEYS it can be asked again about a user; without, users log in again after KESTRA_MCP_OAUTH_MAX_AGE.",
  },
  {
    name: "KESTRA_MCP_OIDC_REDIRECT_URI",
    formerly: ["OIDC_REDIRECT_URI"],
    part: "endpoint",
    key: "oidcRedirectUri",
    read: publicUrl,
    usually: "/oauth/callback behind KESTRA_MCP_PUBLIC_URL",
    meaning:
      "Where the provider sends browsers back to, as it knows it; /oauth/entra-callback works as well.",
  },
  {
    name: "KESTRA_MCP_ENTRA_GROUPS",
    part: "endpoint",
    key: "entraGroups",
    read: choice(["graph"]),
    meaning:
      "graph: the groups of a user who is in more than a token of Entra ID holds are asked of Microsoft Graph, for which the application needs the delegated permissions User.Read and GroupMember.Read.All. Where it is not set, such a user is refused.",
  },
  {
    name: "KESTRA_MCP_OAUTH_REGISTRATION",
    part: "endpoint",
    key: "oauthRegistration",
    read: choice(registrationPolicies),
    default: "open",
    meaning:
      "Which applications may register by themselves: open, any, whose users then decide; token, those with KESTRA_MCP_OAUTH_REGISTRATION_TOKEN; off, none.",
  },
  {
    name: "KESTRA_MCP_OAUTH_REGISTRATION_TOKEN",
    isSecret: true,
    part: "endpoint",
    key: "oauthRegistrationToken",
    read: authToken,
    meaning: "What applications must send to register where that needs a token.",
  },
  {
    name: "KESTRA_MCP_OAUTH_CIMD",
    part: "endpoint",
    key: "oauthCimd",
    read: yesOrNo,
    default: "true",
    meaning:
      "Whether applications are known by a document of their own on the web (Client ID Metadata Documents), which is fetched from public addresses alone.",
  },
  {
    name: "KESTRA_MCP_OAUTH_CLIENTS",
    part: "endpoint",
    key: "oauthClients",
    read: asWritten,
    meaning:
      "A YAML file of applications that do not register by themselves: `clients`, a list of `id`, `name`, `secret` and `redirect_uris`.",
  },
  {
    name: "KESTRA_MCP_OAUTH_ACCESS_TTL",
    part: "endpoint",
    key: "oauthAccessTtl",
    read: milliseconds(number({ least: 60, most: day })),
    default: "3600",
    meaning: "Seconds that an access token is good. Below 300 some clients refresh it at every connect.",
    formerly: ["ACCESS_TOKEN_TTL_SECONDS"],
  },
  {
    name: "KESTRA_MCP_OAUTH_REFRESH_TTL",
    part: "endpoint",
    key: "oauthRefreshTtl",
    read: milliseconds(number({ least: 3600, most: 90 * day })),
    default: String(30 * day),
    meaning:
      "Seconds after which an application that was not used has its user log in again; after 90 days all do.",
  },
  {
    name: "KESTRA_MCP_OAUTH_RECHECK",
    part: "endpoint",
    key: "oauthRecheck",
    read: milliseconds(number({ least: 60, most: day })),
    default: String(hour),
    meaning:
      "Seconds after which the provider is asked again about a user and the roles, when a token is refreshed.",
  },
  {
    name: "KESTRA_MCP_OAUTH_MAX_AGE",
    part: "endpoint",
    key: "oauthMaxAge",
    read: milliseconds(number({ least: 60, most: 90 * day })),
    default: String(12 * hour),
    meaning: "Seconds after which users log in again about whom it cannot be asked.",
  },
] as const satisfies readonly Variable[];
