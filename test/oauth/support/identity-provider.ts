import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import { lazy } from "../../../runtime/lazy.ts";
import { memoryAdapters } from "./memory-adapter.ts";

/** Somebody who can log in, by a name alone. Change it while the provider runs, and the next answer says so. */
export interface IdentityUser {
  /** All that tokens say of them, besides `sub`, which is the name. */
  claims: Readonly<Record<string, unknown>>;
  /** Neither logs in nor is refreshed. */
  disabled?: boolean;
}

export interface IdentityProviderOptions {
  readonly users: Readonly<Record<string, IdentityUser>>;
  /** Whether it gives refresh tokens; absent: it does. */
  readonly refresh?: boolean;
  /** What it gives JWTs as access tokens for, with the claims of their user; absent: it gives none. */
  readonly resource?: string;
  /** Scopes of that resource. */
  readonly scopes?: readonly string[];
  /** Of its client; absent: one that must be encoded to be sent, which not every client does. */
  readonly secret?: string;
  /** Others than the usual settings. */
  readonly configuration?: Configuration;
}

/** An OpenID provider in this process, at http on 127.0.0.1. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Of the one client that it knows, which may come back to any address. */
  readonly client: { readonly id: string; readonly secret: string };
  /** By the name with which they log in. */
  readonly users: Record<string, IdentityUser>;
  /** `GET /auth`, `POST /token`: what it was asked, without queries. */
  readonly asked: readonly string[];
  /** Is away: connections are refused. */
  down(): Promise<void>;
  /** Is there again, with all that it knew. */
  up(): Promise<void>;
  close(): Promise<void>;
}

/** What tokens may say of a user, besides what the users have at the start. */
const usualClaims = [
  ...["name", "email", "email_verified", "preferred_username", "roles", "groups", "realm_access"],
  ...["resource_access", "_claim_names", "_claim_sources", "hasgroups", "oid", "tid"],
];

/** Making one takes a while. */
const key = lazy(async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: "the-key", alg: "RS256", use: "sig" };
});

/**
 * Starts it. Its login page has one form, with the field `user`; it asks for no consent. With `prompt=login` and without a
 * session it shows that page, else it goes straight back.
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const users = { ...options.users };
  const asked: string[] = [];
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url?.split("?")[0] ?? ""}`);
    handle(request, response);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const client = { id: "kestra-mcp", secret: options.secret ?? "the secret of kestra-mcp: /+%&" };
  const provider = new Provider(issuer, {
    ...settings(users, options, await key()),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ["http://127.0.0.1/any"],
        grant_types: ["authorization_code", "refresh_token"],
      },
    ],
    ...options.configuration,
  });
  Object.assign(provider.Client.prototype, { redirectUriAllowed: () => true });
  const callback = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith("/interaction/") === true) void login(provider, users, request, response);
    else void callback(request, response);
  };
  const down = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { issuer, client, users, asked, down, up: () => listen(port), close: down };
}

type Users = Readonly<Record<string, IdentityUser>>;

function userOf(users: Users, name: unknown): IdentityUser | undefined {
  const user = typeof name === "string" && Object.hasOwn(users, name) ? users[name] : undefined;
  return user?.disabled === true ? undefined : user;
}

function settings(users: Users, options: IdentityProviderOptions, jwk: JWK): Configuration {
  const { refresh = true, resource, scopes = [] } = options;
  const known = Object.values(users).flatMap(({ claims }) => Object.keys(claims));
  const grant = async (ctx: KoaContextWithOIDC) => {
    const { client, session, provider, params } = ctx.oidc;
    const given = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
    const scope = typeof params?.scope === "string" ? params.scope : "openid";
    given.addOIDCScope(scope);
    if (resource !== undefined) given.addResourceScope(resource, scope);
    await given.save();
    return given;
  };
  return {
    adapter: memoryAdapters(),
    jwks: { keys: [jwk] },
    cookies: { keys: ["of the tests alone"] },
    conformIdTokenClaims: false,
    claims: { openid: ["sub", ...new Set([...usualClaims, ...known])], profile: [], email: [] },
    scopes: ["openid", "offline_access", "profile", "email"],
    findAccount: (_, id) => {
      const user = userOf(users, id);
      return user && { accountId: id, claims: () => ({ sub: id, ...user.claims }) };
    },
    loadExistingGrant: grant,
    issueRefreshToken: () => refresh,
    rotateRefreshToken: true,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: {
      ...{ Interaction: 600, Session: 86_400, AuthorizationCode: 60, Grant: 86_400 },
      ...{ AccessToken: 3600, IdToken: 3600, RefreshToken: 86_400 },
    },
    renderError: (ctx, out) => {
      ctx.type = "json";
      ctx.body = JSON.stringify(out);
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: resource !== undefined,
        defaultResource: () => resource ?? [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_, audience) => ({
          audience,
          scope: ["openid", "profile", "email", "offline_access", ...scopes].join(" "),
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    extraTokenClaims: (_, token) =>
      "accountId" in token ? { ...userOf(users, token.accountId)?.claims } : {},
  };
}

async function login(
  provider: Provider,
  users: Users,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(
      `<h1>Log in</h1><form method="post" action="${request.url ?? ""}"><input name="user"><button>Log in</button></form>`,
    );
    return;
  }
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const name = new URLSearchParams(body).get("user");
  const result =
    userOf(users, name) === undefined
      ? { error: "access_denied", error_description: "Nobody of that name may log in" }
      : { login: { accountId: name ?? "" } };
  await provider.interactionFinished(request, response, result);
}
