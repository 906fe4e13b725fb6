import { describe, expect, test } from "vitest";
import { configs, httpServer, json, type Respond } from "../../runtime/support/server.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

const operators = { KESTRA_USERNAME: "operator", KESTRA_PASSWORD: "canary-operator-pass" };
const caller = { "X-Kestra-Username": "ann", "X-Kestra-Password": "canary-caller-pass" };

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** A call in each revision. */
async function callTwice(url: string, headers: Record<string, string>, name = "a") {
  const params = { ...callGet, arguments: { box_id: name } };
  const session = { ...headers, "Mcp-Session-Id": await openSession(url, headers) };
  const revision2025 = await send(url, { headers: session, body: rpc("tools/call", params) });
  const { headers: more, body } = request2026("tools/call", params);
  return [revision2025, await send(url, { headers: { ...more, ...headers }, ...(body && { body }) })];
}

describe("a set of headers", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ["of a token", { "X-Kestra-Token": "canary-t" }, undefined],
    ["of a token as it is copied", { "X-Kestra-Token": "Bearer canary-t" }, undefined],
    ["of a user and a password", caller, undefined],
    ["of a password with any ASCII", { ...caller, "X-Kestra-Password": "canary: , \"'%\\" }, undefined],
    ["of a tenant alone", { "X-Kestra-Tenant": "t" }, "Send X-Kestra-Token, or X-Kestra-Username with"],
    ["of an address alone", { "X-Kestra-Base-Url": "http://127.0.0.1:1" }, "Send X-Kestra-Token"],
    ["of a user alone", { "X-Kestra-Username": "u" }, "X-Kestra-Username came without X-Kestra-Password."],
    ["of a password alone", { "X-Kestra-Password": "canary-p" }, "came without X-Kestra-Username."],
    ["of a token and a user", { "X-Kestra-Token": "canary-t", "X-Kestra-Username": "u" }, "send the one or"],
    ["of all three", { ...caller, "X-Kestra-Token": "canary-t" }, "send the one or"],
    ["with an empty token", { "X-Kestra-Token": "" }, "X-Kestra-Token is empty."],
    ["with a token of spaces", { "X-Kestra-Token": "   " }, "X-Kestra-Token is empty."],
    ["with a placeholder", { "X-Kestra-Token": "${input:canary}" }, "X-Kestra-Token is a placeholder that"],
    ["with an empty password", { ...caller, "X-Kestra-Password": "" }, "X-Kestra-Password is empty."],
    ["with an empty tenant", { ...caller, "X-Kestra-Tenant": "" }, "X-Kestra-Tenant is empty."],
    ["with an empty address", { ...caller, "X-Kestra-Base-Url": "" }, "X-Kestra-Base-Url is empty."],
    ["with a misspelt name", { "X-Kestra-Tokn": "canary-t" }, "that means nothing here. Known are"],
    ["with an unknown one besides", { ...caller, "X-Kestra-Role": "canary" }, "that means nothing here"],
    ["without marks", { XKestraToken: "canary-t" }, "that means nothing here. Known are"],
    ["with dots", { "X.Kestra.Token": "canary-t" }, "that means nothing here. Known are"],
    ["with other marks", { "X~Kestra!Token": "canary-t" }, "that means nothing here. Known are"],
    ["with no more than its beginning", { "X-Kestra": "canary-t" }, "that means nothing here. Known are"],
    ["with something before it", { "-X-Kestra-Token": "canary-t" }, "that means nothing here. Known are"],
    ["without its X", { "Kestra-Token": "canary-t" }, "that means nothing here. Known are"],
    ["with underscores", { X_Kestra_Token: "canary-t" }, "that means nothing here. Known are"],
    ["with a token of two words", { "X-Kestra-Token": "canary-t t" }, "a character that no token has"],
    ["with two tokens joined by a proxy", { "X-Kestra-Token": "canary-t, canary-u" }, "that no token has"],
    [
      "with a letter that is not ASCII",
      { ...caller, "X-Kestra-Password": "canary-ä" },
      "is not printable ASCII.",
    ],
    ["with a tab", { ...caller, "X-Kestra-Password": "canary\tx" }, "is not printable ASCII."],
    ["with a colon in the user", { ...caller, "X-Kestra-Username": "a:b" }, "must not hold a colon"],
    ["with a path as tenant", { ...caller, "X-Kestra-Tenant": "../x" }, "X-Kestra-Tenant must be letters"],
    ["with two dots as tenant", { ...caller, "X-Kestra-Tenant": ".." }, "X-Kestra-Tenant must be letters"],
    ["with two tenants", { ...caller, "X-Kestra-Tenant": "a, b" }, "X-Kestra-Tenant must be letters"],
  ])("%s", async (_, headers, wrong) => {
    const { url, asked, logged } = await serving(box, { env: operators });
    const answer = await send(url, { headers, body: initialize });
    if (wrong === undefined) expect(answer.status).toBe(200);
    else {
      expect(answer.status).toBe(400);
      expect(answer.headers["content-type"]).toBe("application/json");
      expect(answer.message.error?.message).toContain(wrong);
    }
    expect(asked).toEqual([]);
    expect(answer.text + JSON.stringify(logged)).not.toContain("canary");
  });

  test("that is refused opens nothing: neither a session nor a stream, nor does it end one", async () => {
    const { url, sessions, asked } = await serving(box, { env: operators });
    const id = await openSession(url);
    const headers = { "X-Kestra-Tenant": "t", "Mcp-Session-Id": id };
    for (const method of ["POST", "GET", "DELETE"]) {
      const { status } = await send(url, {
        method,
        headers,
        ...(method === "POST" && { body: rpc("ping") }),
      });
      expect(status).toBe(400);
    }
    expect([sessions(), asked.length]).toEqual([1, 0]);
  });
});

describe("Kestra gets", () => {
  const sentWith = async (headers: Record<string, string>, env: Record<string, string> = {}) => {
    const { url, asked } = await serving(box, { env: { ...operators, ...env } });
    const answers = await callTwice(url, headers);
    for (const { message } of answers) expect(message.result?.structuredContent).toEqual({ id: "a" });
    expect(asked).toHaveLength(2);
    const [first, second] = asked.map(({ url, headers }) => ({
      path: url,
      authorization: headers.authorization,
      tenant: headers["x-kestra-tenant"],
      all: JSON.stringify(headers),
    }));
    expect(second).toEqual(first);
    return first;
  };

  test("the operator's credentials where the caller brings none", async () => {
    const authorization = basic(operators.KESTRA_USERNAME, operators.KESTRA_PASSWORD);
    expect(await sentWith({})).toMatchObject({ authorization, path: "/api/v1/main/boxes/a" });
  });

  test("the caller's alone where it brings them", async () => {
    const authorization = basic("ann", "canary-caller-pass");
    expect(await sentWith(caller)).toMatchObject({ authorization });
    expect(await sentWith({ "X-Kestra-Token": "Bearer abc" })).toMatchObject({ authorization: "Bearer abc" });
    const both = { KESTRA_API_TOKEN: "canary-operator-token" };
    expect((await sentWith(caller, both))?.all).not.toContain("operator");
  });

  test("the caller's tenant, or the one that the operator has at the same address", async () => {
    const tenants = { KESTRA_TENANT_ID: "prod" };
    const expected = (tenant: string) => ({ tenant, path: `/api/v1/${tenant}/boxes/a` });
    expect(await sentWith({ ...caller, "X-Kestra-Tenant": "dev" }, tenants)).toMatchObject(expected("dev"));
    expect(await sentWith(caller, tenants)).toMatchObject(expected("prod"));
    expect(await sentWith(caller)).toMatchObject({ tenant: undefined, path: "/api/v1/main/boxes/a" });
  });

  test("the tenant of an address, and `main` where another Kestra is named without one", async () => {
    const other = await httpServer((one, response) => {
      json(response, one.url.endsWith("/configs") ? configs : { id: "b" });
    });
    const env = { ...operators, KESTRA_TENANT_ID: "prod", KESTRA_MCP_ALLOWED_BASE_URLS: other.url };
    const { url, asked } = await serving(box, { env });
    const call = async (address: string, more: Record<string, string> = {}) => {
      const headers = { ...caller, "X-Kestra-Base-Url": address, ...more };
      const { headers: needed, body } = request2026("tools/call", callGet);
      return send(url, { headers: { ...needed, ...headers }, ...(body && { body }) });
    };
    await call(other.url);
    await call(`${other.url}/api/v1/dev`);
    const sent = other.asked.map(({ url, headers }) => [url, headers["x-kestra-tenant"]]);
    expect(sent).toEqual([
      ["/api/v1/configs", undefined],
      ["/api/v1/main/boxes/a", undefined],
      ["/api/v1/dev/boxes/a", "dev"],
    ]);
    const mixed = await call(`${other.url}/api/v1/a`, { "X-Kestra-Tenant": "b" });
    expect(mixed.message.error?.message).toContain("is not the tenant at the end of X-Kestra-Base-Url");
    const encoded = await call(`${other.url}/api/v1/a%2Fb`);
    expect([encoded.status, encoded.message.error?.message]).toEqual([
      400,
      "X-Kestra-Tenant must be letters, digits, dots, dashes and underscores.",
    ]);
    expect(asked).toEqual([]);
  });

  test("nothing of Authorization, which is for this server, with or without a token of it", async () => {
    const Authorization = "Bearer canary-of-endpoint";
    for (const env of [{}, { KESTRA_MCP_AUTH_TOKEN: "canary-of-endpoint" }]) {
      const sent = await sentWith({ ...caller, Authorization }, env);
      expect(sent?.authorization).toBe(basic("ann", "canary-caller-pass"));
      expect(sent?.all).not.toContain("canary-of-endpoint");
    }
    const { url } = await serving(box, { env: { KESTRA_MCP_AUTH_TOKEN: "canary-of-endpoint" } });
    expect((await send(url, { headers: caller, body: initialize })).status).toBe(401);
  });
});

describe("the operator decides", () => {
  test("that callers must bring their own", async () => {
    const { url, asked } = await serving(box, { env: { KESTRA_MCP_CALLER_CREDENTIALS: "required" } });
    const { status, message } = await send(url, { body: initialize });
    expect([status, message.error?.message]).toEqual([400, expect.stringContaining("Send X-Kestra-Token")]);
    expect((await send(url, request2026("tools/list"))).status).toBe(400);
    for (const { message } of await callTwice(url, caller)) expect(message.result?.isError).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  test("that they must not", async () => {
    const { url } = await serving(box, { env: { KESTRA_MCP_CALLER_CREDENTIALS: "never" } });
    const { status, message } = await send(url, { headers: caller, body: initialize });
    expect([status, message.error?.message]).toEqual([403, expect.stringContaining("takes no X-Kestra")]);
    expect((await send(url, { body: initialize })).status).toBe(200);
  });

  test("and not by a word that means nothing", async () => {
    const env = { KESTRA_MCP_CALLER_CREDENTIALS: "yes" };
    await expect(serving(box, { env })).rejects.toThrow("must be one of optional, required, never, not");
  });
});

test("no secret of a caller is in a log, an error or a result, whatever Kestra says", async () => {
  const secrets = {
    basic: caller,
    bearer: { "X-Kestra-Token": "canary-caller-token/+=" },
  };
  const echo: Respond = ({ headers, url }, response) => {
    const said = headers.authorization ?? "";
    const decoded = Buffer.from(said.split(" ")[1] ?? "", "base64").toString();
    const message = `no ${said} ${decoded} ${encodeURIComponent(said)}`;
    if (url.endsWith("html")) response.writeHead(500, { "Content-Type": "text/html" }).end(message);
    else if (url.endsWith("away")) response.writeHead(302, { Location: `https://u:${said}@h/${said}` }).end();
    else if (url.endsWith("cut")) response.socket?.destroy();
    else json(response, { message }, 422);
  };
  const { url, logged } = await serving(echo, {
    env: { ...operators, KESTRA_MCP_AUTH_TOKEN: "canary-of-endpoint" },
  });
  const texts: string[] = [];
  for (const headers of Object.values(secrets)) {
    const all = { ...headers, Authorization: "Bearer canary-of-endpoint" };
    for (const name of ["json", "html", "away", "cut"]) {
      for (const { text, message } of await callTwice(url, all, name)) {
        expect(message.result?.isError).toBe(true);
        texts.push(text);
      }
    }
    texts.push((await send(url, { headers: { ...all, "X-Kestra-Tenant": "?" }, body: initialize })).text);
    texts.push((await send(url, { headers: { ...headers }, body: initialize })).text);
  }
  expect(texts.join("")).toContain("***");
  const out = texts.join("") + JSON.stringify(logged);
  const encoded = Buffer.from("ann:canary-caller-pass").toString("base64");
  for (const secret of ["canary", encoded]) expect(out).not.toContain(secret);
  expect(logged.length).toBeGreaterThan(20);
});

test("nor where a Kestra that refuses the caller repeats what it was sent", async () => {
  const closed = await httpServer(({ headers }, response) => {
    json(response, { message: `no ${headers.authorization ?? "credentials"}` }, 401);
  });
  const { url, logged } = await serving(box, { env: { KESTRA_BASE_URL: closed.url } });
  const headers = { "X-Kestra-Token": "canary-caller-token" };
  const texts = (await callTwice(url, headers)).map(({ text }) => text);
  const id = await openSession(url, headers);
  const session = { ...headers, "Mcp-Session-Id": id };
  const stream = await fetch(url, { headers: { ...session, Accept: "text/event-stream" } });
  await send(url, { headers: session, body: { jsonrpc: "2.0", method: "notifications/initialized" } });
  const reader = stream.body?.getReader();
  const decoder = new TextDecoder();
  let told = "";
  while (!told.includes("notifications/message")) {
    const next = await reader?.read();
    told += decoder.decode(next?.value as Uint8Array);
  }
  await reader?.cancel();
  const refusals = [...texts, told, ...logged.map(({ message }) => String(message))];
  expect(refusals.filter((text) => text.includes("no Bearer ***")).length).toBeGreaterThan(3);
  expect(refusals.join("") + JSON.stringify(logged)).not.toContain("canary");
  expect(closed.asked.map(({ headers }) => headers.authorization)).toContain("Bearer canary-caller-token");
});
