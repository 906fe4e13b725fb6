import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rolesOf } from "../../../runtime/access/claims.ts";
import { readRoles } from "../../../runtime/access/roles-file.ts";
import { openIdProvider } from "../../../runtime/oauth/upstream/open-id-provider.ts";
import { compiled } from "../../../generated/compiled.ts";
import { deadUrl } from "../../runtime/support/server.ts";
import { roles, resource, servingExternal } from "../external/serving-external.ts";
import { createBrowser, type Shown } from "../support/browser.ts";
import { plainFetch } from "../support/plain-fetch.ts";
import { startKeycloak, type Keycloak } from "./keycloak.ts";
import { realm } from "./realm.ts";

/*
 * Against a real Keycloak, whose folder KEYCLOAK_HOME names: `org.keycloak:keycloak-quarkus-dist:zip` of Maven, unpacked and built
 * once by `bin/kc.sh build --db=dev-file --features=cimd,resource-indicators`, with Java 17 or newer.
 */

const redirectUri = "http://127.0.0.1:9/oauth/callback";
let keycloak: Keycloak;

beforeAll(async () => {
  const port = Number(new URL(await deadUrl()).port);
  keycloak = await startKeycloak(process.env.KEYCLOAK_HOME ?? "", port, resource);
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-g", String(keycloak.pid)]);
  const kilobytes = stdout.split("\n").reduce((total, line) => total + Number(line), 0);
  const [ms, megabytes] = [Math.round(keycloak.startedIn), Math.round(kilobytes / 1024)];
  process.stdout.write(`Keycloak answered after ${ms} ms, with ${megabytes} MB.\n`);
}, 180_000);

afterAll(() => keycloak.close(), 30_000);

function upstream() {
  return openIdProvider(
    {
      issuer: keycloak.issuer,
      clientId: realm.upstream.id,
      clientSecret: realm.upstream.secret,
      scopes: ["openid", "profile", "email", "offline_access"],
      redirectUri,
    },
    { fetch: plainFetch(), now: Date.now },
  );
}

const isForUs = ({ href }: URL) => href.startsWith("http://127.0.0.1:9/");

async function loggedIn(url: string): Promise<Shown> {
  const browser = createBrowser(isForUs);
  return browser.submit(await browser.open(url), { ...realm.user });
}

/** The roles of a user whose ID token says this. */
async function rolesSaid(claims: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const found = rolesOf(claims, await readRoles({ file: { name: "roles", text: roles } }, compiled));
  return "roles" in found ? found.roles : [];
}

/** Of the agent, for the user. */
async function agentTokens() {
  const { id, secret } = realm.agent;
  return keycloak.token({
    ...{ grant_type: "password", client_id: id, client_secret: secret, scope: "openid" },
    ...realm.user,
  });
}

test("external: the agent's token comes in by the role that it says", async () => {
  const server = await servingExternal(keycloak.issuer);
  const { access_token: token } = await agentTokens();
  const { status, said } = await server.ask(token);
  expect([status, said.includes('"get_flow"')]).toEqual([200, true]);
});

test("external: an ID token, a refresh token and a token for another server are refused", async () => {
  const server = await servingExternal(keycloak.issuer);
  const { id_token: identity, refresh_token: refresh } = await agentTokens();
  expect((await server.ask(identity)).status).toBe(401);
  expect((await server.ask(refresh)).status).toBe(401);
  const other = await servingExternal(keycloak.issuer, { KESTRA_MCP_AUDIENCE: "https://other.example/mcp" });
  const { access_token: token } = await agentTokens();
  const { status, said } = await other.ask(token);
  expect([status, said.includes("is for another server")]).toEqual([401, true]);
});

test("external: a service account has a good token for us, and no role", async () => {
  const server = await servingExternal(keycloak.issuer);
  const { id, secret } = realm.agent;
  const { access_token: token } = await keycloak.token({
    ...{ grant_type: "client_credentials", client_id: id, client_secret: secret },
  });
  const { status, said } = await server.ask(token);
  expect([status, said.includes("No role lets the user of this token")]).toEqual([403, true]);
});

test("oauth: a login, roles that change, and a user who is disabled", async () => {
  const provider = upstream();
  const { url, secrets } = await provider.begin();
  const begun = performance.now();
  const back = await loggedIn(url);
  const who = await provider.finish(back.url, secrets);
  const took = performance.now() - begun;
  expect(who).toMatchObject({
    issuer: keycloak.issuer,
    name: "Ada Lovelace",
    email: "ada@example.com",
    emailVerified: true,
  });
  expect(who.claims.groups).toEqual(["/data/etl"]);
  expect(await rolesSaid(who.claims)).toEqual(["reader"]);

  await keycloak.giveRole("engineer");
  const again = await provider.recheck(who.refreshToken ?? "");
  if (typeof again === "string") throw new Error(again);
  expect(again.subject).toBe(who.subject);
  expect(await rolesSaid(again.claims)).toEqual(["engineer", "reader"]);

  const times: number[] = [];
  let token = again.refreshToken ?? "";
  for (let count = 0; count < 20; count++) {
    const asked = performance.now();
    const next = await provider.recheck(token);
    times.push(performance.now() - asked);
    if (typeof next === "string") throw new Error(next);
    token = next.refreshToken ?? "";
  }
  const middle = times.sort((one, other) => one - other)[10] ?? 0;
  process.stdout.write(
    `A login took ${Math.round(took)} ms, asking again ${Math.round(middle)} ms (median of 20).\n`,
  );

  await keycloak.disable();
  expect(await provider.recheck(token)).toBe("ended");
}, 60_000);

test("oauth: whoever does not want to log in is sent back as one who does not", async () => {
  const provider = upstream();
  const { url, secrets } = await provider.begin();
  const back = new URL(redirectUri);
  const state = new URL(url).searchParams.get("state") ?? "";
  back.search = new URLSearchParams({ error: "access_denied", state, iss: keycloak.issuer }).toString();
  await expect(provider.finish(back, secrets)).rejects.toMatchObject({ isUsers: true });
});
