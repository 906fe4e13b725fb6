import { describe, expect, test } from "vitest";
import {
  asking,
  codeFor,
  dataOf,
  loggedIn,
  query,
  redeeming,
  redirectUri,
  register,
  statusWith,
  token,
  tokensIn,
} from "./support/flow.ts";
import { send } from "../../http/support/raw.ts";
import { day, hour, minute, served, type Served } from "./support/served.ts";

async function withCode(server: Served) {
  const { client_id: client } = await register(server);
  return { client, code: (await codeFor(server, asking(client))).get("code") ?? "" };
}

const statusAndError = (answer: Parameters<typeof dataOf>[0]) => [answer.status, dataOf(answer).error];

describe("A code is not redeemed", () => {
  test.each([
    ["with another verifier", { code_verifier: "b".repeat(43) }, "invalid_grant"],
    ["without one", { code_verifier: undefined }, "invalid_grant"],
    ["with one that is too short", { code_verifier: "short" }, "invalid_grant"],
    ["for another address", { redirect_uri: `${redirectUri}/more` }, "invalid_grant"],
    ["for another port", { redirect_uri: "http://127.0.0.1:4712/callback" }, "invalid_grant"],
    ["without the address that was named", { redirect_uri: undefined }, "invalid_grant"],
    ["for another resource", { resource: "https://other.example/mcp" }, "invalid_target"],
    ["without itself", { code: undefined }, "invalid_request"],
    ["by another grant type", { grant_type: "password" }, "unsupported_grant_type"],
    ["by none", { grant_type: undefined }, "invalid_request"],
  ])("%s", async (_, others, error) => {
    const server = await served();
    const { client, code } = await withCode(server);
    expect(statusAndError(await token(server, redeeming(client, code, others)))).toEqual([400, error]);
    expect(await server.store.count("access")).toBe(0);
  });

  test("after a minute", async () => {
    const server = await served();
    const { client, code } = await withCode(server);
    server.clock.now += minute;
    expect(statusAndError(await token(server, redeeming(client, code)))).toEqual([400, "invalid_grant"]);
  });

  test("by another client, which does not keep its own from it", async () => {
    const server = await served();
    const { client, code } = await withCode(server);
    const { client_id: other } = await register(server);
    expect(statusAndError(await token(server, redeeming(other, code)))).toEqual([400, "invalid_grant"]);
    expect((await token(server, redeeming(client, code))).status).toBe(200);
  });

  test("a second time after a wrong verifier", async () => {
    const server = await served();
    const { client, code } = await withCode(server);
    await token(server, redeeming(client, code, { code_verifier: "b".repeat(43) }));
    expect((await token(server, redeeming(client, code))).status).toBe(400);
    expect(await server.store.count("grant")).toBe(0);
  });

  test("with a parameter that comes twice", async () => {
    const server = await served();
    const { client, code } = await withCode(server);
    const answer = await send(server.at(server.addresses.token), {
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `${query(redeeming(client, code))}&code=${code}`,
    });
    expect(statusAndError(answer)).toEqual([400, "invalid_request"]);
  });
});

test("A code that is used again ends what it gave", async () => {
  const server = await served();
  const { client, code } = await withCode(server);
  const tokens = tokensIn(client, await token(server, redeeming(client, code)));
  expect(await statusWith(server, tokens.access)).not.toBe(401);
  server.clock.now += 5 * minute;
  expect(statusAndError(await token(server, redeeming(client, code)))).toEqual([400, "invalid_grant"]);
  expect(await statusWith(server, tokens.access)).toBe(401);
  expect(
    await Promise.all((["grant", "refresh", "access"] as const).map((kind) => server.store.count(kind))),
  ).toEqual([0, 0, 0]);
  expect(server.events.at(-1)).toMatchObject({ event: "reuse", client });
});

test("Of 20 that redeem a code at once one has tokens, and they are revoked", async () => {
  const server = await served();
  const { client, code } = await withCode(server);
  const answers = await Promise.all(Array.from({ length: 20 }, () => token(server, redeeming(client, code))));
  const good = answers.filter(({ status }) => status === 200);
  expect(good.length).toBeLessThanOrEqual(1);
  for (const answer of good) expect(await statusWith(server, tokensIn(client, answer).access)).toBe(401);
  expect(await server.store.count("grant")).toBe(0);
});

test("An access token is over after its time, which is told", async () => {
  const server = await served();
  const { access } = await loggedIn(server);
  server.clock.now += hour - 1;
  expect(await statusWith(server, access)).not.toBe(401);
  server.clock.now += 1;
  expect(await statusWith(server, access)).toBe(401);
});

describe("The client", () => {
  const secretive = (method: string) => ({
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: method,
  });
  const basic = (id: string, secret: string) => ({
    Authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}`,
  });

  test.each(["client_secret_basic", "client_secret_post"])(
    "that has a secret, by %s, proves it either way",
    async (method) => {
      const server = await served();
      const { client_id: id, client_secret: secret = "" } = await register(server, secretive(method));
      const code = async () => (await codeFor(server, asking(id))).get("code") ?? "";
      const inForm = redeeming(id, await code(), { client_secret: secret });
      expect((await token(server, inForm)).status).toBe(200);
      const inHeader = redeeming(id, await code(), { client_id: undefined });
      expect((await token(server, inHeader, basic(id, secret))).status).toBe(200);
    },
  );

  test.each([
    ["that is unknown", "unknown", undefined, undefined],
    ["that has a secret and does not say it", undefined, undefined, undefined],
    ["that says a wrong one", undefined, "wrong", undefined],
    ["that says a wrong one in the header", undefined, undefined, "wrong"],
    ["that is unknown, in the header", "unknown", undefined, "wrong"],
  ])("%s is told by 401 invalid_client", async (_, id, inForm, inHeader) => {
    const server = await served();
    const { client_id: own } = await register(server, secretive("client_secret_post"));
    const code = (await codeFor(server, asking(own))).get("code") ?? "";
    const form = redeeming(id ?? own, code, { client_secret: inForm });
    const answer = await token(server, form, inHeader === undefined ? {} : basic(id ?? own, inHeader));
    expect(statusAndError(answer)).toEqual([401, "invalid_client"]);
    const challenge = inHeader === undefined ? undefined : 'Basic realm="kestra-mcp"';
    expect(answer.headers["www-authenticate"]).toBe(challenge);
    const rights = redeeming(own, code);
    expect(statusAndError(await token(server, rights))).toEqual([401, "invalid_client"]);
  });

  test.each([
    ["without an id", {}, {}],
    ["with another scheme", {}, { Authorization: "Digest a" }],
  ])("%s is not known", async (_, form, headers) => {
    const answer = await token(await served(), { grant_type: "refresh_token", ...form }, headers);
    expect(statusAndError(answer)).toEqual([401, "invalid_client"]);
  });

  test("without a secret says none, and an empty one is none", async () => {
    const server = await served();
    const { client, code } = await withCode(server);
    expect(statusAndError(await token(server, redeeming(client, code, { client_secret: "x" })))).toEqual([
      401,
      "invalid_client",
    ]);
    expect((await token(server, redeeming(client, code), basic(client, ""))).status).toBe(200);
  });

  test("says its secret once", async () => {
    const server = await served();
    const { client_id: id, client_secret: secret = "" } = await register(
      server,
      secretive("client_secret_post"),
    );
    const form = redeeming(id, "x", { client_secret: secret });
    expect(statusAndError(await token(server, form, basic(id, secret)))).toEqual([400, "invalid_request"]);
  });

  test("of the operator's file needs no registration", async () => {
    const operators = [
      { id: "ours", redirectUris: [redirectUri], origin: "operator" as const, name: "Ours" },
    ];
    const server = await served({ operators });
    const code = (await codeFor(server, asking("ours"))).get("code") ?? "";
    expect((await token(server, redeeming("ours", code))).status).toBe(200);
    server.clock.now += 200 * day;
    expect((await token(server, redeeming("ours", "x"))).status).toBe(400);
  });
});

test("A body that is no form, or too large, is refused as OAuth says it", async () => {
  const server = await served();
  const address = server.at(server.addresses.token);
  expect(statusAndError(await send(address, { body: {} }))).toEqual([415, "invalid_request"]);
  const form = {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: `a=${"b".repeat(70_000)}`,
  };
  expect(statusAndError(await send(address, form))).toEqual([413, "invalid_request"]);
  const got = await send(address, { method: "GET" });
  expect([got.status, got.headers.allow]).toEqual([405, "POST"]);
});

test("The store has no secret of anybody", async () => {
  const server = await served();
  const { access, refresh, client } = await loggedIn(server);
  const code = (await codeFor(server, asking(client))).get("code") ?? "";
  const all = await Promise.all(
    (["client", "login", "code", "access", "refresh", "grant", "user", "browser"] as const).map((kind) =>
      server.store.page(kind, 100),
    ),
  );
  const text = JSON.stringify(all);
  for (const secret of [access, refresh, code]) expect(text).not.toContain(secret);
  expect(text).not.toContain('"upstream-1"');
});
