import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { json, type Respond } from "../runtime/support/server.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "./support/raw.ts";
import { box, serving, until } from "./support/serving.ts";

const secrets = {
  KESTRA_USERNAME: "operator@kestra.io",
  KESTRA_PASSWORD: 'canary-p"ass-91',
  KESTRA_MCP_AUTH_TOKEN: "canary-bearer-8f2c71",
};
const Authorization = `Bearer ${secrets.KESTRA_MCP_AUTH_TOKEN}`;
const basic = Buffer.from(`${secrets.KESTRA_USERNAME}:${secrets.KESTRA_PASSWORD}`).toString("base64");
const canaries = [/canary/, new RegExp(basic), /canary-p%22ass/];

/** Says back all that it was told, as a proxy or a debugging page would. */
const echo: Respond = ({ url, headers, body, socket }, response) => {
  if (url.endsWith("/reset")) {
    socket.resetAndDestroy();
    return;
  }
  const told = { id: "a", url, headers, body: body.toString(), password: secrets.KESTRA_PASSWORD };
  const status = Number(/\/(\d{3})$/.exec(url)?.[1] ?? 500);
  json(response, { message: JSON.stringify(told), ...told }, status);
};

test("a secret of the operator stands in no answer, header or log, whatever Kestra says back", async () => {
  const { url, origin, logged } = await serving(echo, { env: secrets });
  const headers = { Authorization, "Mcp-Session-Id": await openSession(url, { Authorization }) };
  await send(url, { headers, body: rpc("logging/setLevel", { level: "debug" }) });
  const seen: unknown[] = [];
  const see = async (...request: Parameters<typeof send>) => {
    const answer = await send(...request);
    seen.push([answer.status, answer.headers, answer.text]);
    return answer;
  };
  const _meta = { "io.modelcontextprotocol/logLevel": "debug" };
  for (const box_id of ["400", "401", "403", "404", "422", "500", "503", "reset"]) {
    const params = { name: "get_box", arguments: { box_id } };
    const old = await see(url, { headers, body: rpc("tools/call", params) });
    const { headers: more, body } = request2026("tools/call", { ...params, _meta });
    const recent = await see(url, { headers: { ...more, Authorization }, ...(body && { body }) });
    expect([old, recent].map(({ message }) => message.result?.isError)).toEqual([true, true]);
  }
  await see(url, { headers, body: rpc("tools/call", { name: "get_box", arguments: { nope: 1 } }) });
  await see(url, { headers, body: rpc("nope", {}) });
  await see(url, { headers, body: "{" });
  await see(url, { headers: { ...headers, Origin: "https://evil.example" }, body: initialize });
  await see(url, { headers: { Authorization: `${Authorization}x` }, body: initialize });
  await see(url, { headers: { ...headers, "Mcp-Session-Id": "none" }, body: rpc("ping") });
  await see(`${origin}/readyz`, { method: "GET" });
  await until(() => logged.length > 20);
  const all = JSON.stringify(seen) + JSON.stringify(logged);
  for (const canary of canaries) expect(all).not.toMatch(canary);
});

describe("what a caller sends does not become a request of its own", () => {
  const injected = "a\r\nX-Injected: yes\r\n\r\nDELETE /api/v1/main/boxes/b HTTP/1.1";

  test.each([
    ["an argument", { box_id: injected }],
    ["dots", { box_id: "../../../configs" }],
    ["a path", { box_id: "a/b?c=d#e" }],
  ])("%s", async (_, values) => {
    const { url, asked } = await serving(box);
    const headers = { "Mcp-Session-Id": await openSession(url) };
    await send(url, { headers, body: rpc("tools/call", { name: "get_box", arguments: values }) });
    for (const one of asked) {
      expect(one.url.split("/")).toHaveLength(6);
      expect(one.url).not.toMatch(/[?#\s]/);
      expect(one.headers).not.toHaveProperty("x-injected");
      expect(one.method).toBe("GET");
    }
    expect(asked.length).toBeLessThan(2);
  });

  test("a trace with more than a trace in it", async () => {
    const { url, asked } = await serving(box);
    const headers = { "Mcp-Session-Id": await openSession(url) };
    const trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    for (const traceparent of [`${trace}\r\nX-Injected: yes`, `${trace}\n`, [trace], `${trace}-00`]) {
      const params = { ...callGet, _meta: { traceparent } };
      await send(url, { headers, body: rpc("tools/call", params) });
    }
    expect(asked).toHaveLength(4);
    for (const one of asked) {
      expect(one.headers).not.toHaveProperty("traceparent");
      expect(one.headers).not.toHaveProperty("x-injected");
    }
  });

  test("no header of the client reaches Kestra, but a trace", async () => {
    const { url, asked } = await serving(box);
    const own = { "Mcp-Session-Id": await openSession(url), Cookie: "a=b", "X-Forwarded-For": "10.0.0.1" };
    await send(url, { headers: own, body: rpc("tools/call", callGet) });
    const names = Object.keys(asked[0]?.headers ?? {}).sort();
    expect(names).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
  });
});

test("a name of the prototype is no tool, no argument and no method", async () => {
  const { url, asked } = await serving(box);
  const headers = { "Mcp-Session-Id": await openSession(url) };
  for (const name of ["constructor", "__proto__", "toString"]) {
    const tool = await send(url, { headers, body: rpc("tools/call", { name, arguments: {} }) });
    expect(tool.message.error?.code, name).toBe(-32602);
    const method = await send(url, { headers, body: rpc(name) });
    expect(method.message.error?.code, name).toBe(-32601);
    const text = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_box","arguments":{"box_id":"a","${name}":{"x":1}}}}`;
    const { message } = await send(url, { headers, body: text });
    expect([name, message.result?.isError]).toEqual([name, true]);
  }
  expect(asked).toEqual([]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("many slow senders end at their time, and keep nobody else out", async () => {
  const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
  const { origin, url, asked } = await serving(box, { limits });
  const head =
    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n";
  const slow = Array.from({ length: 50 }, (_, at) =>
    drip(origin, at % 2 === 0 ? head : "POST /mcp HTTP/1.1\r\nX-A: "),
  );
  const headers = { "Mcp-Session-Id": await openSession(url) };
  expect((await send(url, { headers, body: rpc("tools/call", callGet) })).status).toBe(200);
  const answers = await Promise.all(slow);
  for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 408 |$)/);
  expect(asked).toHaveLength(1);
});

/** Writes a byte now and then, until the server ends the connection. @returns what it answered */
function drip(origin: string, head: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let text = "";
    const timer = setInterval(() => socket.write("x"), 10);
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("error", () => undefined);
    socket.once("close", () => {
      clearInterval(timer);
      resolve(text);
    });
    socket.write(head);
  });
}

test("a body in chunks is bounded too, and nothing of it is kept", async () => {
  const { origin, url, asked } = await serving(box);
  const megabyte = `100000\r\n${"x".repeat(0x100000)}\r\n`;
  const head =
    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket
      .on("error", () => undefined)
      .once("close", () => {
        resolve(text);
      });
    socket.write(`${head}${megabyte.repeat(6)}0\r\n\r\n`);
  });
  // Who is told early may find the connection closed while it writes.
  expect(answer).toMatch(/^(HTTP\/1.1 413 |$)/);
  expect((await send(url, { body: initialize })).status).toBe(200);
  expect(asked).toEqual([]);
});
