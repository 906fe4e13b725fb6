import { describe, expect, test } from "vitest";
import { initialize, rpc, send } from "../../http/support/raw.ts";
import { dataOf } from "./support/flow.ts";
import { served } from "./support/served.ts";

const get = { method: "GET", headers: { Host: "evil.example:8000" } };
const env = { KESTRA_MCP_ALLOWED_HOSTS: "*" };

const resources = [
  "/.well-known/oauth-protected-resource/kestra/mcp",
  "/.well-known/oauth-protected-resource/kestra",
  "/.well-known/oauth-protected-resource/mcp",
  "/.well-known/oauth-protected-resource",
  "/kestra/.well-known/oauth-protected-resource",
  "/kestra/.well-known/oauth-protected-resource/mcp",
];

const servers = ["oauth-authorization-server", "openid-configuration"].flatMap((name) => [
  `/.well-known/${name}`,
  `/.well-known/${name}/kestra`,
  `/kestra/.well-known/${name}`,
]);

describe("Behind a prefix, whatever Host says,", () => {
  const publicUrl = "https://mcp.example.com/kestra";

  test.each(resources)("the resource is described at %s", async (path) => {
    const server = await served({ publicUrl, env });
    const answer = await send(server.origin + path, get);
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
    expect(dataOf(answer)).toEqual({
      resource: "https://mcp.example.com/kestra/mcp",
      authorization_servers: ["https://mcp.example.com/kestra"],
      scopes_supported: ["kestra.read", "kestra.write", "kestra.destroy"],
      bearer_methods_supported: ["header"],
      resource_name: "Kestra",
    });
  });

  test.each(servers)("the server is described at %s", async (path) => {
    const server = await served({ publicUrl, env });
    const answer = await send(server.origin + path, get);
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect(dataOf(answer)).toEqual({
      issuer: "https://mcp.example.com/kestra",
      authorization_endpoint: "https://mcp.example.com/kestra/oauth/authorize",
      token_endpoint: "https://mcp.example.com/kestra/oauth/token",
      registration_endpoint: "https://mcp.example.com/kestra/oauth/register",
      revocation_endpoint: "https://mcp.example.com/kestra/oauth/revoke",
      scopes_supported: ["kestra.read", "kestra.write", "kestra.destroy", "offline_access"],
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
      revocation_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: false,
    });
  });

  test.each(["/kestra/oauth/token", "/oauth/token", "/kestra/oauth/token/"])(
    "%s is an endpoint",
    async (path) => {
      const server = await served({ publicUrl });
      expect((await send(server.origin + path, { method: "GET" })).status).toBe(405);
    },
  );
});

test("Without a prefix both are at the root", async () => {
  const server = await served({
    documents: { find: () => Promise.reject(new Error()), isOffered: () => true },
  });
  const resource = await send(`${server.origin}/.well-known/oauth-protected-resource/mcp`, { method: "GET" });
  expect(dataOf(resource)).toMatchObject({ resource: "https://mcp.example.com/mcp" });
  const metadata = await send(`${server.origin}/.well-known/openid-configuration`, { method: "GET" });
  expect(dataOf(metadata)).toMatchObject({
    issuer: "https://mcp.example.com",
    client_id_metadata_document_supported: true,
  });
});

describe("A page of anybody", () => {
  const Origin = "https://inspector.example";
  const ahead = {
    method: "OPTIONS",
    headers: {
      Origin,
      "Content-Type": undefined,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type,mcp-protocol-version",
    },
  };

  test.each(["/oauth/token", "/oauth/register", "/oauth/revoke", "/.well-known/oauth-authorization-server"])(
    "may ask %s, and read what is exposed",
    async (path) => {
      const server = await served();
      const { status, headers } = await send(server.origin + path, ahead);
      expect([status, headers["access-control-allow-origin"]]).toEqual([204, "*"]);
      expect(String(headers["access-control-allow-headers"]).toLowerCase()).toMatch(
        /authorization.*content-type.*mcp-protocol-version/,
      );
      expect(headers["access-control-expose-headers"]).toContain("WWW-Authenticate");
      expect(headers).not.toHaveProperty("access-control-allow-credentials");
      const asked = await send(server.origin + path, { headers: { Origin }, body: {} });
      expect([asked.status === 403, asked.headers["access-control-allow-origin"]]).toEqual([false, "*"]);
    },
  );

  test.each(["/oauth/authorize", "/oauth/consent", "/oauth/callback", "/account"])(
    "may not ask %s",
    async (path) => {
      const server = await served();
      const { status, headers } = await send(server.origin + path, ahead);
      expect(status).toBe(403);
      expect(headers).not.toHaveProperty("access-control-allow-origin");
    },
  );

  test("that the operator named may ask the endpoint of MCP, ahead of a login", async () => {
    const server = await served({ env: { KESTRA_MCP_ALLOWED_ORIGINS: Origin } });
    expect((await send(server.url, ahead)).status).toBe(204);
    const refused = await send(server.url, { headers: { Origin }, body: initialize });
    expect([refused.status, refused.headers["access-control-allow-origin"]]).toEqual([401, Origin]);
    expect(refused.headers["access-control-expose-headers"]).toContain("WWW-Authenticate");
  });

  test("is not there: OPTIONS is answered before anybody logs in", async () => {
    const server = await served();
    expect((await send(server.url, { method: "OPTIONS" })).status).toBe(204);
  });
});

const metadata = 'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"';
const scope = 'scope="kestra.read kestra.write kestra.destroy"';

describe("The endpoint of MCP answers 401", () => {
  test.each([
    ["without a token", undefined, [`Bearer ${metadata}`, scope]],
    [
      "with one that is over",
      `Bearer kma_${"a".repeat(43)}`,
      ['Bearer error="invalid_token"', metadata, scope],
    ],
    ["with another", "Bearer eyJhbGciOi", ['Bearer error="invalid_token"', metadata, scope]],
    ["with another scheme", "Basic YTpi", ['Bearer error="invalid_token"', metadata, scope]],
  ])("%s", async (_, Authorization, parts) => {
    const server = await served();
    for (const asked of [{ method: "GET" }, { body: rpc("ping") }]) {
      const { status, headers } = await send(server.url, { headers: { Authorization }, ...asked });
      expect(status).toBe(401);
      for (const part of parts) expect(headers["www-authenticate"]).toContain(part);
    }
  });
});

test("The operator's token stays good beside it, and a wrong one is counted where it could be a guess", async () => {
  const server = await served({ authToken: "the-operators-token" });
  const ask = async (token: string) =>
    (await send(server.url, { headers: { Authorization: `Bearer ${token}` }, body: initialize })).status;
  expect(await ask("the-operators-token")).toBe(200);
  for (let i = 0; i < 40; i++) expect(await ask(`kma_${"a".repeat(43)}`)).toBe(401);
  for (let i = 0; i < 30; i++) expect(await ask(`guess-${i}`)).toBe(401);
  expect(await ask("guess")).toBe(429);
  expect(await ask("the-operators-token")).toBe(200);
});

test("Who looks elsewhere is told where to look", async () => {
  const server = await served();
  const answer = await send(`${server.origin}/register`, { body: {} });
  expect(answer.status).toBe(404);
  expect(dataOf(answer).error_description).toContain("https://mcp.example.com/mcp");
});
