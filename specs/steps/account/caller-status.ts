import type { AccountFacts, CallerFacts } from "../../../runtime/tool/caller.ts";
import { timeOf } from "./registration.ts";

/** One thing that a caller may do: of which tools, and where. Absent: of all, and everywhere. */
interface Allowed {
  readonly allow: string[];
  readonly tools?: string[];
  readonly namespaces?: string[];
}

/** What `auth_status` answers of who calls. */
export interface CallerStatus {
  readonly authenticated: boolean;
  readonly message: string;
  readonly user?: {
    readonly id: string;
    readonly issuer?: string | undefined;
    readonly name?: string | undefined;
    readonly email?: string | undefined;
    readonly emailVerified?: boolean;
  };
  readonly client?: { readonly id: string; readonly name?: string | undefined };
  readonly roles: string[];
  readonly scopes: string[];
  readonly permissions: Allowed[];
  readonly tenant_id: string;
  readonly token_configured: boolean;
  readonly kestra_credentials: string;
  /** The credentials that the user registered with this server. */
  readonly registered?: {
    readonly kind: string;
    readonly whose?: string | undefined;
    readonly login?: string | undefined;
    readonly addedBy?: string | undefined;
    readonly verifiedAt?: string;
    readonly refusedAt?: string;
  };
  readonly account_url?: string;
  readonly api_url?: string;
  readonly available_tools: string[];
}

/** Who calls, and what they may do, as it is told them. */
export function callerStatus(facts: CallerFacts): CallerStatus {
  const { proof, user, roles, scopes, tools, kestra, account, tenant, baseUrl } = facts;
  const who = userOf(facts);
  return {
    authenticated: proof !== "none",
    message: `${loginOf(facts)} ${toolsOf(tools.length)} ${credentialsOf(facts)}`,
    ...(who === undefined ? {} : { user: who }),
    ...(user?.client === undefined ? {} : { client: user.client }),
    roles: [...roles],
    scopes: [...scopes],
    permissions: permissionsOf(facts),
    tenant_id: tenant,
    token_configured: kestra.whose !== "none",
    kestra_credentials: kestra.whose,
    ...(account === undefined ? {} : registeredOf(account)),
    ...(baseUrl === undefined ? {} : { api_url: baseUrl }),
    available_tools: [...tools],
  };
}

function userOf({ proof, subject, issuer, user }: CallerFacts): CallerStatus["user"] {
  if (user !== undefined) {
    const { name, email, emailVerified } = user;
    return { id: subject, issuer, name, email, ...(email === undefined ? {} : { emailVerified }) };
  }
  return proof === "named token" ? { id: subject } : undefined;
}

function registeredOf({ link, registered }: AccountFacts): Pick<CallerStatus, "registered" | "account_url"> {
  const page = link === undefined ? {} : { account_url: link };
  if (registered === undefined) return page;
  const { kind, whose, login, addedBy, verifiedAt, refusedAt } = registered;
  const times = {
    ...(verifiedAt === undefined ? {} : { verifiedAt: timeOf(verifiedAt) }),
    ...(refusedAt === undefined ? {} : { refusedAt: timeOf(refusedAt) }),
  };
  return { ...page, registered: { kind, whose, login, addedBy, ...times } };
}

function loginOf({ transport, proof, subject, user }: CallerFacts): string {
  switch (proof) {
    case "none":
      return transport === "stdio"
        ? "Nobody logs in: this server runs for whoever started it."
        : "Nobody logs in to this server.";
    case "static token":
      return "You have the operator's token.";
    case "named token":
      return `You have the token of ${subject}.`;
    case "access token":
    case "external token":
    case "login":
      return `You are logged in as ${user?.name ?? user?.email ?? subject}.`;
  }
}

function toolsOf(count: number): string {
  return count === 1 ? "You may use 1 tool." : `You may use ${count} tools.`;
}

function credentialsOf({ kestra: { whose, username }, account, missing, tenant }: CallerFacts): string {
  const login = username === undefined ? "" : `, the login ${username}`;
  switch (whose) {
    case "own":
      return `Calls to Kestra have the credentials that ${addedSaid(account)}${login}.${triedSaid(account)}`;
    case "impersonated":
      return "Calls to Kestra have the server's credentials, and act for you.";
    case "none":
      if (missing !== undefined) return missing;
      if (account?.link !== undefined) return `Register credentials for Kestra at ${account.link} first.`;
      if (account !== undefined) return "No credentials of yours for Kestra are registered.";
      return tenant === "none"
        ? "No connection to Kestra is active."
        : "Kestra is asked without credentials.";
    case "operator":
      return `Calls to Kestra have the operator's credentials${login}.`;
    case "caller":
      return `Calls to Kestra have the credentials that your own requests bring${login}.`;
  }
}

function addedSaid(account: AccountFacts | undefined): string {
  return account?.registered?.addedBy === undefined ? "you registered" : "the operator added for you";
}

function triedSaid(account: AccountFacts | undefined): string {
  if (account?.registered === undefined) return "";
  const { link, registered } = account;
  const { verifiedAt, refusedAt } = registered;
  const others = link === undefined ? "" : ` Register others at ${link}.`;
  if (refusedAt !== undefined) return ` Kestra refused them on ${timeOf(refusedAt)}.${others}`;
  return verifiedAt === undefined ? " They were not tried yet." : "";
}

function permissionsOf({ permission }: CallerFacts): Allowed[] {
  if (permission === "all") return [{ allow: ["read", "write", "destructive"] }];
  return permission.grants.map(({ effects, tools, namespaces }) => ({
    allow: [...effects],
    ...(tools === undefined ? {} : { tools: [...tools] }),
    ...(namespaces === undefined ? {} : { namespaces: [...namespaces] }),
  }));
}
