import { join } from "node:path";
import { expect, test } from "vitest";
import { kestra } from "../../runtime/support/command-line.ts";
import { send } from "../../http/support/raw.ts";
import { freePort } from "../server/support/free-port.ts";
import { folder, started } from "../server/support/program.ts";

test("Registrations beyond the operator's number are refused, told of once, and each counted", async () => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const authToken = "token-of-sixteen";
  const { err } = await started({
    KESTRA_BASE_URL: await kestra(),
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_AUTH_TOKEN: authToken,
    KESTRA_MCP_METRICS: "on",
    KESTRA_MCP_PORT: String(port),
    KESTRA_MCP_PUBLIC_URL: issuer,
    KESTRA_MCP_OIDC_ISSUER: "https://login.example.com",
    KESTRA_MCP_OIDC_CLIENT_ID: "kestra-mcp",
    KESTRA_MCP_STORE: `file:${join(folder(), "store.db")}`,
    KESTRA_MCP_RATE_LIMIT_REGISTRATION: "2",
  });
  const register = () =>
    send(`${issuer}/oauth/register`, {
      headers: { "X-Forwarded-For": "198.51.100.1" },
      body: { redirect_uris: ["https://a.example/cb"] },
    });
  const all = [];
  for (let i = 0; i < 5; i++) all.push((await register()).status);
  expect(all).toEqual([201, 201, 429, 429, 429]);
  expect(err().match(/KESTRA_MCP_RATE_LIMIT_REGISTRATION/g)).toHaveLength(1);
  expect(err()).toContain("More than 2 applications registered from 127.0.0.1 within an hour");
  expect(err().match(/with X-Forwarded-For .* KESTRA_MCP_TRUSTED_PROXIES/g)).toHaveLength(1);
  const headers = { Authorization: `Bearer ${authToken}` };
  const { text } = await send(`${issuer}/metrics`, { method: "GET", headers });
  expect(text).toContain('kestra_mcp_limited_total{limit="registration"} 3');
});
