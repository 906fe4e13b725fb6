import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../../sandbox/server.ts";
import { openSqliteStore } from "../../../runtime/store/sql/sqlite-store.ts";
import { userId } from "../../../runtime/store/records.ts";
import { freePort } from "../server/support/free-port.ts";
import { folder, started } from "../server/support/program.ts";
import { createBrowser } from "../support/browser.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";
import { rolesFile } from "./serving-external.ts";

const kestraUser = { username: "ada@example.com", password: "Ada-tests-only1" };

/** What a server needs whose users have tokens of another, and what it keeps. */
async function external() {
  const idp = await startIdentityProvider({
    users: { ada: { claims: { email: "ada@example.com", roles: ["reader"] } } },
  });
  onTestFinished(() => idp.close());
  const sandbox = await startSandbox({ line: "2.0", users: [kestraUser] });
  onTestFinished(() => sandbox.close());
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const path = join(folder(), "store.db");
  const env = {
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_MCP_AUTH: "external",
    KESTRA_MCP_PORT: String(port),
    KESTRA_MCP_PUBLIC_URL: origin,
    KESTRA_MCP_OIDC_ISSUER: idp.issuer,
    KESTRA_MCP_ROLES_FILE: rolesFile("roles: { reader: [{ allow: [read] }] }\nclaims: [roles]\n"),
    KESTRA_MCP_STORE: `file:${path}`,
    KESTRA_MCP_ENCRYPTION_KEYS: `one:${Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString("base64url")}`,
  };
  const client = {
    KESTRA_MCP_OIDC_CLIENT_ID: idp.client.id,
    KESTRA_MCP_OIDC_CLIENT_SECRET: idp.client.secret,
  };
  return { idp, origin, path, env, client };
}

test("Users of another authorization server register credentials on our page, where it has a client for it", async () => {
  const { idp, origin, path, env, client } = await external();
  const server = await started({ ...env, ...client });
  const browser = createBrowser();
  const login = await browser.open(`${origin}/account`);
  const page = await browser.submit(login, { user: "ada" });
  expect(page.url.href).toBe(`${origin}/account`);
  expect(page.html).toContain("ada@example.com");
  const given = {
    do: "set-credentials",
    kestra_user: kestraUser.username,
    kestra_secret: kestraUser.password,
  };
  expect((await browser.submit(page, given)).html).toContain("They are stored");
  expect(server.err()).not.toContain("no page to register");
  for (const gone of ["/oauth/authorize", "/oauth/token", "/oauth/register"])
    expect((await fetch(origin + gone, { redirect: "manual" })).status).toBe(404);
  await server.end();
  const store = openSqliteStore(path, Date.now);
  onTestFinished(() => store.close());
  expect(await store.owned("credential", userId(idp.issuer, "ada"))).toHaveLength(1);
});

test("Without one the operator is told at the start what it would take", async () => {
  const { origin, env } = await external();
  const server = await started(env);
  expect(server.err()).toContain("KESTRA_MCP_OIDC_CLIENT_ID, a client by which they log in");
  expect((await fetch(`${origin}/account`)).status).toBe(404);
  await server.end();
  const taking = await started({ ...env, KESTRA_MCP_TOKEN_TOOL: "argument" });
  expect(taking.err()).not.toContain("no page to register");
});
