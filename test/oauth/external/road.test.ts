import { UnauthorizedError, type OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { expect, onTestFinished, test } from "vitest";
import { deadUrl } from "../../runtime/support/server.ts";
import { createBrowser } from "../support/browser.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";
import { servingExternal } from "./serving-external.ts";

/** A client of the SDK that keeps what it was given. */
function clientOf(id: string, secret: string) {
  const kept: { tokens?: OAuthTokens; verifier: string; url?: URL } = { verifier: "" };
  const redirectUrl = "http://127.0.0.1:9/callback";
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: { redirect_uris: [redirectUrl], scope: "openid" },
    clientInformation: () => ({ client_id: id, client_secret: secret }),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens;
    },
    redirectToAuthorization: (url) => {
      kept.url = url;
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier,
  };
  return { kept, provider, redirectUrl };
}

test("A client of the SDK finds the other server by itself, logs in there, and is refreshed there", async () => {
  const origin = await deadUrl();
  const users = { ada: { claims: { roles: ["reader"] } } };
  const idp = await startIdentityProvider({ users, resource: `${origin}/mcp`, secret: "plain-secret" });
  onTestFinished(() => idp.close());
  const server = await servingExternal(idp.issuer, {
    KESTRA_MCP_PUBLIC_URL: origin,
    KESTRA_MCP_PORT: new URL(origin).port,
    KESTRA_MCP_STATELESS: "false",
  });
  const { kept, provider, redirectUrl } = clientOf(idp.client.id, idp.client.secret);
  const connect = () => {
    const transport = new StreamableHTTPClientTransport(new URL(server.url), { authProvider: provider });
    const client = new Client({ name: "a-client", version: "1.0.0" });
    return { transport, client, connected: client.connect(transport) };
  };

  const first = connect();
  await expect(first.connected).rejects.toThrow(UnauthorizedError);
  const browser = createBrowser(({ href }) => href.startsWith(redirectUrl));
  const back = await browser.submit(await browser.open(kept.url ?? ""), { user: "ada" });
  await first.transport.finishAuth(back.url.searchParams.get("code") ?? "");

  const second = connect();
  await second.connected;
  onTestFinished(() => second.client.close());
  expect((await second.client.listTools()).tools.map(({ name }) => name)).toContain("get_flow");

  kept.tokens = { ...kept.tokens, access_token: "a.b.c", token_type: "Bearer" };
  const third = connect();
  await third.connected;
  onTestFinished(() => third.client.close());
  expect(kept.tokens.access_token).not.toBe("a.b.c");
});
