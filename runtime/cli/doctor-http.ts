import { readAccess } from "../access/access.ts";
import type { Config } from "../config/config.ts";
import { actsForNobody } from "../accounts/open-accounts.ts";
import { openFilesOf } from "../config/open-files.ts";
import { contradictionsOf } from "../config/contradictions.ts";
import {
  auditPlace,
  hasRoles,
  mcpPlace,
  namesRoles,
  requireAccess,
  requireReadableMetrics,
  type Endpoint,
} from "../config/endpoint.ts";
import type { UserCredentials } from "../config/readers/choices.ts";
import { lazyDiscovery } from "../oauth/upstream/discovered.ts";
import { boundedFetch } from "../network/bounded-fetch.ts";
import { saidBy } from "../kestra/login.ts";
import type { Session } from "../mcp/session.ts";
import { requireAuditPlace } from "../operation/audit-trail.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { lookAtStore } from "../store/open-store.ts";
import { closedCredentials } from "../store/closed-credentials.ts";
import { readKeys } from "../store/read-keys.ts";
import { createVault } from "../store/vault.ts";
import { own } from "../text/said.ts";
import type { DoctorLine, Fact } from "./doctor-line.ts";
import { hasCredentials, openAuthentication } from "./login.ts";

/** What a server over HTTP would be, and what is wrong with it. */
export interface HttpSeen {
  readonly facts: readonly Fact[];
  readonly checks: readonly DoctorLine[];
}

/**
 * Looks at all that a server over HTTP needs, by what the server itself reads and opens; nothing of it is made or changed. Whoever
 * vouches for users is looked for.
 */
export async function seeHttp(session: Session): Promise<HttpSeen> {
  const { config } = session;
  const { endpoint } = config;
  const warn = (said: string): DoctorLine => ({ good: true, warns: true, said: own(said) });
  const checks: DoctorLine[] = contradictionsOf({ ...config, node: process.versions.node }).map(
    ({ said, stops }) => (stops ? { good: false, said: own(said) } : warn(said)),
  );
  if (config.transport === "stdio") return { facts: [], checks };
  const tried = async <T>(what: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await what();
    } catch (error) {
      checks.push({ good: false, said: saidBy(error) });
      return undefined;
    }
  };
  await tried(() => {
    requireReadableMetrics(endpoint);
  });
  await tried(() => {
    requireAuditPlace(endpoint);
  });
  const { store: address, auth } = endpoint;
  checks.push(...openFilesOf(endpoint).map(warn));
  const keys = await tried(() => readKeys(endpoint));
  const vault = createVault(keys ?? []);
  const store =
    address &&
    (await tried(() =>
      lookAtStore(address, async (kept) => {
        const closed =
          auth !== "token" && hasCredentials(endpoint, vault) && (await closedCredentials(kept, vault));
        if (closed) checks.push(warn(closed));
      }),
    ));
  if (auth === "token") {
    await tried(() => {
      requireAccess(endpoint);
    });
    if (hasRoles(endpoint)) await tried(() => readAccess(endpoint, session.compiled));
  } else {
    // What is opened needs one, and is asked nothing.
    const empty = address && createMemoryStore(Date.now);
    const warned = (said: string) => {
      // That there are no keys would be half of the truth.
      if (keys !== undefined) checks.push(warn(said));
    };
    const found = await tried(() => openAuthentication(session, { store: empty, vault, warn: warned }));
    // The server would not start; whether the provider is there is known all the same.
    const trouble = found === undefined ? providerAlone(session) : found.trouble;
    if (trouble !== undefined) checks.push(await vouching(trouble, endpoint));
    await found?.close();
    const nobody = actsForNobody(session);
    if (nobody !== undefined) checks.push(warn(nobody));
  }
  const kept: readonly Fact[] = [
    ["store", storeSaid(endpoint, store)],
    ["keys", (keys ?? []).map(({ kid }) => kid).join(", ") || "none"],
  ];
  return { facts: factsOf(config, auth === "token" && address === undefined ? [] : kept), checks };
}

/** Looks for the identity provider by its name alone; absent where nothing names it, or another kind of server is named. */
function providerAlone({ config: { endpoint }, connection }: Session): Found["trouble"] {
  const { auth, oidcIssuer, oidcClientId = "unknown" } = endpoint;
  if (auth !== "oauth" || oidcIssuer === undefined) return undefined;
  const find = lazyDiscovery(
    { issuer: oidcIssuer, clientId: oidcClientId },
    boundedFetch(connection, "the OpenID provider"),
    Date.now,
  );
  return async () => {
    const error = await find().then(
      () => undefined,
      (failed: unknown) => failed,
    );
    return error === undefined
      ? undefined
      : { reason: "the identity provider was not found", said: saidBy(error) };
  };
}

type Found = Awaited<ReturnType<typeof openAuthentication>>;

/** Whether whoever vouches for users is found. */
async function vouching(trouble: Found["trouble"], { auth, oidcIssuer = "" }: Endpoint): Promise<DoctorLine> {
  const found = await trouble?.();
  if (found !== undefined) return { good: false, said: found.said };
  const who = auth === "oauth" ? "identity provider" : "authorization server";
  return { good: true, said: own(`The ${who} ${oidcIssuer} was found.`) };
}

function factsOf({ endpoint }: Config, kept: readonly Fact[]): readonly Fact[] {
  const { host, port, publicUrl, auth } = endpoint;
  return [
    ["listens on", `${host}, port ${port === 0 ? "any that is free" : port}`],
    ["public URL", publicUrl ?? "none"],
    ...loginFacts[auth](endpoint),
    ["token", tokensSaid(endpoint)],
    ["roles", rolesSaid(endpoint)],
    ...kept,
    ...operationFacts(endpoint),
    ["hosts", endpoint.allowedHosts.join(", ") || "its own address alone"],
    ["pages", endpoint.allowedOrigins.join(", ") || "of this machine alone"],
    ["callers", callersSaid[endpoint.callerCredentials]],
  ];
}

/** How clients prove who calls. */
const loginFacts: Readonly<Record<Endpoint["auth"], (endpoint: Endpoint) => readonly Fact[]>> = {
  token: () => [["auth", "token"]],
  oauth: (endpoint) => [
    ["auth", `oauth: users log in at ${endpoint.oidcIssuer ?? "no provider yet"}`],
    ["resource", mcpPlace(endpoint)],
    ["client", `${endpoint.oidcClientId ?? "none"}, ${secretSaid(endpoint)}`],
    ["clients", clientsSaid(endpoint)],
    ["users have", userCredentialsSaid(endpoint)],
  ],
  external: (endpoint) => [
    ["auth", `external: tokens of ${endpoint.oidcIssuer ?? "no authorization server yet"} are taken`],
    ["resource", mcpPlace(endpoint)],
    ["audience", (endpoint.audience ?? [mcpPlace(endpoint)]).join(" or ")],
    ["scopes", endpoint.oauthScopes.join(" ") || "none are asked for, and they bound nothing"],
    ["users have", userCredentialsSaid(endpoint)],
  ],
};

function secretSaid({ oidcClientSecret, oidcClientSecretFile }: Endpoint): string {
  if (oidcClientSecretFile !== undefined) return `with the secret in ${oidcClientSecretFile}`;
  return oidcClientSecret === undefined
    ? "without a secret: a public client"
    : "with KESTRA_MCP_OIDC_CLIENT_SECRET";
}

function clientsSaid({ oauthRegistration, oauthCimd, oauthClients }: Endpoint): string {
  const registration = {
    open: "all that register",
    token: "those that register with a token",
    off: "none that registers",
  }[oauthRegistration];
  const others = [
    oauthCimd && "those with a document of their own",
    oauthClients && `those in ${oauthClients}`,
  ];
  return [registration, ...others.filter(Boolean)].join(", ");
}

const whose: Readonly<Record<UserCredentials, string>> = {
  stored: "credentials of their own (stored)",
  impersonate: "the operator's, which act for them (impersonate)",
  shared: "the operator's (shared)",
};

function userCredentialsSaid({ userCredentials }: Endpoint): string {
  return userCredentials.map((one) => whose[one]).join(", or else ");
}

function tokensSaid({ auth, authToken, tokensFile }: Endpoint): string {
  const given = [
    ...(authToken === undefined ? [] : ["KESTRA_MCP_AUTH_TOKEN"]),
    ...(tokensFile === undefined ? [] : [tokensFile]),
  ];
  if (given.length > 0) return `of ${given.join(" and ")}${auth === "token" ? "" : ", beside logins"}`;
  return auth === "token" ? "none: KESTRA_MCP_AUTH_TOKEN is not set" : "none beside logins";
}

function rolesSaid(endpoint: Endpoint): string {
  const { auth, roles, rolesFile, rolesPreset } = endpoint;
  if (!namesRoles(endpoint))
    return auth === "token" ? "none: every caller may do all" : "none: nobody who logs in may do anything";
  const given = [rolesPreset, rolesFile, roles && "KESTRA_MCP_ROLES"].filter((it) => it !== undefined);
  return `of ${given.join(" and ")}`;
}

function storeSaid({ store }: Endpoint, seen: Awaited<ReturnType<typeof lookAtStore>> | undefined): string {
  if (store === undefined) return "none";
  if (seen === undefined) return "one that cannot be used";
  return `${seen.name}: ${seen.version === undefined ? "will be created" : `there, of version ${seen.version}`}`;
}

/** What the operator watches and bounds it by. */
function operationFacts(endpoint: Endpoint): readonly Fact[] {
  const { metrics, otel, userRate, clientRate, addressRate, trustedProxies } = endpoint;
  const rate = (most: number) => (most === 0 ? "any number" : String(most));
  const audit = auditPlace(endpoint);
  return [
    ["audit", audit === "stderr" || audit === "off" ? audit : `in ${audit}`],
    ["metrics", typeof metrics === "string" ? metrics : `at ${metrics.host}, port ${metrics.port}`],
    ["traces", otel ? "sent" : "off"],
    [
      "limits",
      `a minute ${rate(userRate)} calls of a user, ${rate(clientRate)} of a client, ${rate(addressRate)} requests of an address`,
    ],
    ["proxies", trustedProxies.length === 0 ? "none is trusted" : trustedProxies.join(", ")],
  ];
}

const callersSaid = {
  optional: "may bring their own credentials for Kestra",
  required: "must bring their own credentials for Kestra",
  never: "act as the operator",
};
