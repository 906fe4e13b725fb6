import { describe, expect, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { contradictionsOf } from "../../../runtime/config/contradictions.ts";

type Env = Readonly<Record<string, string>>;

const http = { KESTRA_MCP_TRANSPORT: "http" };
const login = {
  ...http,
  KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/kestra",
  KESTRA_MCP_OIDC_ISSUER: "https://login.example.com/realms/a",
};
const oauth = { ...login, KESTRA_MCP_AUTH: "oauth", KESTRA_MCP_OIDC_CLIENT_ID: "kestra-mcp" };
const external = { ...login, KESTRA_MCP_AUTH: "external" };

const told = (env: Env, node = "22.13.0") => contradictionsOf({ ...readConfig(env), node });

const directory = "72F988BF-86f1-41af-91ab-2d7cd011db47";
const entra = `https://login.microsoftonline.com/${directory}/v2.0`;

describe("nothing is said of what fits", () => {
  test.each<[string, Env]>([
    ["stdio", {}],
    ["tokens", { ...http, KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen", KESTRA_MCP_STORE: "file:/x/store.db" }],
    ["oauth", oauth],
    ["external", external],
    [
      "a token to register",
      {
        ...oauth,
        KESTRA_MCP_OAUTH_REGISTRATION: "token",
        KESTRA_MCP_OAUTH_REGISTRATION_TOKEN: "sixteen-characters",
      },
    ],
    [
      "the operator's clients",
      {
        ...oauth,
        KESTRA_MCP_OAUTH_REGISTRATION: "off",
        KESTRA_MCP_OAUTH_CIMD: "off",
        KESTRA_MCP_OAUTH_CLIENTS: "/x",
      },
    ],
    ["documents alone", { ...oauth, KESTRA_MCP_OAUTH_REGISTRATION: "off" }],
    ["a directory", { ...oauth, KESTRA_MCP_OIDC_ISSUER: entra, KESTRA_MCP_ENTRA_GROUPS: "graph" }],
    [
      "an issuer that tokens of Entra's first version name",
      { ...external, KESTRA_MCP_OIDC_ISSUER: `https://sts.windows.net/${directory}/` },
    ],
    ["shared at last", { ...oauth, KESTRA_MCP_USER_CREDENTIALS: "stored,impersonate,shared" }],
    [
      "scopes of ours and of others",
      {
        ...external,
        KESTRA_MCP_OAUTH_SCOPES: "api://kestra/kestra.read kestra.destroy openid email",
        KESTRA_MCP_AUDIENCE: "x",
      },
    ],
  ])("%s", (_, env) => {
    expect(told(env)).toEqual([]);
  });
});

const mcpTwice = { KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/mcp/" };
const mcpTwiceSaid =
  "KESTRA_MCP_PUBLIC_URL is https://mcp.example.com/mcp, and the endpoint comes behind it: clients would need https://mcp.example.com/mcp/mcp. Set https://mcp.example.com.";

describe.each<[string, Env]>([
  ["oauth", oauth],
  ["external", external],
])("with KESTRA_MCP_AUTH=%s it stops the server", (auth, env) => {
  test.each<[string, Env, string]>([
    [
      "over stdio",
      { KESTRA_MCP_TRANSPORT: "stdio" },
      `KESTRA_MCP_AUTH is ${auth}, and nobody logs in over stdio: set KESTRA_MCP_TRANSPORT=http, or take KESTRA_MCP_AUTH away.`,
    ],
    ["where the public URL is that of the endpoint", mcpTwice, mcpTwiceSaid],
    ...["common", "organizations", "consumers", "example.onmicrosoft.com"].map(
      (name): [string, Env, string] => [
        `where the issuer is Entra's ${name}`,
        { KESTRA_MCP_OIDC_ISSUER: `https://login.microsoftonline.com/${name}/v2.0` },
        `KESTRA_MCP_OIDC_ISSUER is https://login.microsoftonline.com/${name}/v2.0, which issues no token: Entra ID names each user's directory in them. Set that of yours, https://login.microsoftonline.com/<GUID of the directory>/v2.0.`,
      ],
    ),
    [
      "where shared hides one",
      { KESTRA_MCP_USER_CREDENTIALS: "shared,stored" },
      "KESTRA_MCP_USER_CREDENTIALS has stored behind shared, which there always is, so that it is never taken: put shared last.",
    ],
    [
      "where shared hides two",
      { KESTRA_MCP_USER_CREDENTIALS: "shared,impersonate,stored" },
      "KESTRA_MCP_USER_CREDENTIALS has impersonate and stored behind shared, which there always is, so that they are never taken: put shared last.",
    ],
  ])("%s", (_, more, said) => {
    expect(told({ ...env, ...more })).toEqual([{ stops: true, said }]);
  });
});

describe("with KESTRA_MCP_AUTH=oauth", () => {
  test.each<[Env, string]>([
    [
      { KESTRA_MCP_OAUTH_REGISTRATION_TOKEN: "sixteen-characters" },
      "KESTRA_MCP_OAUTH_REGISTRATION_TOKEN is set, and KESTRA_MCP_OAUTH_REGISTRATION is open, which asks for none: set it to token, or take the token away.",
    ],
    [
      { KESTRA_MCP_ENTRA_GROUPS: "graph" },
      "KESTRA_MCP_ENTRA_GROUPS is graph, and KESTRA_MCP_OIDC_ISSUER is https://login.example.com/realms/a, whose users Microsoft Graph does not know: take it away, or name an issuer at https://login.microsoftonline.com.",
    ],
  ])("%o stops the server", (more, said) => {
    const all = told({ ...oauth, ...more });
    expect(all).toEqual([{ stops: true, said }]);
    expect(JSON.stringify(all)).not.toContain("sixteen-characters");
  });

  test.each<[Env, string]>([
    [
      { KESTRA_MCP_OAUTH_REGISTRATION: "off", KESTRA_MCP_OAUTH_CIMD: "false" },
      "KESTRA_MCP_OAUTH_REGISTRATION is off, KESTRA_MCP_OAUTH_CIMD is false, and KESTRA_MCP_OAUTH_CLIENTS names none: no application can be used but those that have registered before.",
    ],
    [
      { KESTRA_MCP_AUDIENCE: "x" },
      "KESTRA_MCP_AUDIENCE is ignored: it is for KESTRA_MCP_AUTH=external alone.",
    ],
    [
      { KESTRA_MCP_AUDIENCE: "x", KESTRA_MCP_OAUTH_SCOPES: "y" },
      "KESTRA_MCP_AUDIENCE and KESTRA_MCP_OAUTH_SCOPES are ignored: each is for KESTRA_MCP_AUTH=external alone.",
    ],
    [
      { KESTRA_MCP_ALLOW_UNAUTHENTICATED: "true" },
      "KESTRA_MCP_ALLOW_UNAUTHENTICATED is ignored: with KESTRA_MCP_AUTH=oauth or external nobody comes without a token.",
    ],
  ])("%o is warned of", (more, said) => {
    expect(told({ ...oauth, ...more })).toEqual([{ said }]);
  });

  test.each([
    ["22.13.0", true],
    ["22.23.3", true],
    ["24.0.0", true],
    ["22.12.9", false],
    ["20.19.2", false],
  ])("Node %s is enough: %s", (version, isEnough) => {
    const said = `KESTRA_MCP_AUTH=oauth needs Node 22.13 or newer, and this is Node ${version}. KESTRA_MCP_AUTH=token works here.`;
    expect(told(oauth, version)).toEqual(isEnough ? [] : [{ stops: true, said }]);
    expect(told(external, version)).toEqual([]);
  });
});

describe("with KESTRA_MCP_AUTH=external", () => {
  test.each<[Env, string]>([
    [
      { KESTRA_MCP_OAUTH_SCOPES: "openid kestra.raed" },
      "KESTRA_MCP_OAUTH_SCOPES has kestra.raed, which bounds nothing. Did you mean kestra.read?",
    ],
    [
      { KESTRA_MCP_OAUTH_SCOPES: "api://kestra/kestra.wirte" },
      "KESTRA_MCP_OAUTH_SCOPES has api://kestra/kestra.wirte, which bounds nothing. Did you mean kestra.write?",
    ],
    [
      { KESTRA_MCP_OIDC_CLIENT_ID: "x", KESTRA_MCP_OAUTH_CIMD: "false" },
      "KESTRA_MCP_OAUTH_CIMD is ignored: it is for KESTRA_MCP_AUTH=oauth alone.",
    ],
    [
      {
        KESTRA_MCP_OIDC_CLIENT_ID: "x",
        KESTRA_MCP_OAUTH_CIMD: "false",
        KESTRA_MCP_USER_CREDENTIALS: "shared",
      },
      "KESTRA_MCP_OIDC_CLIENT_ID and KESTRA_MCP_OAUTH_CIMD are ignored: each is for KESTRA_MCP_AUTH=oauth alone.",
    ],
  ])("%o is warned of", (more, said) => {
    expect(told({ ...external, ...more })).toEqual([{ said }]);
  });
});

describe("with tokens alone", () => {
  test.each<[Env, string]>([
    [mcpTwice, mcpTwiceSaid],
    [
      { KESTRA_MCP_OAUTH_CLIENTS: "/x", KESTRA_MCP_AUDIENCE: "x" },
      "KESTRA_MCP_OAUTH_CLIENTS and KESTRA_MCP_AUDIENCE are ignored: each is for users who log in.",
    ],
  ])("%o is warned of", (more, said) => {
    expect(told({ ...http, ...more })).toEqual([{ said }]);
  });
});
