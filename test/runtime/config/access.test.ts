import { expect, it } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { requireAccess } from "../../../runtime/config/endpoint.ts";

const token = { KESTRA_MCP_AUTH_TOKEN: "a-token-of-enough-letters" };
const publicly = { KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com" };

function check(env: Record<string, string>): () => void {
  const { endpoint } = readConfig({ KESTRA_MCP_TRANSPORT: "http", ...env });
  return () => {
    requireAccess(endpoint);
  };
}

it.each([
  ["KESTRA_MCP_HOST is 0.0.0.0", { KESTRA_MCP_HOST: "0.0.0.0" }],
  ["KESTRA_MCP_PUBLIC_URL is https://mcp.example.com", publicly],
  ["KESTRA_MCP_AUTH=oauth", { KESTRA_MCP_OIDC_ISSUER: "https://login.example.com", ...token }],
  ["KESTRA_MCP_AUTH=oauth", { KESTRA_MCP_OIDC_CLIENT_ID: "kestra-mcp" }],
])("a server that others could use unasked does not start: %s", (why, env) => {
  expect(check(env)).toThrow(why);
});

it.each([
  {},
  token,
  { ...publicly, ...token },
  { ...publicly, KESTRA_MCP_ALLOW_UNAUTHENTICATED: "true" },
  { KESTRA_MCP_PUBLIC_URL: "http://127.0.0.1:8000" },
])("others start: %o", (env) => {
  expect(check(env)).not.toThrow();
});

it("who forgets that users are to log in is told", () => {
  const env = { KESTRA_MCP_TRANSPORT: "http", OIDC_ISSUER_URL: "https://login.example.com" };
  expect(readConfig(env).ignored).toEqual([
    "OIDC_ISSUER_URL is ignored, and nobody has to log in: KESTRA_MCP_AUTH=oauth has users do so.",
  ]);
  expect(readConfig({ ...env, KESTRA_MCP_TRANSPORT: "stdio" }).ignored).toEqual([]);
});
