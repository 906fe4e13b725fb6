import * as oidc from "openid-client";
import { decodeJwt } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { createBrowser } from "./browser.ts";
import { startIdentityProvider, type IdentityProviderOptions } from "./identity-provider.ts";

const ended = "http://127.0.0.1:9/callback";

async function start(options: Partial<IdentityProviderOptions> = {}) {
  const provider = await startIdentityProvider({
    users: { ada: { claims: { email: "ada@example.com", roles: ["reader"] } } },
    ...options,
  });
  onTestFinished(() => provider.close());
  const { id, secret } = provider.client;
  const found = await oidc.discovery(new URL(provider.issuer), id, secret, undefined, {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is of this machine
    execute: [oidc.allowInsecureRequests],
  });
  return { provider, found };
}

/** Logs in with a browser, and takes the tokens. */
async function loggedIn(found: oidc.Configuration, more: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(found, {
    redirect_uri: ended,
    scope: "openid email",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...more,
  });
  const browser = createBrowser(({ href }) => href.startsWith(ended));
  const back = await browser.submit(await browser.open(url), { user: "ada" });
  return oidc.authorizationCodeGrant(found, back.url, { pkceCodeVerifier: verifier });
}

test("A user logs in with a browser, and the ID token holds any claim of theirs", async () => {
  const { found } = await start();
  const tokens = await loggedIn(found);
  expect(tokens.claims()).toMatchObject({ sub: "ada", email: "ada@example.com", roles: ["reader"] });
});

test("A refreshed ID token holds the roles of now, and a disabled user gets none", async () => {
  const { provider, found } = await start();
  const { refresh_token: first = "" } = await loggedIn(found);
  provider.users.ada = { claims: { roles: ["engineer"] } };
  const again = await oidc.refreshTokenGrant(found, first);
  expect(again.claims()?.roles).toEqual(["engineer"]);
  provider.users.ada = { claims: {}, disabled: true };
  await expect(oidc.refreshTokenGrant(found, again.refresh_token ?? "")).rejects.toMatchObject({
    error: "invalid_grant",
  });
});

test("It is away, and comes back with all that it knew", async () => {
  const { provider, found } = await start();
  const { refresh_token: token = "" } = await loggedIn(found);
  await provider.down();
  await expect(oidc.refreshTokenGrant(found, token)).rejects.toThrow("fetch failed");
  await provider.up();
  expect((await oidc.refreshTokenGrant(found, token)).claims()?.sub).toBe("ada");
});

test("It gives access tokens for a resource, with the claims of their user", async () => {
  const resource = "https://mcp.example.com/mcp";
  const { found, provider } = await start({ resource });
  const { access_token: token } = await loggedIn(found, { resource });
  expect(decodeJwt(token)).toMatchObject({
    iss: provider.issuer,
    aud: resource,
    sub: "ada",
    roles: ["reader"],
  });
});

test("Whoever is not known gets no code", async () => {
  const { found } = await start({ users: {} });
  const browser = createBrowser(({ href }) => href.startsWith(ended));
  const url = oidc.buildAuthorizationUrl(found, {
    redirect_uri: ended,
    scope: "openid",
    code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
    code_challenge_method: "S256",
  });
  const back = await browser.submit(await browser.open(url), { user: "mallory" });
  expect(back.url.searchParams.get("error")).toBe("access_denied");
});
