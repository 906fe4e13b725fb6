import { scopes } from "../auth/scopes.ts";
import { didYouMean } from "../near-miss.ts";
import type { Config } from "./config.ts";
import type { AuthenticationMode } from "./readers/choices.ts";
import { isDirectory } from "./readers/issuer-url.ts";
import { externalVariables } from "./variables/external-variables.ts";
import { oauthVariables } from "./variables/oauth-variables.ts";

/** What settings say against each other, or in vain: each is right by itself. */
export interface Contradiction {
  /** What, where, and what to do. */
  readonly said: string;
  /** The server does not start with it; else the operator is warned. */
  readonly stops?: true;
}

/** What is looked at, and the release of Node. */
type Decided = Pick<Config, "transport" | "endpoint" | "settings"> & { readonly node: string };

/** What one row of the table says of what was decided; undefined where that fits. */
interface Row {
  readonly stops?: true;
  readonly of: (decided: Decided) => string | undefined;
}

/** All that contradicts itself in what the operator decided. @param decided.node such as `22.13.0` */
export function contradictionsOf(decided: Decided): readonly Contradiction[] {
  const { transport, endpoint } = decided;
  const rows = transport === "stdio" ? overStdio : [...modes[endpoint.auth], ...overHttp];
  return rows.flatMap(({ of, ...row }) => {
    const said = of(decided);
    return said === undefined ? [] : [{ ...row, said }];
  });
}

/** What is told where Node lacks what keeps users and clients. @param node such as `22.13.0` */
export function nodeFault(node: string): string | undefined {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return undefined;
  return `KESTRA_MCP_AUTH=oauth needs Node 22.13 or newer, and this is Node ${node}. KESTRA_MCP_AUTH=token works here.`;
}

const overStdio: readonly Row[] = [
  {
    stops: true,
    of: ({ endpoint: { auth } }) =>
      auth === "token"
        ? undefined
        : `KESTRA_MCP_AUTH is ${auth}, and nobody logs in over stdio: set KESTRA_MCP_TRANSPORT=http, or take KESTRA_MCP_AUTH away.`,
  },
];

const overHttp: readonly Row[] = [
  {
    of: ({ endpoint: { auth, publicUrl = "" } }) =>
      auth === "token" && publicUrl.endsWith(mcp) ? twice(publicUrl) : undefined,
  },
];

/** Where users log in, in one way or the other. */
const logins: readonly Row[] = [
  {
    stops: true,
    // Clients compare it with the address that they were given.
    of: ({ endpoint: { publicUrl = "" } }) => (publicUrl.endsWith(mcp) ? twice(publicUrl) : undefined),
  },
  {
    stops: true,
    of: ({ endpoint: { oidcIssuer } }) => {
      const { host, directory } = entraOf(oidcIssuer);
      if (!entraHosts.includes(host) || isDirectory(directory)) return undefined;
      return `KESTRA_MCP_OIDC_ISSUER is ${oidcIssuer}, which issues no token: Entra ID names each user's directory in them. Set that of yours, https://${host}/<GUID of the directory>/v2.0.`;
    },
  },
  {
    stops: true,
    of: ({ endpoint: { userCredentials } }) => {
      const after = userCredentials.slice(userCredentials.indexOf("shared") + 1);
      if (!userCredentials.includes("shared") || after.length === 0) return undefined;
      return `KESTRA_MCP_USER_CREDENTIALS has ${after.join(" and ")} behind shared, which there always is, so that ${after.length > 1 ? "they are" : "it is"} never taken: put shared last.`;
    },
  },
  {
    of: ({ endpoint: { allowUnauthenticated } }) =>
      allowUnauthenticated
        ? "KESTRA_MCP_ALLOW_UNAUTHENTICATED is ignored: with KESTRA_MCP_AUTH=oauth or external nobody comes without a token."
        : undefined,
  },
];

const modes: Readonly<Record<AuthenticationMode, readonly Row[]>> = {
  token: [
    {
      of: (decided) =>
        ignored(
          decided,
          [...oauthVariables, ...externalVariables].filter(({ key }) => !isForLogins(key)),
          "is for users who log in",
        ),
    },
  ],
  oauth: [
    {
      stops: true,
      of: ({ node }) => nodeFault(node),
    },
    ...logins,
    {
      stops: true,
      of: ({ endpoint: { oauthRegistration, oauthRegistrationToken } }) =>
        oauthRegistrationToken === undefined || oauthRegistration === "token"
          ? undefined
          : `KESTRA_MCP_OAUTH_REGISTRATION_TOKEN is set, and KESTRA_MCP_OAUTH_REGISTRATION is ${oauthRegistration}, which asks for none: set it to token, or take the token away.`,
    },
    {
      of: ({ endpoint: { oauthRegistration, oauthCimd, oauthClients } }) =>
        oauthRegistration === "off" && !oauthCimd && oauthClients === undefined
          ? "KESTRA_MCP_OAUTH_REGISTRATION is off, KESTRA_MCP_OAUTH_CIMD is false, and KESTRA_MCP_OAUTH_CLIENTS names none: no application can be used but those that have registered before."
          : undefined,
    },
    {
      stops: true,
      // The provider would be asked for scopes that it does not know, and its tokens sent to Microsoft.
      of: ({ endpoint: { entraGroups, oidcIssuer } }) => {
        if (entraGroups === undefined || oidcIssuer === undefined) return undefined;
        const { host } = entraOf(oidcIssuer);
        if (graphHosts.includes(host) || host.endsWith(".ciamlogin.com")) return undefined;
        return `KESTRA_MCP_ENTRA_GROUPS is graph, and KESTRA_MCP_OIDC_ISSUER is ${oidcIssuer}, whose users Microsoft Graph does not know: take it away, or name an issuer at https://${graphHosts[0]}.`;
      },
    },
    { of: (decided) => ignored(decided, externalVariables, "is for KESTRA_MCP_AUTH=external alone") },
  ],
  external: [
    ...logins,
    {
      of: ({ endpoint: { oauthScopes } }) => {
        const [near] = oauthScopes.flatMap((one) => {
          const word = one.slice(one.lastIndexOf("/") + 1);
          const meant = (scopes as readonly string[]).includes(word) ? "" : didYouMean(word, scopes);
          return meant === "" ? [] : [`${one}, which bounds nothing.${meant}`];
        });
        return near === undefined ? undefined : `KESTRA_MCP_OAUTH_SCOPES has ${near}`;
      },
    },
    {
      of: (decided) =>
        ignored(
          decided,
          oauthVariables.filter(
            ({ key }) => key !== "oidcIssuer" && !(hasPage(decided) && key.startsWith("oidc")),
          ),
          "is for KESTRA_MCP_AUTH=oauth alone",
        ),
    },
  ],
};

/** Whether users whose tokens another server gives have an account page, which they log in to. */
function hasPage({ endpoint: { oidcClientId, userCredentials } }: Decided): boolean {
  return oidcClientId !== undefined && userCredentials.includes("stored");
}

const mcp = "/mcp";

function twice(publicUrl: string): string {
  return `KESTRA_MCP_PUBLIC_URL is ${publicUrl}, and the endpoint comes behind it: clients would need ${publicUrl}${mcp}. Set ${publicUrl.slice(0, -mcp.length)}.`;
}

/** Where directories of Entra ID have their issuers; and those whose users Microsoft Graph knows at its worldwide host. */
const entraHosts = [
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
];
const graphHosts = ["login.microsoftonline.com", "sts.windows.net"];

function entraOf(issuer = "http://localhost"): { readonly host: string; readonly directory: string } {
  const { hostname, pathname } = new URL(issuer);
  return { host: hostname, directory: pathname.split("/")[1] ?? "" };
}

/** With these set and no login the server does not start: that is told elsewhere. */
function isForLogins(key: string): boolean {
  return key === "oidcIssuer" || key === "oidcClientId";
}

/** What is set in vain, in one sentence. */
function ignored(
  { settings }: Decided,
  rows: readonly { readonly name: string }[],
  why: string,
): string | undefined {
  const names = rows.map(({ name }) => name).filter((name) => settings.some((one) => one.name === name));
  const [last, ...others] = names.toReversed();
  if (last === undefined) return undefined;
  if (others.length === 0) return `${last} is ignored: it ${why}.`;
  return `${others.toReversed().join(", ")} and ${last} are ignored: each ${why}.`;
}
