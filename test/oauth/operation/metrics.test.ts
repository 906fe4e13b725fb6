import { expect, test } from "vitest";
import { send } from "../../http/support/raw.ts";
import { createBrowser } from "../support/browser.ts";
import { application, installation, redirect, secrets } from "./installation.ts";

test("Metrics count what was asked of the identity provider, and of each page and endpoint of our own", async () => {
  const { issuer, provider } = await installation({ KESTRA_MCP_METRICS: "on" });
  const { asked, redeem } = await application(issuer);
  const browser = createBrowser(({ href }) => href.startsWith(redirect));
  const page = await browser.submit(await browser.open(asked()), { decision: "allow" });
  const back = await browser.submit(page, { user: "ann" });
  expect((await redeem(back.url.searchParams.get("code") ?? "")).status).toBe(200);
  expect((await browser.open(`${issuer}/account`)).html).toContain("ann@example.com");
  await provider.down();
  const late = createBrowser(({ href }) => href.startsWith(redirect) || href.startsWith(provider.issuer));
  const away = await late.open(`${issuer}/account`);
  const answer = new URLSearchParams({
    state: away.url.searchParams.get("state") ?? "",
    iss: provider.issuer,
    code: "canary",
  });
  await late.open(`${issuer}/oauth/callback?${answer.toString()}`);
  const headers = { Authorization: `Bearer ${secrets.operator}` };
  const { text } = await send(`${issuer}/metrics`, { method: "GET", headers });
  for (const line of [
    'kestra_mcp_requests_total{service="identity_provider",method="GET",status="2xx"} ',
    'kestra_mcp_requests_total{service="identity_provider",method="POST",status="2xx"} 2\n',
    'kestra_mcp_requests_total{service="identity_provider",method="POST",status="none"} 1\n',
    'kestra_mcp_request_duration_seconds_count{service="identity_provider"} ',
    'kestra_mcp_http_requests_total{route="/oauth/authorize",method="GET",status="200"} 1\n',
    'kestra_mcp_http_requests_total{route="/oauth/consent",method="POST",status="200"} 1\n',
    'kestra_mcp_http_requests_total{route="/oauth/callback",method="GET",status="303"} 2\n',
    'kestra_mcp_http_requests_total{route="/oauth/callback",method="GET",status="502"} 1\n',
    'kestra_mcp_http_requests_total{route="/oauth/token",method="POST",status="200"} 1\n',
    'kestra_mcp_http_requests_total{route="/oauth/register",method="POST",status="201"} 1\n',
    'kestra_mcp_http_requests_total{route="/account",method="GET",status="200"} 1\n',
    'kestra_mcp_http_request_duration_seconds_count{route="/account"} ',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain("canary");
});
