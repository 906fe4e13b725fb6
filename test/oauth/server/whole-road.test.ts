import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { kestra, kestraMcp } from "../../runtime/support/command-line.ts";
import { openSession, rpc, send } from "../../http/support/raw.ts";
import { createBrowser } from "../support/browser.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";
import { dataOf, query, verifier } from "./support/flow.ts";
import { freePort } from "./support/free-port.ts";
import { folder, started } from "./support/program.ts";

test("A user logs in at a real provider, by a browser, and the server may start anew in between", async () => {
  const provider = await startIdentityProvider({
    users: {
      ann: { claims: { name: "Ann", email: "ann@example.com", email_verified: true, roles: ["engineer"] } },
    },
  });
  onTestFinished(() => provider.close());
  const made = folder();
  writeFileSync(join(made, "roles.yaml"), "claims: [roles]\nroles:\n  engineer:\n    - allow: [all]\n");
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const env = {
    KESTRA_BASE_URL: await kestra(),
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PORT: String(port),
    KESTRA_MCP_PUBLIC_URL: issuer,
    KESTRA_MCP_OIDC_ISSUER: provider.issuer,
    KESTRA_MCP_OIDC_CLIENT_ID: provider.client.id,
    KESTRA_MCP_OIDC_CLIENT_SECRET: provider.client.secret,
    KESTRA_MCP_ROLES_FILE: join(made, "roles.yaml"),
    KESTRA_MCP_STORE: `file:${join(made, "store.db")}`,
    KESTRA_MCP_ENCRYPTION_KEYS: `one:${Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64url")}`,
  };
  const first = await started(env);
  const redirect = "http://127.0.0.1:1/callback";
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
    state: "s",
  });
  const browser = createBrowser(({ href }) => href.startsWith(redirect));
  const consent = await browser.open(`${issuer}/oauth/authorize?${asked}`);
  expect(consent.html).toContain("A test");
  const login = await browser.submit(consent, { decision: "allow" });
  await first.end();
  await started(env);
  const back = await browser.submit(login, { user: "ann" });
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
  const bearer = { Authorization: `Bearer ${String(tokens.access_token)}` };
  const session = await openSession(`${issuer}/mcp`, bearer);
  const ping = await send(`${issuer}/mcp`, {
    headers: { ...bearer, "Mcp-Session-Id": session },
    body: rpc("ping"),
  });
  expect(ping.status).toBe(200);
  const again = query({
    grant_type: "refresh_token",
    client_id: id,
    refresh_token: String(tokens.refresh_token),
  });
  expect((await send(`${issuer}/oauth/token`, { headers, body: again })).status).toBe(200);
  const account = await browser.open(`${issuer}/account`);
  expect(account.html).toContain("A test");
  expect(first.err()).not.toContain(provider.client.secret);
});

test("An operator is told at the start what was forgotten", async () => {
  const made = folder();
  const env = {
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com",
    KESTRA_MCP_OIDC_ISSUER: "http://127.0.0.1:1",
    KESTRA_MCP_OIDC_CLIENT_ID: "x",
    KESTRA_MCP_STORE: `file:${join(made, "store.db")}`,
  };
  const { err } = await started(env);
  expect(err()).toContain("No roles are configured, so nobody who logs in may do anything");
  expect(err()).toContain("KESTRA_MCP_ENCRYPTION_KEYS is not set");
  expect(err()).toContain("Users can keep no credentials for Kestra");
  await expect
    .poll(err)
    .toMatch(/Not ready: Looking for the identity provider http:\/\/127\.0\.0\.1:1 failed\./);
  writeFileSync(join(made, "roles.yaml"), "roles:\n  reader:\n    - allow: [read]\n");
  const unnamed = await started({ ...env, KESTRA_MCP_ROLES_FILE: join(made, "roles.yaml") });
  expect(unnamed.err()).toContain("nobody who logs in has one");
  const without = await kestraMcp(["serve", "--transport", "http"], { ...env, KESTRA_MCP_STORE: "" });
  expect([without.exitCode, without.err]).toEqual([
    2,
    expect.stringContaining("KESTRA_MCP_STORE is not set"),
  ]);
});
