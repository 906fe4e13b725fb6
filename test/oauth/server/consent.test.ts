import { describe, expect, test } from "vitest";
import { UpstreamError } from "../../../runtime/oauth/upstream/upstream.ts";
import {
  asking,
  authorize,
  callback,
  consent,
  field,
  forwardOf,
  open,
  post,
  register,
  type Jar,
} from "./support/flow.ts";
import { ann } from "./support/fake-upstream.ts";
import { minute, served, type Served, type ServedOptions } from "./support/served.ts";

async function asked(options: ServedOptions = {}) {
  const server = await served(options);
  const { client_id: client } = await register(server);
  const jar: Jar = {};
  const page = await authorize(server, asking(client), jar);
  return { server, client, jar, page };
}

const form = (
  page: Awaited<ReturnType<typeof asked>>["page"],
  others: Readonly<Record<string, string>> = {},
) => ({
  pending: field(page, "pending"),
  csrf: field(page, "csrf"),
  decision: "allow",
  scope: "kestra.read",
  ...others,
});

const send = (server: Served, fields: Readonly<Record<string, string>>, jar: Jar, origin?: string) =>
  post(server, server.addresses.consent, fields, origin === undefined ? { jar } : { jar, origin });

describe("Consent is not taken", () => {
  test.each([
    ["of a page of others", {}, "https://evil.example", 403],
    ["of a page that does not say whose it is", {}, "", 403],
    ["of one that hides it", {}, "null", 403],
    ["with another csrf", { csrf: "x" }, undefined, 403],
    ["of an unknown login", { pending: "x" }, undefined, 400],
    ["of nothing", { scope: "" }, undefined, 400],
    ["of what there is not", { scope: "kestra.all" }, undefined, 400],
  ])("%s", async (_, others, origin, status) => {
    const { server, jar, page } = await asked();
    const answer = await send(server, form(page, others), jar, origin);
    expect([answer.status, server.upstream.begun]).toEqual([status, 0]);
    expect(server.events.map(({ event }) => event)).toEqual(["registration"]);
  });

  test("of another browser", async () => {
    const { server, page } = await asked();
    expect((await send(server, form(page), {})).status).toBe(400);
    const other: Jar = {};
    await authorize(server, asking((await register(server)).client_id), other);
    expect((await send(server, form(page), other)).status).toBe(400);
    expect(server.upstream.begun).toBe(0);
  });

  test("after ten minutes", async () => {
    const { server, jar, page } = await asked();
    server.clock.now += 10 * minute;
    expect((await send(server, form(page), jar)).status).toBe(400);
  });
});

test("A user who declines is asked nothing more, and the client is told", async () => {
  const { server, client, jar, page } = await asked();
  const answer = await consent(server, page, jar, { decision: "deny" });
  expect([answer.status, answer.headers.location, server.upstream.begun]).toEqual([200, undefined, 0]);
  const told = forwardOf(answer);
  expect(told.href).toContain("http://127.0.0.1:4711/callback?");
  expect(Object.fromEntries(told.searchParams)).toMatchObject({
    error: "access_denied",
    state: "the-state",
    iss: "https://mcp.example.com",
  });
  expect(server.events.at(-1)).toMatchObject({ event: "denied", client, reason: "the user declined" });
  expect((await consent(server, page, jar)).status).toBe(400);
});

test("A form that is sent twice is one login", async () => {
  const { server, jar, page } = await asked();
  const first = forwardOf(await consent(server, page, jar));
  const second = forwardOf(await consent(server, page, jar));
  expect((await callback(server, second, jar)).status).toBe(303);
  expect((await callback(server, first, jar)).status).toBe(400);
  expect(await server.store.count("grant")).toBe(1);
});

describe("A browser that comes back is taken", () => {
  test("once", async () => {
    const { server, jar, page } = await asked();
    const provider = forwardOf(await consent(server, page, jar));
    expect((await callback(server, provider, jar)).status).toBe(303);
    expect((await callback(server, provider, jar)).status).toBe(400);
    expect(await server.store.count("code")).toBe(1);
  });

  test("where it is the one that was sent, which another does not keep from coming", async () => {
    const { server, jar, page } = await asked();
    const provider = forwardOf(await consent(server, page, jar));
    expect((await callback(server, provider, {})).status).toBe(400);
    expect(
      (await callback(server, provider, { cookie: `__Host-kestra-mcp-login=${"a".repeat(43)}` })).status,
    ).toBe(400);
    const planted = `${jar.cookie ?? ""}; __Host-kestra-mcp-login=${"a".repeat(43)}`;
    expect((await callback(server, provider, { cookie: planted })).status).toBe(400);
    expect((await callback(server, provider, jar)).status).toBe(303);
  });

  test("within ten minutes, and with a state of ours", async () => {
    const { server, jar, page } = await asked();
    const provider = forwardOf(await consent(server, page, jar));
    expect((await open(server, `${server.addresses.callback}?code=x&state=other`, jar)).status).toBe(400);
    expect((await open(server, `${server.addresses.callback}?code=x`, jar)).status).toBe(400);
    server.clock.now += 10 * minute;
    expect((await callback(server, provider, jar)).status).toBe(400);
  });

  test("at the path of the server that this one replaces, too", async () => {
    const { server, jar, page } = await asked();
    const provider = forwardOf(await consent(server, page, jar));
    const path = `${server.addresses.issuer}/oauth/entra-callback?code=x&state=${provider.searchParams.get("state") ?? ""}`;
    expect((await open(server, path, jar)).status).toBe(303);
  });

  test("not for what a client asked, as if it were what the provider was", async () => {
    const { server, jar, page } = await asked();
    const state = field(page, "pending");
    expect((await open(server, `${server.addresses.callback}?code=x&state=${state}`, jar)).status).toBe(400);
  });
});

describe("A login that comes to nothing", () => {
  test("since the user cancels it is told to the client", async () => {
    const { server, jar, page } = await asked();
    const provider = forwardOf(await consent(server, page, jar));
    const answer = await callback(server, provider, jar, { code: undefined, error: "access_denied" });
    expect(answer.status).toBe(303);
    expect(forwardOf(answer).searchParams.get("error")).toBe("access_denied");
    expect(server.events.at(-1)).toMatchObject({ event: "denied", reason: "cancelled" });
  });

  test("for another reason is a page that does not tell it", async () => {
    const { server, jar, page } = await asked();
    server.upstream.identity = new UpstreamError("the ID token is of another audience");
    const answer = await callback(server, forwardOf(await consent(server, page, jar)), jar);
    expect([answer.status, answer.headers.location]).toEqual([502, undefined]);
    expect(answer.text).not.toContain("audience");
    expect(answer.text).toContain(
      `with the number of this request: ${String(answer.headers["x-request-id"])}.`,
    );
    expect(server.events.at(-1)).toMatchObject({
      event: "denied",
      reason: "the ID token is of another audience",
    });
  });

  test("since the provider is away is a page, and the consent still counts", async () => {
    const { server, jar, page } = await asked();
    server.upstream.isAway = true;
    expect((await consent(server, page, jar)).status).toBe(502);
    server.upstream.isAway = false;
    expect((await consent(server, page, jar)).status).toBe(200);
  });
});

test.each([
  ["without a role", { roles: ["stranger"] }, ""],
  [
    "in too many groups",
    { _claim_names: { groups: "src1" }, groups: ["engineer"] },
    "more groups than a token of Entra holds",
  ],
])("A user %s is told so, and then the client is", async (_, claims, told) => {
  const roles = "claims: [groups, roles]\nroles:\n  engineer:\n    - allow: [all]\n";
  const { server, jar, page, client } = await asked({ roles });
  server.upstream.identity = { ...ann, claims };
  const answer = await callback(server, forwardOf(await consent(server, page, jar)), jar);
  expect(answer.status).toBeLessThan(404);
  expect(answer.headers.location).toBe(undefined);
  expect(answer.text).toContain("ann@example.com");
  expect(answer.text).toContain(told);
  expect(answer.text).toContain("error=access_denied");
  expect(await server.store.count("grant")).toBe(0);
  expect(server.events.at(-1)).toMatchObject({
    event: "denied",
    client,
    reason: "the user has no role",
    principal: { subject: "ann", issuer: ann.issuer },
  });
});

test("Two tabs of one browser log in side by side", async () => {
  const { server, client, jar, page } = await asked();
  const other = await authorize(server, asking(client, { state: "other" }), jar);
  const first = forwardOf(await consent(server, page, jar));
  const second = forwardOf(await consent(server, other, jar));
  const states = [await callback(server, first, jar), await callback(server, second, jar)].map((answer) =>
    forwardOf(answer).searchParams.get("state"),
  );
  expect(states).toEqual(["the-state", "other"]);
});
