import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { send } from "../../http/support/raw.ts";
import { dataOf, query, verifier } from "../server/support/flow.ts";
import { freePort } from "../server/support/free-port.ts";
import { folder, started } from "../server/support/program.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";

export const redirect = "http://127.0.0.1:1/callback";
const form = { "Content-Type": "application/x-www-form-urlencoded" };

/** What no line may hold. */
export const secrets = {
  password: "Ann-canary-password1",
  wrong: "a-wrong-canary-password",
  kestraToken: "a-canary-token-of-kestra",
  operator: "the-canary-of-the-operator",
  registering: "the-canary-for-registering",
  badClient: "a-wrong-canary-of-a-client",
};

const roles = `claims: [roles]
roles:
  engineer:
    - allow: [read, write]
      namespaces: [company.team]
`;

/** An installation whose audit trail is a file. */
export async function installation(more: Readonly<Record<string, string>> = {}) {
  const claims = { name: "Ann", email: "ann@example.com", email_verified: true, roles: ["engineer"] };
  const provider = await startIdentityProvider({
    users: {
      ann: { claims },
      eve: { claims: { ...claims, name: "Eve", email: "eve@example.com", roles: [] } },
    },
  });
  onTestFinished(() => provider.close());
  const sandbox = await startSandbox({
    line: "2.0",
    edition: "ee",
    token: secrets.kestraToken,
    users: [{ username: "ann@example.com", password: secrets.password }],
  });
  onTestFinished(() => sandbox.close());
  const made = folder();
  const file = join(made, "audit.log");
  writeFileSync(join(made, "roles.yaml"), roles);
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const env = {
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PORT: String(port),
    KESTRA_MCP_PUBLIC_URL: issuer,
    KESTRA_MCP_OIDC_ISSUER: provider.issuer,
    KESTRA_MCP_OIDC_CLIENT_ID: provider.client.id,
    KESTRA_MCP_OIDC_CLIENT_SECRET: provider.client.secret,
    KESTRA_MCP_OAUTH_REGISTRATION: "token",
    KESTRA_MCP_OAUTH_REGISTRATION_TOKEN: secrets.registering,
    KESTRA_MCP_ROLES_FILE: join(made, "roles.yaml"),
    KESTRA_MCP_AUTH_TOKEN: secrets.operator,
    KESTRA_MCP_STORE: `file:${join(made, "store.db")}`,
    KESTRA_MCP_ENCRYPTION_KEYS: `one:${randomBytes(32).toString("base64url")}`,
    KESTRA_MCP_ENABLED_TOOLS: "direct, execution, account",
    KESTRA_MCP_CONFIRM: "never",
    KESTRA_MCP_AUDIT: file,
    ...more,
  };
  const server = await started(env, { version: "1", ...compiled });
  const lines = () =>
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>);
  return { env, issuer, provider, lines, err: server.err, text: () => readFileSync(file, "utf8") };
}

/** An application, which a user lets act for them or not. */
export async function application(issuer: string) {
  const registered = await send(`${issuer}/oauth/register`, {
    headers: { Authorization: `Bearer ${secrets.registering}` },
    body: {
      redirect_uris: [redirect],
      client_name: "An application",
      token_endpoint_auth_method: "client_secret_post",
    },
  });
  const { client_id: id, client_secret: secret } = dataOf(registered) as Record<string, string>;
  const asked = (more: Record<string, string> = {}) =>
    `${issuer}/oauth/authorize?${query({
      response_type: "code",
      client_id: id,
      redirect_uri: redirect,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      ...more,
    })}`;
  const post = (path: string, fields: Record<string, string | undefined>) =>
    send(`${issuer}/oauth/${path}`, {
      headers: form,
      body: query({ client_id: id, client_secret: secret, ...fields }),
    });
  const redeem = (code: string, more = {}) =>
    post("token", {
      grant_type: "authorization_code",
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      ...more,
    });
  return { asked, post, redeem };
}
