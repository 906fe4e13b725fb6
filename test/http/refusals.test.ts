import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { callGet, initialize, request2026, openSession, rpc, send, type RawRequest } from "./support/raw.ts";
import { box, serving, until } from "./support/serving.ts";

const token = "canary-bearer-8f2c71";

describe("a request that is not let in", () => {
  test.each([
    ["Host of another name", { Host: "evil.example:8000" }, 403],
    ["Host of another name that ends like ours", { Host: "127.0.0.1.evil.example" }, 403],
    ["Origin of a web page", { Origin: "https://evil.example" }, 403],
    ["Origin that is hidden", { Origin: "null" }, 403],
    ["Origin with our name in it", { Origin: "http://localhost.evil.example" }, 403],
    ["an Accept that takes none of our types", { Accept: "text/html, application/json;q=0" }, 406],
    ["another media type", { "Content-Type": "text/plain" }, 415],
    ["a compressed body", { "Content-Encoding": "gzip" }, 415],
    ["another charset", { "Content-Type": "application/json; charset=utf-16" }, 415],
  ])("with %s", async (_, headers, status) => {
    const { url } = await serving(box);
    const answer = await send(url, { headers, body: initialize });
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.message.error?.message).toBeTypeOf("string");
    expect(answer.text).not.toContain(" at ");
  });

  test.each(["http://localhost:6274", "http://127.0.0.1:3000", "http://[::1]:1"])(
    "but %s",
    async (Origin) => {
      const { url } = await serving(box);
      expect((await send(url, { headers: { Origin, Host: "localhost:1" }, body: initialize })).status).toBe(
        200,
      );
    },
  );

  test("what the operator allows is let in, and nothing near it", async () => {
    const env = {
      KESTRA_MCP_ALLOWED_HOSTS: "mcp.example.com",
      KESTRA_MCP_ALLOWED_ORIGINS: "https://app.example.com",
    };
    const { url } = await serving(box, { env });
    const status = async (headers: Record<string, string>) =>
      (await send(url, { headers, body: initialize })).status;
    expect(await status({ Host: "MCP.example.com:443", Origin: "https://app.example.com" })).toBe(200);
    expect(await status({ Host: "example.com" })).toBe(403);
    expect(await status({ Origin: "https://app.example.com.evil.example" })).toBe(403);
    expect(await status({ Origin: "http://app.example.com" })).toBe(403);
  });

  test.each([
    ["a Host that comes twice", "Host: evil.example\r\nContent-Length: 2"],
    [
      "an Authorization that comes twice",
      "Authorization: Bearer a\r\nAuthorization: Bearer b\r\nContent-Length: 2",
    ],
    ["a session that comes twice", "Mcp-Session-Id: a\r\nMCP-SESSION-ID: b\r\nContent-Length: 2"],
    ["credentials that come twice", "X-Kestra-Token: a\r\nx-kestra-token: b\r\nContent-Length: 2"],
    ["two lengths", "Content-Length: 2\r\nContent-Length: 3"],
    ["a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked"],
    ["a header folded over two lines", "X-A: b\r\n Authorization: c\r\nContent-Length: 2"],
    ["a header without a name", ": b\r\nContent-Length: 2"],
  ])("%s, which a proxy before us may read otherwise", async (_, head) => {
    const { origin, asked } = await serving(box);
    const answer = await exchange(origin, `POST /mcp HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n{}`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(asked).toEqual([]);
  });

  test.each([
    ["no JSON", "{", 400, -32700],
    ["no body", "", 400, -32700],
    ["no message", "{}", 400, -32600],
    [
      "too deep",
      `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${"[".repeat(200)}${"]".repeat(200)}}}`,
      400,
      -32600,
    ],
    ["too large", JSON.stringify({ pad: "x".repeat(5_000_000) }), 413, -32000],
  ])("a body that is %s", async (_, body, status, code) => {
    const { url } = await serving(box);
    const answer = await send(url, { body }).catch(() => undefined);
    // Who is told early may find the connection closed while it writes.
    if (answer === undefined) expect(status).toBe(413);
    else expect([answer.status, answer.message.error?.code]).toEqual([status, code]);
    expect((await send(url, { body: initialize })).status).toBe(200);
  });

  test("brackets in a text are no depth", async () => {
    const { url } = await serving(box);
    const Id = await openSession(url);
    const params = { name: "get_box", arguments: { box_id: `"\\${"[{".repeat(300)}` } };
    const { status } = await send(url, {
      headers: { "Mcp-Session-Id": Id },
      body: rpc("tools/call", params),
    });
    expect(status).toBe(200);
  });

  test("methods and paths that there are not", async () => {
    const { url, origin } = await serving(box);
    for (const method of ["PUT", "PATCH", "OPTIONS", "HEAD", "TRACE"]) {
      const { status, headers } = await send(url, { method });
      expect([method, status, headers.allow]).toEqual([method, 405, "GET, POST, DELETE"]);
    }
    expect((await send(`${origin}/secret-in-path`, { method: "GET" })).status).toBe(404);
  });

  test.each([
    [
      "headers that are huge",
      `GET /mcp HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`,
      431,
      /16 KB/,
    ],
    [
      "extensions of chunks",
      `POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2;${"a".repeat(20_000)}\r\n{}`,
      413,
      /extensions/,
    ],
    ["what is no HTTP", "hello\r\n\r\n", 400, /not a valid HTTP request/],
    ["TLS", "\x16\x03\x01\x00\xa5\x01\x00\x00", 400, /This is TLS.*http:\/\//],
    [
      "both lengths",
      "POST /mcp HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
      /HTTP/,
    ],
  ])("%s, in words that its client can show, and the log", async (_, sent, status, words) => {
    const { origin, logged } = await serving(box);
    const answer = await exchange(origin, sent);
    expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
    const { error } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "") as { error: { message: string } };
    expect(error.message).toMatch(words);
    expect(logged).toContainEqual(
      expect.objectContaining({ message: "request", status, reason: error.message }),
    );
  });

  test.each([
    ["head", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A:"],
    [
      "body",
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    ],
  ])("a %s that does not come in time ends with its connection", async (_, sent) => {
    const limits = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 };
    const { origin, url } = await serving(box, { limits });
    const answer = await exchange(origin, sent);
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\nConnection: close\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      error: { message: "A request may take 30 s to come in, and its headers 10 s." },
    });
    expect((await send(url, { body: initialize })).status).toBe(200);
  });
});

/** Writes bytes, and reads until the server ends the connection. */
function exchange(origin: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket
      .on("error", () => undefined)
      .once("close", () => {
        resolve(text);
      });
    socket.write(bytes);
  });
}

describe("who comes without a session is told what to do", () => {
  const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  test.each<[string, Parameters<typeof send>[1] & object, string]>([
    ["a browser", { method: "GET", headers: { Accept: browser } }, "Give this address to an MCP client"],
    [
      "a stream",
      { method: "GET" },
      "Mcp-Session-Id is needed: it comes with the answer to initialize, which is sent by POST",
    ],
    [
      "a message",
      { body: rpc("ping") },
      "Mcp-Session-Id is needed: it comes with the answer to initialize, which goes",
    ],
    [
      "a batch with initialize",
      { body: [initialize] },
      "initialize must not be part of a batch. Send it alone.",
    ],
    [
      "a batch",
      { body: [rpc("ping")] },
      "a batch is not allowed before a revision is agreed on. Send one message",
    ],
  ])("%s", async (_, request, what) => {
    const { url } = await serving(box);
    const { status, message } = await send(url, request);
    expect([status, message.error?.message]).toEqual([400, expect.stringContaining(what)]);
  });

  test("or with one that is over", async () => {
    const { url } = await serving(box);
    const { status, message } = await send(url, { headers: { "Mcp-Session-Id": "x" }, body: rpc("ping") });
    expect([status, message.error?.message]).toEqual([
      404,
      "Session not found: it is over, not of this server, or was opened with other credentials. Send initialize, without Mcp-Session-Id, to open a new one.",
    ]);
  });
});

describe("the bearer token", () => {
  test("is asked for, in words that a client reads, and compared as a whole", async () => {
    const { url, logged } = await serving(box, { env: { KESTRA_MCP_AUTH_TOKEN: token } });
    const ask = (authorization?: string) =>
      send(url, { headers: { Authorization: authorization }, body: initialize });
    const none = await ask();
    expect([none.status, none.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="kestra-mcp"']);
    for (const wrong of [
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -1)}`,
      `Basic ${token}`,
      "Bearer",
      token,
    ]) {
      const { status, headers } = await ask(wrong);
      expect(status, wrong).toBe(401);
      expect(headers["www-authenticate"]).toContain('error="invalid_token"');
    }
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    expect((await ask(`bearer ${token}`)).status).toBe(200);
    expect(JSON.stringify(logged)).not.toContain("canary");
  });

  test.each([
    ["canary-without-scheme", "is not of the scheme Bearer: write Bearer and a space before the token."],
    ["Basic canary", "is not of the scheme Bearer"],
    ["Bearer", "holds no token: it is Bearer, a space and the token."],
    ["Bearer canary", "The bearer token is not the right one."],
  ])("%s is told what is wrong with it", async (Authorization, what) => {
    const { url } = await serving(box, { env: { KESTRA_MCP_AUTH_TOKEN: token } });
    const { status, message } = await send(url, { headers: { Authorization }, body: initialize });
    expect([status, message.error?.message]).toEqual([401, expect.stringContaining(what)]);
    expect(message.error?.message).not.toContain("canary");
  });

  test("is needed on every request, of a session too, and before a body is read", async () => {
    const { url } = await serving(box, { env: { KESTRA_MCP_AUTH_TOKEN: token } });
    const Id = await openSession(url, { Authorization: `Bearer ${token}` });
    const headers = { "Mcp-Session-Id": Id };
    expect((await send(url, { headers, body: rpc("ping") })).status).toBe(401);
    expect((await send(url, { headers, method: "GET" })).status).toBe(401);
    expect((await send(url, { headers, method: "DELETE" })).status).toBe(401);
    expect((await send(url, request2026("tools/list"))).status).toBe(401);
    expect((await send(url, { body: "{".repeat(500) })).status).toBe(401);
  });

  test("never reaches Kestra, which gets the operator's", async () => {
    const env = { KESTRA_MCP_AUTH_TOKEN: token, KESTRA_API_TOKEN: "operators" };
    const { url, asked } = await serving(box, { env });
    const Authorization = `Bearer ${token}`;
    const Id = await openSession(url, { Authorization });
    const headers = { Authorization, "Mcp-Session-Id": Id };
    await send(url, { headers, body: rpc("tools/call", callGet) });
    const { headers: more, body } = request2026("tools/call", callGet);
    await send(url, { headers: { ...more, Authorization }, ...(body && { body }) });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer operators",
      "Bearer operators",
    ]);
    expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toContain("canary");
  });
});

test("who is refused is told what came and what would help, and so is the log", async () => {
  const { url, logged } = await serving(box);
  const refusedWith = async (request: RawRequest) => {
    const { message } = await send(url, { body: initialize, ...request });
    return message.error?.message;
  };
  const host = await refusedWith({ headers: { Host: "mcp.example.com:80" } });
  expect(host).toBe(
    'The Host header is "mcp.example.com:80", which does not name this server. KESTRA_MCP_ALLOWED_HOSTS adds names to it.',
  );
  const origin = await refusedWith({ headers: { Origin: "https://app\u00ad.example" } });
  expect(origin).toContain(
    String.raw`\u{ad}.example" is not allowed. KESTRA_MCP_ALLOWED_ORIGINS allows others.`,
  );
  const type = await refusedWith({ headers: { "Content-Type": "text/plain" } });
  const broken = await refusedWith({ body: "{" });
  await until(() => logged.filter(({ message }) => message === "request").length === 4);
  const warnings = logged.filter(({ level }) => level === "warning").map(({ message }) => message);
  expect(warnings).toEqual([host, origin]);
  const reasons = logged.filter(({ message }) => message === "request").map(({ reason }) => reason);
  expect(reasons).toEqual([undefined, undefined, type, broken]);
});
