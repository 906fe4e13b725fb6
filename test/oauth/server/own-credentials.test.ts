import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { connected } from "../../http/support/clients.ts";
import { send } from "../../http/support/raw.ts";
import { createBrowser } from "../support/browser.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";
import { dataOf, query, verifier } from "./support/flow.ts";
import { freePort } from "./support/free-port.ts";
import { folder, started } from "./support/program.ts";

const kestraUsers = {
  ann: { username: "ann@example.com", password: "Ann-tests-only1" },
  bob: { username: "bob@example.com", password: "Bob-tests-only1" },
};

const redirect = "http://127.0.0.1:1/callback";

/** Logs a user in, and lets an application act for them. */
async function loggedIn(issuer: string, user: string) {
  const client = await send(`${issuer}/oauth/register`, {
    body: { redirect_uris: [redirect], client_name: "A test", token_endpoint_auth_method: "none" },
  });
  const id = String(dataOf(client).client_id);
  const asked = query({
    response_type: "code",
    client_id: id,
    redirect_uri: redirect,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const browser = createBrowser(({ href }) => href.startsWith(redirect));
  const consent = await browser.open(`${issuer}/oauth/authorize?${asked}`);
  const back = await browser.submit(await browser.submit(consent, { decision: "allow" }), { user });
  const code = back.url.searchParams.get("code") ?? "";
  const form = query({
    grant_type: "authorization_code",
    client_id: id,
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const tokens = dataOf(await send(`${issuer}/oauth/token`, { headers, body: form }));
  return { browser, bearer: { Authorization: `Bearer ${String(tokens.access_token)}` } };
}

test("Users register their own credentials on the account page, and their calls have them from then on", async () => {
  const claims = (name: string) => ({
    claims: { name, email: `${name}@example.com`, email_verified: true, roles: ["engineer"] },
  });
  const provider = await startIdentityProvider({ users: { ann: claims("ann"), bob: claims("bob") } });
  onTestFinished(() => provider.close());
  const sandbox = await startSandbox({ line: "2.0", users: Object.values(kestraUsers) });
  onTestFinished(() => sandbox.close());
  const made = folder();
  writeFileSync(join(made, "roles.yaml"), "claims: [roles]\nroles:\n  engineer:\n    - allow: [all]\n");
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
    KESTRA_MCP_ROLES_FILE: join(made, "roles.yaml"),
    KESTRA_MCP_STORE: `file:${join(made, "store.db")}`,
    KESTRA_MCP_ENCRYPTION_KEYS: `one:${Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64url")}`,
    KESTRA_MCP_ENABLED_TOOLS: "kestra-server-mcp, get_status",
    KESTRA_MCP_LOG_LEVEL: "DEBUG",
  };
  const tools = { version: "1", ...compiled };
  const server = await started(env, tools);
  let bearer = {};
  for (const [name, { username, password }] of Object.entries(kestraUsers)) {
    const { browser, bearer: token } = await loggedIn(issuer, name);
    bearer = token;
    const client = await connected("2025-11-25", `${issuer}/mcp`, bearer);
    expect(await client.call("search_namespaces")).toContain(`Open ${issuer}/account`);
    const page = await browser.open(`${issuer}/account`);
    const refused = await browser.submit(page, {
      do: "set-credentials",
      kestra_user: username,
      kestra_secret: "wrong",
    });
    expect(refused.html).toContain("Nothing was stored. Kestra does not take");
    const kept = await browser.submit(refused, {
      do: "set-credentials",
      kestra_user: username,
      kestra_secret: password,
    });
    expect(kept.html).toContain(`Kestra takes them as those of ${username}`);
    expect(JSON.parse(await client.call("get_status"))).toMatchObject({ user: { name: username } });
    expect(JSON.parse(await client.call("auth_status"))).toMatchObject({
      authenticated: true,
      kestra_credentials: "own",
      registered: { kind: "basic", whose: username },
    });
    expect(server.err()).not.toContain(password);
    expect(readFileSync(join(made, "store.db")).includes(password)).toBe(false);
  }
  const atFormerPath = async () =>
    (await send(`${issuer}/kestra-token`, { headers: bearer, body: {} })).status;
  expect(await atFormerPath()).toBe(400);
  await server.end();
  await started({ ...env, KESTRA_MCP_TOKEN_TOOL: "off" }, tools);
  expect(await atFormerPath()).toBe(404);
});
