import { expect, test } from "vitest";
import type { JsonObject } from "../../../runtime/json.ts";
import type { FetchBounds } from "../../../runtime/network/bounded-fetch.ts";
import { openIdProvider, type UpstreamSettings } from "../../../runtime/oauth/upstream/open-id-provider.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import {
  foreignKey,
  forgedProvider,
  nextKey,
  secondsNow,
  unsafely,
  type ForgedProvider,
} from "../support/forged-provider.ts";
import { plainFetch } from "../support/plain-fetch.ts";

const redirectUri = "http://127.0.0.1:9/oauth/callback";
const clientSecret = "a secret of the client";

function upstreamOf(
  { issuer }: Pick<ForgedProvider, "issuer">,
  settings: Partial<UpstreamSettings> = {},
  bounds: Partial<FetchBounds> = {},
) {
  return openIdProvider(
    { issuer, clientId: "us", clientSecret, scopes: ["openid"], redirectUri, ...settings },
    { fetch: plainFetch(bounds), now: () => 0 },
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

type Claims = Readonly<Record<string, unknown>>;

/** Logs in with an ID token that a test makes of the right one. */
async function loginWith(
  idToken: (claims: Claims, provider: ForgedProvider) => Promise<string>,
  prepare: (provider: ForgedProvider) => void = () => undefined,
) {
  const provider = await forgedProvider();
  prepare(provider);
  const upstream = upstreamOf(provider);
  const { secrets } = await upstream.begin();
  provider.answers["/token"] = async (_, response) => {
    const now = secondsNow();
    const claims = {
      iss: provider.issuer,
      sub: "ada",
      aud: "us",
      iat: now,
      exp: now + 60,
      nonce: secrets.nonce,
    };
    json(response, {
      access_token: "an access token",
      token_type: "Bearer",
      refresh_token: "a refresh token",
      id_token: await idToken(claims, provider),
    });
  };
  return upstream.finish(back(provider, secrets), secrets);
}

function back({ issuer }: ForgedProvider, { state }: JsonObject): URL {
  const query = new URLSearchParams({ code: "a-code", state: text(state), iss: issuer });
  return new URL(`${redirectUri}?${query.toString()}`);
}

test("An ID token as it should be is taken", async () => {
  const who = await loginWith((claims, { sign }) => sign(claims));
  expect(who).toMatchObject({ subject: "ada", emailVerified: false, refreshToken: "a refresh token" });
});

test.each<[string, (claims: Claims) => Claims]>([
  ["another nonce", (claims) => ({ ...claims, nonce: "another" })],
  ["no nonce", (claims) => ({ ...claims, nonce: undefined })],
  ["another issuer", (claims) => ({ ...claims, iss: "https://attacker.example" })],
  ["another audience", (claims) => ({ ...claims, aud: "another client" })],
  ["several audiences, and issued for another", (claims) => ({ ...claims, aud: ["us", "b"], azp: "b" })],
  ["an end that is over", (claims) => ({ ...claims, exp: secondsNow() - 60 })],
  ["no end", (claims) => ({ ...claims, exp: undefined })],
  ["a beginning that is to come", (claims) => ({ ...claims, nbf: secondsNow() + 600 })],
  ["no subject", (claims) => ({ ...claims, sub: undefined })],
  ["an empty subject", (claims) => ({ ...claims, sub: "" })],
])("An ID token with %s is refused", async (_, changed) => {
  await expect(loginWith((claims, { sign }) => sign(changed(claims)))).rejects.toMatchObject({
    name: "UpstreamError",
    isUsers: false,
  });
});

test("The clocks of both may be half a minute apart", async () => {
  const who = await loginWith((claims, { sign }) => sign({ ...claims, exp: secondsNow() - 20 }));
  expect(who.subject).toBe("ada");
});

test("An ID token that is signed by nobody, with our own secret, or with a foreign key is refused", async () => {
  const none = loginWith((claims) => unsafely(claims, "none"));
  await expect(none).rejects.toThrow(/"alg"/);
  const shared = loginWith((claims) => unsafely(claims, "HS256", clientSecret));
  await expect(shared).rejects.toThrow(/"alg"/);
  const foreign = loginWith(async (claims, { sign }) => sign(claims, { key: await foreignKey() }));
  await expect(foreign).rejects.toThrow("JWT signature verification failed");
  const changed = loginWith(async (claims, { sign }) => {
    const [head, , signature] = (await sign(claims)).split(".");
    const body = Buffer.from(JSON.stringify({ ...claims, sub: "root" })).toString("base64url");
    return `${head ?? ""}.${body}.${signature ?? ""}`;
  });
  await expect(changed).rejects.toThrow("JWT signature verification failed");
});

test("A provider that signs in no safe way is not used", async () => {
  const provider = await forgedProvider();
  provider.metadata.id_token_signing_alg_values_supported = ["HS256", "none"];
  await expect(upstreamOf(provider).begin()).rejects.toThrow("in no way that is taken: RS, PS or ES");
});

test("An answer without an ID token says nobody", async () => {
  const provider = await forgedProvider();
  const upstream = upstreamOf(provider);
  const { secrets } = await upstream.begin();
  provider.answers["/token"] = (_, response) => {
    json(response, { access_token: "an access token", token_type: "Bearer" });
  };
  await expect(upstream.finish(back(provider, secrets), secrets)).rejects.toThrow(/id_token/);
});

test("The client's secret goes by Basic, or in the body where the provider wants that, and no other way", async () => {
  const sent = async (methods: readonly string[] | undefined, settings: Partial<UpstreamSettings> = {}) => {
    const provider = await forgedProvider();
    provider.metadata.token_endpoint_auth_methods_supported = methods;
    provider.answers["/token"] = (_, response) => response.writeHead(400).end();
    const upstream = upstreamOf(provider, settings);
    const { secrets } = await upstream.begin();
    await upstream.finish(back(provider, secrets), secrets).catch(() => undefined);
    const [{ headers, body }] = provider.asked.slice(-1) as [(typeof provider.asked)[number]];
    return { basic: headers.authorization, post: new URLSearchParams(String(body)).get("client_secret") };
  };
  const basic = `Basic ${Buffer.from("us:a+secret+of+the+client").toString("base64")}`;
  expect(await sent(undefined)).toEqual({ basic, post: null });
  expect(await sent(["client_secret_post", "client_secret_basic"])).toEqual({ basic, post: null });
  expect(await sent(["private_key_jwt", "client_secret_post"])).toEqual({
    basic: undefined,
    post: clientSecret,
  });
  expect(await sent(["none"], { clientSecret: undefined })).toEqual({ basic: undefined, post: null });
  await expect(sent(["private_key_jwt"])).rejects.toThrow("takes a client's secret neither by");
});

test("Offline access is not asked of a provider that does not know it", async () => {
  const scopes = async (known: readonly string[] | undefined) => {
    const provider = await forgedProvider();
    provider.metadata.scopes_supported = known;
    const { url } = await upstreamOf(provider, { scopes: ["openid", "offline_access"] }).begin();
    return new URL(url).searchParams.get("scope");
  };
  expect(await scopes(undefined)).toBe("openid offline_access");
  expect(await scopes(["openid", "email"])).toBe("openid");
});

const wellKnown = "/.well-known/openid-configuration";

test.each<[string, Respond, RegExp]>([
  ["is slow", () => undefined, /It took longer than 0\.1 s\.$/],
  ["answers more than is taken", (_, r) => r.end("x".repeat(100_001)), /more than 100000 bytes\.$/],
  [
    "sends us elsewhere",
    (_, r) => r.writeHead(302, { Location: "/else" }).end(),
    /openid-configuration answered 302\. KESTRA_MCP_OIDC_ISSUER must be spelt/,
  ],
  ["answers no JSON", (_, r) => r.writeHead(200, { "Content-Type": "text/html" }).end("<p>"), /content-type/],
  [
    "answers JSON that is broken",
    (_, r) => r.writeHead(200, { "Content-Type": "application/json" }).end("{"),
    /pars/,
  ],
  ["is broken", (_, r) => r.writeHead(500).end(), /openid-configuration answered 500\.$/],
])("A provider that %s is not found, and nothing else is asked", async (_, respond, why) => {
  const provider = await forgedProvider();
  provider.answers[wellKnown] = respond;
  const upstream = upstreamOf(provider, {}, { time: 100, bytes: 100_000 });
  const failed = upstream.begin();
  await expect(failed).rejects.toMatchObject({ name: "UpstreamError", isUsers: false });
  await expect(failed).rejects.toThrow(why);
  expect(provider.asked).toHaveLength(1);
});

test("A provider that calls itself otherwise is not the one that was named", async () => {
  const provider = await forgedProvider("/common");
  provider.metadata.issuer = provider.issuer.replace("common", "{tenantid}");
  await expect(upstreamOf(provider).begin()).rejects.toThrow(/issuer|calls itself otherwise/);
  const slash = await forgedProvider();
  slash.metadata.issuer = `${slash.issuer}/`;
  expect((await upstreamOf(slash).begin()).url).toContain("/authorize?");
});

test("Endpoints at http:// on another machine are not asked", async () => {
  const provider = await forgedProvider();
  provider.metadata.token_endpoint = "http://example.com/token";
  const upstream = upstreamOf(provider);
  const { secrets } = await upstream.begin();
  await expect(upstream.finish(back(provider, secrets), secrets)).rejects.toThrow(
    "It is not at https://, and not on this machine.",
  );
});

test("What a provider says of a failure is told without the code and the secret, and on one line", async () => {
  const provider = await forgedProvider();
  const upstream = upstreamOf(provider);
  const { secrets } = await upstream.begin();
  provider.answers["/token"] = (_, response) => {
    response.writeHead(400, { "Content-Type": "application/json" });
    const said = `AADSTS7000215: ${clientSecret} a-code ${text(secrets.verifier)}\nnext`;
    response.end(JSON.stringify({ error: "invalid_request", error_description: said }));
  };
  const error: unknown = await upstream.finish(back(provider, secrets), secrets).catch((it: unknown) => it);
  expect(String(error)).toMatch(/answered invalid_request: AADSTS7000215: \S+ \S+ \S+\\nnext$/);
  for (const secret of [clientSecret, "a-code", text(secrets.verifier)])
    expect((error as Error).message).not.toContain(secret);
  expect((error as Error).cause).toBeUndefined();
});

test("A key that the provider began to sign with is fetched", async () => {
  const who = await loginWith(
    async (claims, { sign }) => sign(claims, { key: await nextKey() }),
    (provider) => {
      provider.answers["/jwks"] = async (_, response) => {
        json(response, { keys: [...provider.keys, (await nextKey()).shown] });
      };
    },
  );
  expect(who.subject).toBe("ada");
});

/** What a provider answers to a refresh. */
async function rechecked(
  answer: (provider: ForgedProvider) => Promise<object> | object,
  more: (provider: ForgedProvider) => void = () => undefined,
) {
  const provider = await forgedProvider();
  more(provider);
  provider.answers["/token"] = async (_, response) => {
    json(response, { access_token: "an access token", token_type: "Bearer", ...(await answer(provider)) });
  };
  return upstreamOf(provider).recheck("the old one");
}

test("Where a refresh brings no ID token, what the provider tells of the user counts", async () => {
  const withInfo = (provider: ForgedProvider) => {
    provider.metadata.userinfo_endpoint = `${provider.issuer}/userinfo`;
    provider.answers["/userinfo"] = (_, response) => {
      json(response, { sub: "ada", roles: ["reader"] });
    };
  };
  expect(await rechecked(() => ({}), withInfo)).toMatchObject({
    subject: "ada",
    claims: { roles: ["reader"] },
    refreshToken: "the old one",
  });
  expect(await rechecked(() => ({}))).toBe("unreachable");
});

test("What comes of a refresh is checked as at a login", async () => {
  const now = secondsNow();
  const claims = ({ issuer }: ForgedProvider) => ({
    iss: issuer,
    sub: "ada",
    aud: "us",
    iat: now,
    exp: now + 60,
  });
  const good = await rechecked(async (it) => ({ id_token: await it.sign(claims(it)) }));
  expect(good).toMatchObject({ subject: "ada" });
  const foreign = rechecked(async (it) => ({
    id_token: await it.sign(claims(it), { key: await foreignKey() }),
  }));
  expect(await foreign).toBe("unreachable");
});
