import { expect, test } from "vitest";
import {
  foreignKey,
  forgedProvider,
  nextKey,
  ownKey,
  secondsNow,
  unsafely,
  type ForgedProvider,
} from "../support/forged-provider.ts";
import { resource, servingExternal } from "./serving-external.ts";

type Claims = Readonly<Record<string, unknown>>;

/** What an access token of the provider says. */
function good({ issuer }: ForgedProvider): Claims {
  const now = secondsNow();
  return {
    iss: issuer,
    sub: "ada",
    aud: resource,
    exp: now + 60,
    iat: now,
    roles: ["reader"],
    azp: "claude",
  };
}

async function start(env: Readonly<Record<string, string>> = {}, path = "/realms/a") {
  const provider = await forgedProvider(path);
  const server = await servingExternal(provider.issuer, env);
  /** Asks with a token that is signed as it should be. */
  const asked = async (claims: Claims = good(provider)) => server.ask(await provider.sign(claims));
  return { provider, server, asked };
}

const whereToLogIn =
  'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/kestra/mcp"';

test("A good token comes in, and lists what its roles allow", async () => {
  const { asked } = await start();
  const { status, said } = await asked();
  expect([status, said.includes('"get_flow"'), said.includes('"search_logs"')]).toEqual([200, true, false]);
});

test("Without a token it is told where to get one, and no scope that the other server may not know", async () => {
  const { server, provider } = await start();
  const { status, challenge } = await server.ask();
  expect([status, challenge]).toEqual([401, `Bearer ${whereToLogIn}`]);
  expect(provider.asked).toEqual([]);
});

test.each<[string, (claims: Claims) => Claims, string]>([
  ["is over", (it) => ({ ...it, exp: secondsNow() - 31 }), "The token is over."],
  ["says no end", (it) => ({ ...it, exp: undefined }), "its claim exp is missing"],
  ["names nobody", (it) => ({ ...it, sub: undefined }), "its claim sub is missing"],
  ["names an object", (it) => ({ ...it, sub: { a: 1 } }), "The token names nobody."],
  ["names a number", (it) => ({ ...it, sub: 1 }), "The token names nobody."],
  ["refreshes others", (it) => ({ ...it, typ: "Refresh" }), "it is for another use"],
  ["tells of a logout", (it) => ({ ...it, typ: "Logout" }), "it is for another use"],
  ["tells of one, as OpenID has it", (it) => ({ ...it, events: {} }), "it is for another use"],
  ["names nobody in words", (it) => ({ ...it, sub: "" }), "The token names nobody."],
  [
    "is of another issuer",
    (it) => ({ ...it, iss: "https://attacker.example" }),
    "of another authorization server",
  ],
  ["is for another server", (it) => ({ ...it, aud: "https://other.example" }), `must be ${resource}`],
  ["is for nobody", (it) => ({ ...it, aud: undefined }), `must be ${resource}`],
  ["is for the origin alone", (it) => ({ ...it, aud: "https://mcp.example.com" }), `must be ${resource}`],
  ["is not good yet", (it) => ({ ...it, nbf: secondsNow() + 600 }), "its claim nbf is missing, or not"],
  ["is an ID token, by its nonce", (it) => ({ ...it, nonce: "a" }), "is an ID token"],
  ["is an ID token, by a hash", (it) => ({ ...it, at_hash: "a" }), "is an ID token"],
  ["is an ID token of Keycloak", (it) => ({ ...it, typ: "ID" }), "is an ID token"],
  ["is bound to a key", (it) => ({ ...it, cnf: { jkt: "a" } }), "bound to a key"],
])("A token that %s is refused", async (_, changed, why) => {
  const { asked, provider, server } = await start();
  const { status, challenge, said } = await asked(changed(good(provider)));
  expect(status).toBe(401);
  expect(challenge).toMatch(/^Bearer error="invalid_token", error_description="/);
  expect(challenge).toContain(whereToLogIn);
  expect(said).toContain(why);
  expect(server.asked).toEqual([]);
});

test("A token that is over for less than half a minute is good: clocks differ", async () => {
  const { asked, provider } = await start();
  expect((await asked({ ...good(provider), exp: secondsNow() - 25 })).status).toBe(200);
});

test("A token that is signed by nobody, by a secret, by a foreign key or not at all as a JWT is refused", async () => {
  const { server, provider } = await start();
  const claims = good(provider);
  const { shown } = await ownKey();
  const changed = async () => {
    const [head, , signature] = (await provider.sign(claims)).split(".");
    const body = Buffer.from(JSON.stringify({ ...claims, roles: ["engineer"] })).toString("base64url");
    return `${head ?? ""}.${body}.${signature ?? ""}`;
  };
  for (const token of [
    await unsafely(claims, "none"),
    await unsafely(claims, "HS256", JSON.stringify(shown)),
    await provider.sign(claims, { key: await foreignKey() }),
    await provider.sign(claims, { header: { kid: "unknown" } }),
    await changed(),
    "a.b.c",
    "opaque",
  ]) {
    const { status, challenge } = await server.ask(token);
    expect([status, challenge?.includes('error="invalid_token"')], token).toEqual([401, true]);
  }
});

test.each(["dpop+jwt", "logout+jwt", "secevent+jwt"])("A token of the type %s is refused", async (typ) => {
  const { server, provider } = await start();
  const { status, said } = await server.ask(await provider.sign(good(provider), { header: { typ } }));
  expect([status, said.includes("its type is another one")]).toEqual([401, true]);
});

test.each(["JWT", "at+jwt", "application/at+jwt"])("A token of the type %s is taken", async (typ) => {
  const { server, provider } = await start();
  expect((await server.ask(await provider.sign(good(provider), { header: { typ } }))).status).toBe(200);
});

test.each<[string, Claims]>([
  ["without any", { roles: undefined }],
  ["with one that is unknown", { roles: ["admin"] }],
  ["with one that allows nothing", { roles: ["nothing"] }],
  ["of a service account", { roles: undefined, sub: "service-account", client_id: "batch" }],
])("A token %s role may do nothing, and its client is not told to log in again", async (_, changed) => {
  const { asked, provider, server } = await start();
  const { status, challenge, said } = await asked({ ...good(provider), ...changed });
  expect([status, challenge]).toEqual([403, null]);
  expect(said).toContain("No role lets the user of this token use this server.");
  expect(server.events).toMatchObject([
    {
      ...{ event: "denied", principal: { proof: "external token" } },
      ...{ address: "127.0.0.1", requestId: expect.any(String) as string },
    },
  ]);
});

test("A user of Entra in too many groups is told why, since nobody knows the roles", async () => {
  const { asked, provider } = await start();
  const { status, said } = await asked({ ...good(provider), _claim_names: { groups: "src1" } });
  expect([status, said.includes("more groups than a token of Entra holds")]).toEqual([403, true]);
});

test("Wrong tokens of one address are counted, and those that are only over are not", async () => {
  const { asked, provider, server } = await start();
  const over = await provider.sign({ ...good(provider), exp: secondsNow() - 60 });
  for (let count = 0; count < 31; count++) expect((await server.ask(over)).status).toBe(401);
  for (let count = 0; count < 30; count++) expect((await server.ask("a.b.c")).status).toBe(401);
  const { status, headers } = await server.ask("a.b.c");
  expect([status, Number(headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await asked()).status).toBe(200);
  expect((await server.ask(over)).status).toBe(401);
});

test("A key that the server began to sign with is read, and what nobody signed with is not asked for again and again", async () => {
  const { server, provider } = await start();
  await server.ask(await provider.sign(good(provider)));
  const asked = () => provider.asked.filter(({ url }) => url === "/jwks").length;
  expect(asked()).toBe(1);
  const token = await provider.sign(good(provider), { key: await nextKey() });
  for (let count = 0; count < 5; count++) await server.ask(token);
  expect(asked()).toBe(1);
});
