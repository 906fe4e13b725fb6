import { expect, test } from "vitest";
import type { UpstreamSettings } from "../../../runtime/oauth/upstream/open-id-provider.ts";
import { openIdProvider } from "../../../runtime/oauth/upstream/open-id-provider.ts";
import { createBrowser } from "../support/browser.ts";
import { startIdentityProvider, type IdentityProviderOptions } from "../support/identity-provider.ts";
import { onTestFinished } from "vitest";
import { plainFetch } from "../support/plain-fetch.ts";

const redirectUri = "http://127.0.0.1:9/oauth/callback";

async function start(
  options: Partial<IdentityProviderOptions> = {},
  settings: Partial<UpstreamSettings> = {},
) {
  const provider = await startIdentityProvider({
    users: {
      ada: {
        claims: { name: "Ada", email: "ada@example.com", email_verified: true, roles: ["reader"] },
      },
    },
    ...options,
  });
  onTestFinished(() => provider.close());
  const time = { now: 0 };
  const warned: string[] = [];
  const upstream = openIdProvider(
    {
      issuer: provider.issuer,
      clientId: provider.client.id,
      clientSecret: provider.client.secret,
      scopes: ["openid", "profile", "email", "offline_access"],
      redirectUri,
      ...settings,
    },
    { fetch: plainFetch(), now: () => time.now, warn: (reason) => warned.push(reason) },
  );
  const login = async (user = "ada") => {
    const { url, secrets } = await upstream.begin();
    const browser = createBrowser(({ href }) => href.startsWith(redirectUri));
    const back = await browser.submit(await browser.open(url), { user });
    return { back: back.url, secrets };
  };
  const identity = async (user?: string) => {
    const { back, secrets } = await login(user);
    return upstream.finish(back, secrets);
  };
  return { provider, upstream, login, identity, time, warned };
}

test("A login gives who it was, with all that the ID token says and a refresh token", async () => {
  const { identity, provider } = await start();
  const who = await identity();
  expect(who).toMatchObject({
    issuer: provider.issuer,
    subject: "ada",
    name: "Ada",
    email: "ada@example.com",
    emailVerified: true,
    claims: { roles: ["reader"] },
  });
  expect(who.refreshToken).toEqual(expect.any(String));
});

test("Each login has a state, a nonce and a challenge of its own, and no secret in its URL", async () => {
  const { upstream, provider } = await start();
  const [first, second] = [await upstream.begin(), await upstream.begin()];
  const query = new URL(first.url).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    client_id: provider.client.id,
    redirect_uri: redirectUri,
    response_type: "code",
    code_challenge_method: "S256",
    state: first.secrets.state,
    nonce: first.secrets.nonce,
  });
  expect(first.url).not.toContain(first.secrets.verifier);
  for (const name of ["state", "nonce", "verifier"])
    expect(first.secrets[name]).not.toBe(second.secrets[name]);
});

test("A login that came back through an address of a proxy is the same one", async () => {
  const { login, upstream } = await start();
  const { back, secrets } = await login();
  const inside = new URL(`http://10.0.0.1:8000/stripped${back.search}`);
  expect((await upstream.finish(inside, secrets)).subject).toBe("ada");
});

test("Another login's answer is refused, and so is a code that was used", async () => {
  const { login, upstream } = await start();
  const [mine, theirs] = [await login(), await login()];
  await expect(upstream.finish(theirs.back, mine.secrets)).rejects.toThrow(/"state"/);
  await upstream.finish(mine.back, mine.secrets);
  await expect(upstream.finish(mine.back, mine.secrets)).rejects.toThrow(
    "The provider answered invalid_grant",
  );
});

test("An answer that names another issuer, or none, is refused before a code is sent anywhere", async () => {
  const { login, upstream, provider } = await start();
  const { back, secrets } = await login();
  const asked = provider.asked.length;
  for (const iss of ["https://attacker.example", undefined]) {
    const other = new URL(back);
    if (iss === undefined) other.searchParams.delete("iss");
    else other.searchParams.set("iss", iss);
    await expect(upstream.finish(other, secrets)).rejects.toThrow(/"iss"/);
  }
  expect(provider.asked).toHaveLength(asked);
});

test("A code without its verifier is worth nothing", async () => {
  const { login, upstream } = await start();
  const { back, secrets } = await login();
  const others = (await upstream.begin()).secrets.verifier;
  await expect(upstream.finish(back, { ...secrets, verifier: others })).rejects.toThrow("invalid_grant");
  await expect(upstream.finish(back, {})).rejects.toThrow("What was kept of the login is not whole.");
});

test("Whoever may not log in, or cancels, is told so as a user's own doing", async () => {
  const { identity } = await start();
  await expect(identity("mallory")).rejects.toMatchObject({
    isUsers: true,
    message:
      "The login at the identity provider failed. The provider answered access_denied: Nobody of that name may log in",
  });
});

test("A wrong client secret is told, and not what it is", async () => {
  const { identity } = await start({}, { clientSecret: "not the secret" });
  const failed = identity();
  await expect(failed).rejects.toMatchObject({ isUsers: false });
  await expect(failed).rejects.toThrow("The provider answered invalid_client");
  await expect(failed).rejects.not.toThrow("not the secret");
});

test("The operator is told once that logins fail, and why, and once that they work again", async () => {
  const { provider, identity, warned } = await start({}, { clientSecret: "not the secret" });
  for (let i = 0; i < 2; i++) await expect(identity()).rejects.toThrow("invalid_client");
  await expect(identity("mallory")).rejects.toThrow("access_denied");
  expect(warned).toEqual([
    expect.stringMatching(
      /^The login at the identity provider failed\. The provider answered invalid_client.* KESTRA_MCP_OIDC_CLIENT_ID must name a client that the provider knows, and KESTRA_MCP_OIDC_CLIENT_SECRET must be the secret that the provider has of it\.$/,
    ),
  ]);
  expect(warned.join()).not.toContain("not the secret");
  expect(provider.asked.length).toBeGreaterThan(0);
});

test("What fails is told again after it worked, and a provider that is away as what it is", async () => {
  const { provider, upstream, identity, warned, time } = await start();
  const { refreshToken = "" } = await identity();
  expect(warned).toEqual([]);
  const others = await upstream.begin();
  const back = new URL(redirectUri);
  back.search = new URLSearchParams({
    code: "x",
    state: new URL(others.url).searchParams.get("state") ?? "",
    iss: provider.issuer,
  }).toString();
  await provider.down();
  for (let i = 0; i < 2; i++)
    await expect(upstream.finish(back, others.secrets)).rejects.toThrow("ECONNREFUSED");
  expect(warned).toEqual(["The login at the identity provider failed. It cannot be reached: ECONNREFUSED."]);
  await provider.up();
  time.now += 10_000;
  expect(await upstream.recheck(refreshToken)).toMatchObject({ subject: "ada" });
  expect(warned.slice(1)).toEqual(["Logins at the identity provider work again."]);
  await provider.down();
  expect(await upstream.recheck(refreshToken)).toBe("unreachable");
  expect(warned).toHaveLength(3);
});

test("An issuer that is misspelt is told with what was asked, and what it answered", async () => {
  const { provider } = await start();
  const { upstream } = await start({}, { issuer: `${provider.issuer}/realm/x` });
  expect(await upstream.whyNotFound()).toBe(
    `Looking for the identity provider ${provider.issuer}/realm/x failed. ${provider.issuer}/realm/x/.well-known/openid-configuration answered 404. KESTRA_MCP_OIDC_ISSUER must be spelt as the provider spells it.`,
  );
});

test("Asked again, the provider tells the roles of now, and gives a token for the next time", async () => {
  const { identity, upstream, provider } = await start();
  const { refreshToken: first = "" } = await identity();
  provider.users.ada = { claims: { roles: ["engineer"] } };
  const again = await upstream.recheck(first);
  expect(again).toMatchObject({ subject: "ada", claims: { roles: ["engineer"] } });
  const { refreshToken: second = "" } = again as { refreshToken?: string };
  expect(second).not.toBe(first);
  expect(await upstream.recheck(second)).toMatchObject({ subject: "ada" });
});

test("The login of a disabled user has ended, and so has one whose token was used before", async () => {
  const { identity, upstream, provider } = await start();
  const { refreshToken: first = "" } = await identity();
  expect(await upstream.recheck(first)).toMatchObject({ subject: "ada" });
  expect(await upstream.recheck(first)).toBe("ended");
  const { refreshToken: other = "" } = await identity();
  provider.users.ada = { claims: {}, disabled: true };
  expect(await upstream.recheck(other)).toBe("ended");
});

test("A provider that is away has ended no login", async () => {
  const { identity, upstream, provider, warned } = await start();
  const { refreshToken = "" } = await identity();
  await provider.down();
  expect(await upstream.recheck(refreshToken)).toBe("unreachable");
  expect(warned).toEqual([
    "Asking the identity provider about a login failed. It cannot be reached: ECONNREFUSED.",
  ]);
  await provider.up();
  expect(await upstream.recheck(refreshToken)).toMatchObject({ subject: "ada" });
});

test("A provider that changes the client's secret has ended no login", async () => {
  const started = await start();
  const { refreshToken = "" } = await started.identity();
  const other = openIdProvider(
    {
      issuer: started.provider.issuer,
      clientId: started.provider.client.id,
      clientSecret: "an old secret",
      scopes: ["openid"],
      redirectUri,
    },
    { fetch: plainFetch(), now: () => 0 },
  );
  expect(await other.recheck(refreshToken)).toBe("unreachable");
});

test("A provider that is away at the start is looked for again, but not by each who asks", async () => {
  const { upstream, provider, time } = await start();
  await provider.down();
  expect(await upstream.whyNotFound()).toMatch(/^Looking for the identity provider .* ECONNREFUSED\.$/);
  await provider.up();
  await expect(upstream.begin()).rejects.toThrow(
    `Looking for the identity provider ${provider.issuer} failed. It cannot be reached: ECONNREFUSED.`,
  );
  expect(provider.asked).toEqual([]);
  time.now = 5000;
  expect(await upstream.whyNotFound()).toBeUndefined();
  await Promise.all([upstream.begin(), upstream.begin()]);
  expect(provider.asked).toEqual(["GET /.well-known/openid-configuration"]);
});

test("Without a refresh token a login is that of now alone", async () => {
  const { identity } = await start({ refresh: false });
  expect(await identity()).not.toHaveProperty("refreshToken");
});
