import { expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { openExternal } from "../../../runtime/external/open.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { createLog } from "../../../runtime/log.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { compiled } from "../../runtime/support/tools.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import { forgedProvider, nextKey, secondsNow, type ForgedProvider } from "../support/forged-provider.ts";
import { publicUrl, resource, roles, rolesFile, servingExternal } from "./serving-external.ts";

function tokenOf(provider: ForgedProvider, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const now = secondsNow();
  const claims = {
    iss: provider.issuer,
    sub: "ada",
    aud: resource,
    exp: now + 60,
    iat: now,
    roles: ["engineer"],
  };
  return provider.sign({ ...claims, ...more });
}

const elsewhere = "/.well-known/oauth-authorization-server/realms/a";
const openId = "/realms/a/.well-known/openid-configuration";

test("Metadata is looked for behind the well-known part first, and then where OpenID has it", async () => {
  const provider = await forgedProvider("/realms/a");
  const server = await servingExternal(provider.issuer);
  expect((await server.ask(await tokenOf(provider))).status).toBe(200);
  expect(provider.asked.map(({ url }) => url)).toEqual([elsewhere, openId, "/jwks"]);

  const other = await forgedProvider("/realms/a");
  other.answers[elsewhere] = (_, response) => {
    json(response, other.metadata);
  };
  const second = await servingExternal(other.issuer);
  expect((await second.ask(await tokenOf(other))).status).toBe(200);
  expect(other.asked.map(({ url }) => url)).toEqual([elsewhere, "/jwks"]);
});

test("Nothing is asked before the first token comes, and then once for all", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer);
  expect(provider.asked).toEqual([]);
  const token = await tokenOf(provider);
  await Promise.all([server.ask(token), server.ask(token), server.ask(token)]);
  expect(provider.asked).toHaveLength(3);
});

const wellKnown = "/.well-known/openid-configuration";

test.each<[string, Respond]>([
  ["is broken", (_, response) => response.writeHead(500).end()],
  ["sends us elsewhere", (_, response) => response.writeHead(302, { Location: "/x" }).end()],
  ["answers too much", (_, response) => response.end(`"${"x".repeat(1024 * 1024)}"`)],
  ["answers no JSON", (_, response) => response.end("<p>")],
  [
    "is another one",
    (_, response) => {
      json(response, { issuer: "https://attacker.example", jwks_uri: "http://127.0.0.1/" });
    },
  ],
  [
    "shows no keys",
    ({ headers }, response) => {
      json(response, { issuer: `http://${headers.host ?? ""}` });
    },
  ],
])(
  "Where the authorization server %s, clients are told to come later, not to log in again",
  async (_, respond) => {
    const provider = await forgedProvider();
    provider.answers[wellKnown] = respond;
    const server = await servingExternal(provider.issuer);
    const { status, challenge, headers } = await server.ask(await tokenOf(provider));
    expect([status, challenge, headers.get("retry-after")]).toEqual([503, null, "5"]);
  },
);

test("Where its keys cannot be read it is the same", async () => {
  const provider = await forgedProvider();
  provider.answers["/jwks"] = (_, response) => response.writeHead(500).end();
  const server = await servingExternal(provider.issuer);
  const token = await tokenOf(provider);
  expect([(await server.ask(token)).status, (await server.ask(token)).status]).toEqual([503, 503]);
  expect(server.warned).toEqual(["The keys of the authorization server cannot be read."]);
});

test("An authorization server that was away is looked for again, but not by each who asks", async () => {
  const provider = await forgedProvider();
  provider.answers[wellKnown] = (_, response) => response.writeHead(503).end();
  const time = { now: 0 };
  const server = await servingExternal(provider.issuer, {}, () => time.now);
  const token = await tokenOf(provider);
  expect((await server.ask(token)).status).toBe(503);
  const { reason, said } = (await server.trouble()) ?? {};
  expect(reason).toBe("the authorization server was not found");
  expect(String(said)).toMatch(
    /^The authorization server cannot be asked for its keys\. There is no metadata at /,
  );
  Reflect.deleteProperty(provider.answers, wellKnown);
  expect((await server.ask(token)).status).toBe(503);
  expect(server.warned).toHaveLength(1);
  expect(server.warned[0]).toMatch(
    /^The authorization server cannot be asked for its keys\. There is no metadata at /,
  );
  time.now = 5000;
  expect((await server.ask(token)).status).toBe(200);
  expect(await server.trouble()).toBeUndefined();
});

test("A key that the server began to sign with counts, once its keys may be read again", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer);
  await server.ask(await tokenOf(provider));
  provider.keys = [...provider.keys, (await nextKey()).shown];
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5001 });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const now = secondsNow();
  const claims = { iss: provider.issuer, sub: "ada", aud: resource, exp: now + 60, roles: ["reader"] };
  expect((await server.ask(await provider.sign(claims, { key: await nextKey() }))).status).toBe(200);
});

test("Clients find out whose tokens are taken, wherever they look and from whatever page", async () => {
  const provider = await forgedProvider();
  const { origin } = await servingExternal(provider.issuer);
  for (const path of [
    "/.well-known/oauth-protected-resource/kestra/mcp",
    "/.well-known/oauth-protected-resource/kestra",
    "/.well-known/oauth-protected-resource/mcp",
    "/.well-known/oauth-protected-resource",
    "/kestra/.well-known/oauth-protected-resource",
    "/kestra/.well-known/oauth-protected-resource/mcp",
  ]) {
    const answer = await fetch(origin + path, { headers: { origin: "https://inspector.example" } });
    expect([path, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([
      path,
      200,
      "*",
    ]);
    expect(await answer.json()).toEqual({
      resource,
      authorization_servers: [provider.issuer],
      bearer_methods_supported: ["header"],
      resource_name: "Kestra",
    });
  }
  for (const path of [
    "/.well-known/oauth-authorization-server",
    "/oauth/token",
    "/oauth/register",
    "/account",
  ])
    expect((await fetch(origin + path)).status, path).toBe(404);
});

const scopes = { KESTRA_MCP_OAUTH_SCOPES: "mcp api://kestra/kestra.read api://kestra/kestra.write" };

test("Scopes that are configured are asked for, in the challenge and in the metadata", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, scopes);
  const { challenge } = await server.ask();
  expect(challenge).toContain(`scope="${scopes.KESTRA_MCP_OAUTH_SCOPES}"`);
  const metadata = await fetch(`${server.origin}/.well-known/oauth-protected-resource`);
  expect(await metadata.json()).toMatchObject({
    scopes_supported: scopes.KESTRA_MCP_OAUTH_SCOPES.split(" "),
  });
});

const drop = {
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: {
    name: "manage_flow",
    arguments: { action: "disable", namespace: "company.data", flow_id: "hello" },
  },
};
const read = {
  ...drop,
  params: { ...drop.params, arguments: { ...drop.params.arguments, action: "get_yaml" } },
};

test("They bound what a token may do, by the words that the server writes into it", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, scopes);
  const asked = async (claims: object, message: object) =>
    server.ask(await tokenOf(provider, { ...claims }), message);
  // Of a server that writes the whole name, of one that writes its end, and of one that writes a list.
  for (const claims of [
    { scope: "mcp api://kestra/kestra.write" },
    { scope: "openid mcp kestra.write" },
    { scp: ["mcp", "kestra.write"] },
  ]) {
    expect((await asked(claims, drop)).status, JSON.stringify(claims)).toBe(200);
  }
  expect((await asked({ scp: "mcp kestra.read" }, read)).status).toBe(200);
  const refused = await asked({ scp: "mcp kestra.read" }, drop);
  expect([refused.status, refused.said.includes("lacks the scope kestra.write")]).toEqual([403, true]);
  expect(refused.challenge).toMatch(/^Bearer error="insufficient_scope".*scope="mcp api:/);
  for (const claims of [{ scope: "kestra.write" }, { scope: "mcp" }, {}]) {
    const { status, challenge } = await asked(claims, read);
    expect([status, challenge?.includes('error="insufficient_scope"')], JSON.stringify(claims)).toEqual([
      403,
      true,
    ]);
  }
});

test("A scope that is not configured allows nothing more", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, { KESTRA_MCP_OAUTH_SCOPES: "kestra.read" });
  const token = await tokenOf(provider, { scope: "kestra.read kestra.destroy" });
  expect((await server.ask(token, drop)).status).toBe(403);
});

test("Without configured scopes, roles alone bound it, whatever the token says", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer);
  expect((await server.ask(await tokenOf(provider, { scope: "kestra.read" }), drop)).status).toBe(200);
});

test("Other audiences may be configured, of which one will do", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, { KESTRA_MCP_AUDIENCE: "api://kestra, account" });
  const status = async (aud: unknown) => (await server.ask(await tokenOf(provider, { aud }))).status;
  expect([await status(["x", "account"]), await status("api://kestra"), await status(resource)]).toEqual([
    200, 200, 401,
  ]);
});

test("A token of the operator's stays good beside them, and the operator may do all", async () => {
  const provider = await forgedProvider();
  const authToken = "operators-own-0123456789";
  const server = await servingExternal(provider.issuer, { KESTRA_MCP_AUTH_TOKEN: authToken });
  const { status, said } = await server.ask(authToken);
  expect([status, said.includes('"search_logs"')]).toEqual([200, true]);
  expect((await server.ask("another-one-0123456789")).status).toBe(401);
  expect((await server.ask(await tokenOf(provider))).status).toBe(200);
});

test("A caller is who the token says, with the client and the roles that it has", async () => {
  const provider = await forgedProvider();
  const server = await servingExternal(provider.issuer, { KESTRA_MCP_OAUTH_SCOPES: "mcp" });
  const told = { name: "Ada", email: "ada@example.com", email_verified: true, azp: "claude" };
  await server.ask(
    await tokenOf(provider, { ...told, realm_access: { roles: ["reader"] }, groups: ["/data"] }),
  );
  expect(server.events[0]?.principal).toMatchObject({
    subject: "ada",
    issuer: provider.issuer,
    roles: ["engineer", "reader"],
    proof: "external token",
    user: { name: "Ada", email: "ada@example.com", emailVerified: true, client: { id: "claude" } },
  });
});

async function opened(env: Environment) {
  const config = readConfig({ KESTRA_MCP_AUTH: "external", ...env });
  const log = createLog(
    "critical",
    () => undefined,
    (text) => text,
    () => new Date(0),
  );
  return openExternal(createSession(compiled, config, log), { warn: () => undefined });
}

test("It does not start without an issuer, an address of its own, and roles", async () => {
  const all = {
    KESTRA_MCP_OIDC_ISSUER: "https://login.example.com",
    KESTRA_MCP_PUBLIC_URL: publicUrl,
    KESTRA_MCP_ROLES_FILE: rolesFile(roles.replaceAll("get_flow, manage_flow", '"*"')),
  };
  for (const name of Object.keys(all) as (keyof typeof all)[]) {
    const { [name]: _, ...others } = all;
    await expect(opened(others)).rejects.toThrow(`KESTRA_MCP_AUTH=external needs ${name}`);
  }
  await expect(opened({ ...all, KESTRA_MCP_OAUTH_SCOPES: 'a"b' })).rejects.toThrow(
    "KESTRA_MCP_OAUTH_SCOPES must be scopes of OAuth",
  );
  await (await opened(all)).close();
});
