import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { readOperatorClients } from "../../../runtime/oauth/clients/operator-clients.ts";
import { hashOf } from "../../../runtime/oauth/protocol/secret.ts";
import { oauthSettings } from "../../../runtime/oauth/settings.ts";

const whole = {
  KESTRA_MCP_AUTH: "oauth",
  KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/kestra",
  KESTRA_MCP_OIDC_ISSUER: "https://login.example.com/",
  KESTRA_MCP_OIDC_CLIENT_ID: "kestra-mcp",
  KESTRA_MCP_OIDC_CLIENT_SECRET: "the secret",
};

type Env = Readonly<Record<string, string>>;

const read = (env: Env) => oauthSettings(readConfig(env).endpoint);

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "oauth-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "file");
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

test("What is needed is enough", async () => {
  expect(await read(whole)).toMatchObject({
    addresses: { issuer: "https://mcp.example.com/kestra", resource: "https://mcp.example.com/kestra/mcp" },
    provider: {
      issuer: "https://login.example.com/",
      clientId: "kestra-mcp",
      clientSecret: "the secret",
      scopes: ["openid", "profile", "email", "offline_access"],
      redirectUri: "https://mcp.example.com/kestra/oauth/callback",
    },
    registration: { kind: "open" },
    times: { access: 3_600_000, refresh: 30 * 86_400_000, recheck: 3_600_000, unchecked: 43_200_000 },
  });
});

test.each([
  [
    "KESTRA_MCP_PUBLIC_URL",
    "KESTRA_MCP_AUTH=oauth needs KESTRA_MCP_PUBLIC_URL, where clients reach this server",
  ],
  ["KESTRA_MCP_OIDC_ISSUER", "KESTRA_MCP_AUTH=oauth needs KESTRA_MCP_OIDC_ISSUER"],
  ["KESTRA_MCP_OIDC_CLIENT_ID", "KESTRA_MCP_AUTH=oauth needs KESTRA_MCP_OIDC_CLIENT_ID"],
])("Without %s it is told what is missing", async (name, told) => {
  await expect(async () => read({ ...whole, [name]: "" })).rejects.toThrow(told);
});

test.each<[Env, string]>([
  [{ KESTRA_MCP_OIDC_ISSUER: "login.example.com" }, "KESTRA_MCP_OIDC_ISSUER must be an https:// URL"],
  [{ KESTRA_MCP_OIDC_ISSUER: "http://login.example.com" }, "KESTRA_MCP_OIDC_ISSUER must be an https:// URL"],
  [
    { KESTRA_MCP_OIDC_REDIRECT_URI: "https://mcp.example.com/callback" },
    "KESTRA_MCP_OIDC_REDIRECT_URI must be https://mcp.example.com/kestra/oauth/callback or",
  ],
  [{ KESTRA_MCP_OAUTH_REGISTRATION: "token" }, "needs KESTRA_MCP_OAUTH_REGISTRATION_TOKEN"],
  [
    { KESTRA_MCP_OAUTH_REGISTRATION: "closed" },
    "KESTRA_MCP_OAUTH_REGISTRATION must be one of open, token, off",
  ],
  [{ KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "/x" }, "are both set"],
  [
    { KESTRA_MCP_OIDC_CLIENT_SECRET: "", KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "/no/such" },
    "/no/such cannot be read (ENOENT)",
  ],
  [{ KESTRA_MCP_OAUTH_ACCESS_TTL: "5" }, "KESTRA_MCP_OAUTH_ACCESS_TTL must be a whole number from 60"],
])("%o is refused", async (env, told) => {
  await expect(async () => read({ ...whole, ...env })).rejects.toThrow(told);
});

test("A file for the secret that is empty is refused, since it would be a client without one", async () => {
  const path = file(" \n");
  const env = { ...whole, KESTRA_MCP_OIDC_CLIENT_SECRET: "", KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: path };
  await expect(async () => read(env)).rejects.toThrow(
    `KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: ${path} is empty.`,
  );
});

test("The secret may stand in a file", async () => {
  const path = file("in the file\n");
  const env = { ...whole, KESTRA_MCP_OIDC_CLIENT_SECRET: "", KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: path };
  expect((await read(env)).provider.clientSecret).toBe("in the file");
});

describe("The names of the server that this one replaces", () => {
  const former = {
    KESTRA_MCP_AUTH: "oauth",
    AUTH_SERVER_ISSUER_URL: "https://mcp.example.com",
    OIDC_ISSUER_URL: "https://login.example.com",
    OIDC_CLIENT_ID: "former",
    OIDC_CLIENT_SECRET: "former secret",
    ACCESS_TOKEN_TTL_SECONDS: "600",
  };
  const entra = {
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com",
    ENTRA_TENANT_ID: "72F988BF-86f1-41af-91ab-2d7cd011db47",
    ENTRA_CLIENT_ID: "entra",
    ENTRA_CLIENT_SECRET: "entra secret",
  };

  test("of Kestra, too, where users log in", () => {
    const env = {
      ...former,
      KESTRA_API_URL: "http://kestra.example.com/api/v1",
      KESTRA_TENANT: "acme",
      KESTRA_VERIFY_SSL: "false",
      OIDC_SCOPES: "openid profile",
      OIDC_REDIRECT_URI: "https://mcp.example.com/oauth/entra-callback",
    };
    const { connection, endpoint, ignored } = readConfig(env);
    expect([connection.baseUrl, connection.tenant]).toEqual(["http://kestra.example.com", "acme"]);
    expect(endpoint.oidcScopes).toEqual(["openid", "profile"]);
    expect(endpoint.oidcRedirectUri).toBe(env.OIDC_REDIRECT_URI);
    expect(ignored).toEqual([
      "KESTRA_VERIFY_SSL is ignored: certificates are checked always. SSL_CERT_FILE adds authorities of your own.",
    ]);
    const others = readConfig({ ...env, KESTRA_MCP_AUTH: "token" });
    expect(others.connection.baseUrl).toBe("http://localhost:8080");
  });

  test("are read", async () => {
    expect(await read(former)).toMatchObject({
      addresses: { issuer: "https://mcp.example.com" },
      provider: { issuer: "https://login.example.com", clientId: "former", clientSecret: "former secret" },
      times: { access: 600_000 },
    });
    expect(await read(entra)).toMatchObject({
      provider: {
        issuer: "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
        clientId: "entra",
        clientSecret: "entra secret",
      },
    });
  });

  test("give way to those of today", async () => {
    expect(await read({ ...former, ...entra, ...whole })).toMatchObject({
      addresses: { issuer: "https://mcp.example.com/kestra" },
      provider: { issuer: "https://login.example.com/", clientId: "kestra-mcp", clientSecret: "the secret" },
    });
  });

  test("mean nothing where nobody logs in, whatever they hold", () => {
    const { endpoint, ignored } = readConfig({
      ...former,
      ENTRA_TENANT_ID: "common",
      OIDC_ISSUER_URL: "x",
      OIDC_AUTHORITY: "x",
      KESTRA_MCP_AUTH: "",
    });
    expect([endpoint.publicUrl, endpoint.oidcClientId, ignored]).toEqual([undefined, undefined, []]);
  });

  test("of a directory without its GUID are refused", async () => {
    await expect(async () => read({ ...entra, ENTRA_TENANT_ID: "common" })).rejects.toThrow(
      "ENTRA_TENANT_ID must be the GUID of the directory",
    );
  });

  test("of a directory beside another issuer are told", () => {
    const of = (more: Env) => readConfig({ ...entra, ...more }).ignored;
    expect(of({})).toEqual([]);
    expect(of({ OIDC_ISSUER_URL: `https://sts.windows.net/${entra.ENTRA_TENANT_ID}/` })).toEqual([]);
    for (const name of ["OIDC_ISSUER_URL", "KESTRA_MCP_OIDC_ISSUER"])
      expect(of({ [name]: "https://login.example.com" })).toEqual([
        "ENTRA_TENANT_ID is ignored: the issuer is https://login.example.com, which is not of this directory. Take one of them away.",
      ]);
  });

  test("that say nothing any more are told", () => {
    const { ignored } = readConfig({ ...former, OIDC_AUTHORITY: "x", OIDC_JWKS_URI: "y" });
    expect(ignored).toEqual([
      "OIDC_AUTHORITY is ignored: the provider says by itself where its endpoints and keys are.",
      "OIDC_JWKS_URI is ignored: the provider says by itself where its endpoints and keys are.",
    ]);
  });
});

describe("The operator's clients", () => {
  test("are read, and of their secrets the hashes", async () => {
    const path = file(`
clients:
  - id: gateway
    name: The gateway
    secret: a-secret-of-16-characters
    redirect_uris:
      - https://gateway.example/cb
  - id: public
    redirect_uris: [http://localhost/cb]
`);
    expect(await readOperatorClients(path)).toEqual([
      {
        id: "gateway",
        name: "The gateway",
        secretHash: hashOf("a-secret-of-16-characters"),
        redirectUris: ["https://gateway.example/cb"],
        origin: "operator",
      },
      { id: "public", redirectUris: ["http://localhost/cb"], origin: "operator" },
    ]);
  });

  test.each([
    ["clients:\n  - id: a\n    redirect_uris: [http://a.example]\n", "file:3:21 A redirect URI at http://"],
    [
      "clients:\n  - id: a\n    secret: canary\n    redirect_uris: [https://a.example]\n",
      "file:3:13 A secret is a text of at least 16",
    ],
    ["clients:\n  - id: https://a.example/x\n    redirect_uris: [https://a.example]\n", "file:2:9 An id has"],
    ["clients:\n  - redirect_uris: [https://a.example]\n", "`id` is missing"],
    [
      "clients:\n  - id: a\n    redirect_uris: [https://a.example]\n  - id: a\n    redirect_uris: [https://a.example]\n",
      "Another client has this id",
    ],
  ])("that are wrong are told with their place, and no secret", async (text, told) => {
    const error = await readOperatorClients(file(text)).catch((one: unknown) => one);
    expect(String(error)).toContain(told);
    expect(JSON.stringify(error)).not.toContain("canary");
  });
});
