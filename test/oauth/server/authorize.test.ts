import { describe, expect, test } from "vitest";
import { createClientDocuments } from "../../../runtime/oauth/clients/client-documents.ts";
import {
  asking,
  authorize,
  codeFor,
  field,
  forwardOf,
  query,
  redirectUri,
  register,
  open,
} from "./support/flow.ts";
import { minute, served, type Served } from "./support/served.ts";

const errorOf = (page: Parameters<typeof forwardOf>[0]) => forwardOf(page).searchParams.get("error");

describe("Before the address is checked an error is a page", () => {
  test.each([
    ["of no client", (client: string) => asking(client, { client_id: undefined })],
    ["of an unknown client", () => asking("somebody")],
    ["of another address", (client: string) => asking(client, { redirect_uri: "https://evil.example/cb" })],
    ["of a longer path", (client: string) => asking(client, { redirect_uri: `${redirectUri}/more` })],
    ["with a query", (client: string) => asking(client, { redirect_uri: `${redirectUri}?a=b` })],
    [
      "of another scheme",
      (client: string) => asking(client, { redirect_uri: "https://127.0.0.1:4711/callback" }),
    ],
    ["of localhost", (client: string) => asking(client, { redirect_uri: "http://localhost:4711/callback" })],
    [
      "that is none",
      (client: string) => asking(client, { redirect_uri: "http://127.0.0.1:4711@evil.example/callback" }),
    ],
    ["of an address of a document", () => asking("https://app.example/client.json")],
  ])("%s", async (_, given) => {
    const server = await served();
    const page = await authorize(server, given((await register(server)).client_id));
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["set-cookie"]).toBe(undefined);
    expect(await server.store.count("login")).toBe(0);
  });

  test.each(["client_id", "redirect_uri"])("with %s twice", async (name) => {
    const server = await served();
    const { client_id: client } = await register(server);
    const twice = `${query(asking(client))}&${name}=${encodeURIComponent(name === "client_id" ? client : redirectUri)}`;
    expect((await open(server, `${server.addresses.authorize}?${twice}`)).status).toBe(400);
  });
});

describe("After that the client is told, with its state and who says so", () => {
  test.each([
    ["no response_type", { response_type: undefined }, "invalid_request"],
    ["another response_type", { response_type: "token" }, "unsupported_response_type"],
    ["a response_mode", { response_mode: "fragment" }, "invalid_request"],
    ["no challenge", { code_challenge: undefined }, "invalid_request"],
    ["no method, which is plain", { code_challenge_method: undefined }, "invalid_request"],
    ["the method plain", { code_challenge_method: "plain" }, "invalid_request"],
    ["a challenge that is none", { code_challenge: "short" }, "invalid_request"],
    ["another resource", { resource: "https://other.example/mcp" }, "invalid_target"],
    ["a resource that begins the same", { resource: "https://mcp.example.com/mcp2" }, "invalid_target"],
    ["prompt=none", { prompt: "none" }, "interaction_required"],
    ["a request object", { request: "a.b.c" }, "request_not_supported"],
    ["the address of one", { request_uri: "https://a.example" }, "request_uri_not_supported"],
  ])("%s", async (_, others, error) => {
    const server = await served();
    const { client_id: client } = await register(server);
    const page = await authorize(server, asking(client, others));
    expect(page.status).toBe(303);
    const told = forwardOf(page);
    expect(told.origin + told.pathname).toBe(redirectUri);
    expect(Object.fromEntries(told.searchParams)).toMatchObject({
      error,
      state: "the-state",
      iss: "https://mcp.example.com",
    });
    expect(server.events.at(-1)).toMatchObject({ event: "denied", client, reason: error });
  });

  test("a state that is too long to be kept", async () => {
    const server = await served();
    const { client_id: client } = await register(server);
    const state = "s".repeat(4000);
    expect((await authorize(server, asking(client, { state }))).status).toBe(200);
    expect(errorOf(await authorize(server, asking(client, { state: `${state}s` })))).toBe("invalid_request");
    expect(await server.store.count("login")).toBe(1);
  });

  test("a parameter that comes twice", async () => {
    const server = await served();
    const { client_id: client } = await register(server);
    const twice = `${query(asking(client))}&scope=a&scope=b`;
    expect(errorOf(await open(server, `${server.addresses.authorize}?${twice}`))).toBe("invalid_request");
  });
});

describe("Where anybody could have chosen the address, an error", () => {
  const elsewhere = "https://app.example/cb";
  const client = { client_id: "https://app.example/client.json", redirect_uris: [elsewhere] };
  const documents = createClientDocuments(
    () => Promise.resolve({ text: JSON.stringify(client) }),
    () => 0,
  );
  const wrong = { response_type: "token" };
  const registering = async (server: Served, uri: string) =>
    (await register(server, { redirect_uris: [uri], token_endpoint_auth_method: "none" })).client_id;

  test.each<readonly [string, string, (server: Served) => Promise<string>]>([
    ["of a client that registered", elsewhere, (server) => registering(server, elsewhere)],
    ["at a scheme of its own", "cursor://a/cb", (server) => registering(server, "cursor://a/cb")],
    ["of a document", elsewhere, () => Promise.resolve(client.client_id)],
  ])("%s is a page with a link, and leads nowhere by itself", async (_, uri, made) => {
    const server = await served({ documents });
    const id = await made(server);
    const page = await authorize(server, asking(id, { ...wrong, redirect_uri: uri }));
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.text).not.toContain("http-equiv");
    expect(page.text).toContain("response_type must be code.");
    const { host, protocol } = new URL(uri);
    expect(page.text).toContain(`<strong>${uri === elsewhere ? host : protocol}</strong>`);
    const [, link = ""] = /<a href="([^"]*)"/.exec(page.text) ?? [];
    const back = new URL(link.replaceAll("&amp;", "&"));
    expect(back.href.startsWith(`${uri}?`)).toBe(true);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: "unsupported_response_type",
      state: "the-state",
      iss: server.addresses.issuer,
    });
    expect(server.events.at(-1)).toMatchObject({ event: "denied", reason: "unsupported_response_type" });
  });

  test("of a client of the operator is told at once", async () => {
    const own = { id: "ours", redirectUris: [elsewhere], origin: "operator" } as const;
    const server = await served({ operators: [own] });
    const page = await authorize(server, asking("ours", { ...wrong, redirect_uri: elsewhere }));
    expect([page.status, errorOf(page)]).toEqual([303, "unsupported_response_type"]);
  });
});

test("Of one network 1,000 logins are begun in ten minutes, for a client or for the account page", async () => {
  const server = await served();
  const { client_id: client } = await register(server);
  await server.store.tally("login 127.0.0.1", 998, 10 * minute);
  const begin = async () => [
    (await authorize(server, asking(client))).status,
    (await open(server, server.addresses.account)).status,
  ];
  expect(await begin()).toEqual([200, 303]);
  expect(await begin()).toEqual([429, 429]);
  expect(await server.store.count("login")).toBe(2);
  server.clock.now += 10 * minute;
  expect(await begin()).toEqual([200, 303]);
});

test.each([
  undefined,
  "https://mcp.example.com",
  "https://mcp.example.com/",
  "https://mcp.example.com/mcp",
  "https://mcp.example.com/mcp/",
])("The resource %s is ours", async (resource) => {
  const server = await served();
  const { client_id: client } = await register(server);
  expect((await authorize(server, asking(client, { resource }))).status).toBe(200);
});

test.each([
  ["http://127.0.0.1:4711/callback", "http://127.0.0.1:5/callback"],
  ["http://127.0.0.1:4711/callback", "http://127.0.0.1/callback"],
  ["http://localhost/callback", "http://localhost:3118/callback"],
  ["http://[::1]/callback?a=b", "http://[::1]:80/callback?a=b"],
])("Of %s any port is the same, such as %s", async (registered, used) => {
  const server = await served();
  const { client_id: client } = await register(server, { redirect_uris: [registered] });
  const told = await codeFor(server, asking(client, { redirect_uri: used }));
  expect(told.get("code")).toMatch(/^[\w-]{43}$/);
});

test.each([
  ["https://a.example/cb", "https://a.example:8443/cb"],
  ["http://localhost:1/cb", "http://127.0.0.1:1/cb"],
  ["http://localhost:1/cb", "http://localhost:1/cb/"],
  ["http://localhost:1/cb?a=b", "http://localhost:1/cb"],
  ["cursor://a/cb", "cursor://a:1/cb"],
])("%s is not %s", async (registered, used) => {
  const server = await served();
  const { client_id: client } = await register(server, { redirect_uris: [registered] });
  expect((await authorize(server, asking(client, { redirect_uri: used }))).status).toBe(400);
});

test.each([
  ["cursor://anysphere.cursor-mcp/oauth/callback", "cursor:"],
  ["https://claude.ai/api/mcp/auth_callback", "claude.ai"],
])("A code goes to %s, which the page names", async (uri, told) => {
  const server = await served();
  const { client_id: client } = await register(server, { redirect_uris: [uri] });
  expect((await authorize(server, asking(client, { redirect_uri: uri }))).text).toContain(told);
  expect((await codeFor(server, asking(client, { redirect_uri: uri }))).has("code")).toBe(true);
});

const ticked = (text: string) =>
  [...text.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /\schecked/.test(tag))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1]);

test.each([
  ["kestra.read", ["kestra.read"]],
  ["kestra.write unknown openid offline_access", ["kestra.write"]],
  ["kestra.destroy kestra.read", ["kestra.read", "kestra.destroy"]],
  ["openid", ["kestra.read", "kestra.write", "kestra.destroy"]],
  [undefined, ["kestra.read", "kestra.write", "kestra.destroy"]],
])("Of the scopes %s these are ticked: %s", async (scope, boxes) => {
  const server = await served();
  const { client_id: client } = await register(server);
  const { text } = await authorize(server, asking(client, { scope }));
  expect(ticked(text)).toEqual(boxes);
  expect([...text.matchAll(/type="checkbox"/g)]).toHaveLength(3);
});

describe("The page", () => {
  const page = async (server: Served, name = "Lying <script>") => {
    const { client_id: client } = await register(server, { redirect_uris: [redirectUri], client_name: name });
    return authorize(server, asking(client));
  };

  test("is shown in no frame, kept by nobody, and runs nothing", async () => {
    const { headers } = await page(await served());
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store" });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("sets a cookie that our own host alone has, by https", async () => {
    const { headers } = await page(await served());
    expect(headers["set-cookie"]).toEqual([
      expect.stringMatching(
        /^__Host-kestra-mcp-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/,
      ),
    ]);
  });

  test("does so by http on this machine as far as browsers let it", async () => {
    const server = await served({ publicUrl: "http://localhost:8000" });
    expect((await page(server)).headers["set-cookie"]).toEqual([
      expect.stringMatching(/^kestra-mcp-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/),
    ]);
  });

  test("has names escaped, and a field that tells which login it is about", async () => {
    const answer = await page(await served());
    expect(answer.text).not.toContain("<script>");
    expect([field(answer, "pending"), field(answer, "csrf")]).toEqual([
      expect.stringMatching(/^[\w-]{43}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ]);
  });

  test("takes GET alone", async () => {
    const server = await served();
    const answer = await open(server, server.addresses.consent);
    expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
  });
});
