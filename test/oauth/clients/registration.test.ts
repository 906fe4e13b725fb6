import { describe, expect, test } from "vitest";
import { createClients } from "../../../runtime/oauth/clients/clients.ts";
import { readRegistration } from "../../../runtime/oauth/clients/registration.ts";
import { OAuthError } from "../../../runtime/oauth/protocol/oauth-error.ts";
import { send, type RawRequest } from "../../http/support/raw.ts";
import { dataOf, loggedIn, redeeming, register, token } from "../server/support/flow.ts";
import { day, hour, served, type Served } from "../server/support/served.ts";

const ask = (server: Served, body: object | string, others: RawRequest = {}) =>
  send(server.at(server.addresses.register), { body, ...others });

/** What clients send, as it was seen on the wire. */
const bodies = {
  "claude.ai": {
    client_name: "Claude",
    redirect_uris: ["https://claude.ai/api/mcp/auth_callback"],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "client_secret_post",
    scope: "kestra.read kestra.write kestra.destroy offline_access",
  },
  "Claude Code": {
    client_name: "Claude Code (kestra)",
    redirect_uris: ["http://localhost:3118/callback"],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  },
  Codex: {
    client_name: "Codex",
    redirect_uris: ["http://127.0.0.1:49321/callback"],
    grant_types: ["authorization_code", "refresh_token"],
    token_endpoint_auth_method: "none",
    response_types: ["code"],
  },
  Cursor: {
    client_name: "Cursor",
    redirect_uris: [
      "cursor://anysphere.cursor-mcp/oauth/callback",
      "https://www.cursor.com/agents/mcp/oauth/callback",
      "http://localhost:8787/callback",
    ],
    token_endpoint_auth_method: "none",
  },
  "VS Code": {
    client_name: "Visual Studio Code",
    client_uri: "https://code.visualstudio.com",
    grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
    response_types: ["code"],
    redirect_uris: ["https://vscode.dev/redirect", "http://127.0.0.1/", "http://127.0.0.1:33418/"],
    token_endpoint_auth_method: "none",
    application_type: "native",
  },
  ChatGPT: {
    client_name: "ChatGPT",
    redirect_uris: ["https://chatgpt.com/connector_platform_oauth_redirect"],
    token_endpoint_auth_method: "client_secret_basic",
  },
  "Gemini CLI": {
    client_name: "Gemini CLI MCP Client",
    redirect_uris: ["http://localhost:7777/oauth/callback"],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    code_challenge_method: ["S256"],
    scope: "",
  },
  "mcp-remote": {
    client_name: "MCP CLI Proxy",
    redirect_uris: ["http://localhost:3334/oauth/callback"],
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    client_uri: "https://github.com/modelcontextprotocol/mcp-cli",
    software_id: "2e6dc280-f3c3-4e01-99a7-8181dbd1d23d",
    software_version: "0.15.1",
  },
  "one that says the least": { redirect_uris: ["https://a.example/cb"] },
  "one with null for what it leaves out": {
    redirect_uris: ["com.example.app:/cb"],
    scope: null,
    client_name: null,
    token_endpoint_auth_method: null,
  },
};

test.each(Object.entries(bodies))("%s registers", async (_, body) => {
  const server = await served();
  const answer = await ask(server, body);
  expect(answer.status).toBe(201);
  expect(answer.headers).toMatchObject({ "cache-control": "no-store", "access-control-allow-origin": "*" });
  const { client_id: id, client_secret: secret, ...told } = dataOf(answer);
  const method = (body as { token_endpoint_auth_method?: string | null }).token_endpoint_auth_method;
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(typeof secret).toBe(method === "none" ? "undefined" : "string");
  expect(told).toMatchObject({
    redirect_uris: body.redirect_uris,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: method ?? "client_secret_basic",
    client_id_issued_at: server.clock.now / 1000,
  });
  const kept = await server.store.get("client", String(id));
  expect(JSON.stringify(kept)).not.toContain(secret ?? "nothing of a secret");
  expect(server.events).toMatchObject([{ event: "registration", client: id }]);
});

describe("is refused", () => {
  const good = "https://a.example/cb";
  test.each([
    ["without redirect_uris", {}],
    ["with none", { redirect_uris: [] }],
    ["with a text", { redirect_uris: good }],
    ["with too many", { redirect_uris: Array.from({ length: 21 }, (_, i) => `https://a.example/${i}`) }],
    ...[
      ...["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://a/b"],
      ...[
        "about:blank",
        "view-source:https://a.example",
        "ftp://a.example/",
        "ws://a.example",
        "wss://a.example",
      ],
      ...["filesystem:https://a.example/x", "jar:https://a.example!/x", "feed:javascript:alert(1)"],
      ...["ms-msdt:/id", "search-ms:query=x", "shell:startup", "moz-extension://abc/cb", "edge://settings"],
      ...["mailto:a@b.example", "tel:1", "intent://a", "chrome://settings", "chrome-extension://abc/cb"],
      ...[
        "http://a.example/cb",
        "http://10.0.0.1/cb",
        "http://127.0.0.2/cb",
        "http://localhost.evil.example/cb",
      ],
      ...[
        "https://a.example/cb#x",
        "https://a.example/#",
        "https://user@a.example/",
        "https://u:p@a.example/",
      ],
      ...[
        "https://a.example/ü",
        "https://a.example/a b",
        "https://a.example\\@evil.example",
        "/cb",
        "",
        "https:a",
      ],
      ...[`https://a.example/${"a".repeat(2000)}`, "https://a.example/\n", "http://localhost@evil.example/"],
    ].map((uri): [string, object] => [`with ${uri.slice(0, 40)}`, { redirect_uris: [good, uri] }]),
    ["with a number", { redirect_uris: [good, 1] }],
  ])("a client %s", async (_, body) => {
    const server = await served();
    const answer = await ask(server, body);
    expect([answer.status, dataOf(answer).error]).toEqual([400, "invalid_redirect_uri"]);
    expect(await server.store.count("client")).toBe(0);
  });

  test.each([
    ["metadata that is a list", [], 400, "invalid_client_metadata"],
    ["metadata that is no JSON", "{", 400, "invalid_client_metadata"],
    [
      "a way of authentication that there is not",
      { redirect_uris: [good], token_endpoint_auth_method: "private_key_jwt" },
      400,
      "invalid_client_metadata",
    ],
    [
      "a body that is too large",
      `{"redirect_uris":["${good}"],"x":"${"a".repeat(66_000)}"}`,
      413,
      "invalid_request",
    ],
  ])("%s", async (_, body, status, error) => {
    const answer = await ask(await served(), body);
    expect([answer.status, dataOf(answer).error]).toEqual([status, error]);
  });

  test("a form", async () => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await ask(await served(), "redirect_uris=https://a.example", { headers });
    expect(answer.status).toBe(415);
  });
});

test("An address may register 20 clients an hour", async () => {
  const server = await served();
  const body = { redirect_uris: ["https://a.example/cb"] };
  for (let i = 0; i < 20; i++) expect((await ask(server, body)).status).toBe(201);
  const late = await ask(server, body);
  expect([late.status, late.headers["retry-after"], dataOf(late).error]).toEqual([
    429,
    "3600",
    "too_many_requests",
  ]);
  server.clock.now += hour;
  expect((await ask(server, body)).status).toBe(201);
});

test.each([
  ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429],
  ["2001:db8:1:2::1", "2001:db8:1:3::1", 201],
  ["2001:db8::1", "2001:db8:0:0:5::", 429],
  ["192.0.2.1", "192.0.2.2", 201],
])("After 20 of %s, %s is answered with %i", async (first, second, status) => {
  const { store, clock, addresses } = await served();
  const clients = createClients({ store, now: () => clock.now, operators: [], mostAnHour: 20 });
  const registration = readRegistration({ redirect_uris: [addresses.callback] });
  for (let i = 0; i < 20; i++) await clients.register(registration, first);
  const last = clients.register(registration, second).then(
    () => 201,
    (error: unknown) => (error instanceof OAuthError ? error.status : 0),
  );
  expect(await last).toBe(status);
});

test.each([
  [2, [201, 201, 429]],
  [0, Array.from({ length: 21 }, () => 201)],
])("The operator sets how many: of %i these are answered with %j", async (mostAnHour, statuses) => {
  const server = await served({ clients: { mostAnHour } });
  const all = [];
  for (const _ of statuses) all.push((await ask(server, { redirect_uris: ["https://a.example/cb"] })).status);
  expect(all).toEqual(statuses);
});

test("Each that is refused is told of, and which was the first of the hour", async () => {
  const told: unknown[] = [];
  const server = await served({
    clients: { mostAnHour: 1, limited: (...refused) => void told.push(refused) },
  });
  const body = { redirect_uris: ["https://a.example/cb"] };
  for (let i = 0; i < 4; i++) await ask(server, body);
  server.clock.now += hour;
  for (let i = 0; i < 2; i++) await ask(server, body);
  expect(told).toEqual([true, false, false, true].map((isFirst) => ["127.0.0.1", isFirst]));
});

test("A client that got no token goes after a day, one that got some after 90 days without", async () => {
  const server = await served();
  const { client_id: unused } = await register(server);
  const used = await loggedIn(server);
  server.clock.now += day;
  const asked = (client: string) => token(server, redeeming(client, "x"));
  expect(dataOf(await asked(unused)).error).toBe("invalid_client");
  expect(dataOf(await asked(used.client)).error).toBe("invalid_grant");
  server.clock.now += 89 * day;
  expect(dataOf(await asked(used.client)).error).toBe("invalid_client");
});

test("Where that needs a token, only who has it registers", async () => {
  const server = await served({ server: { registration: { kind: "token", token: "the-initial-token" } } });
  const body = { redirect_uris: ["https://a.example/cb"] };
  const without = await ask(server, body);
  expect([without.status, without.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="kestra-mcp"']);
  expect((await ask(server, body, { headers: { Authorization: "Bearer the-initial-toke" } })).status).toBe(
    401,
  );
  expect((await ask(server, body, { headers: { Authorization: "Bearer the-initial-token" } })).status).toBe(
    201,
  );
});

test("Where nobody registers, the metadata does not say so", async () => {
  const server = await served({ server: { registration: { kind: "off" } } });
  const answer = await ask(server, { redirect_uris: ["https://a.example/cb"] });
  expect([answer.status, dataOf(answer).error]).toEqual([403, "access_denied"]);
  const metadata = await send(`${server.origin}/.well-known/oauth-authorization-server`, { method: "GET" });
  expect(dataOf(metadata)).not.toHaveProperty("registration_endpoint");
});
