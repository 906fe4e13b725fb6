import { expect, test } from "vitest";
import { Client } from "../runtime/support/client.ts";
import { configs, deadUrl, httpServer, json } from "../runtime/support/server.ts";
import { callGet, initialize, request2026, openSession, rpc, send } from "./support/raw.ts";
import { started } from "./support/process.ts";
import { box, serving, until } from "./support/serving.ts";

test("each line of the log is JSON, names its request, and holds no secret", async () => {
  const env = {
    KESTRA_API_TOKEN: "canary-kestra-token",
    KESTRA_MCP_AUTH_TOKEN: "canary-bearer-token",
    KESTRA_MCP_LOG_LEVEL: "DEBUG",
  };
  const kestra = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else json(response, { message: `no ${one.headers.authorization ?? ""}` }, 500);
  });
  const { client, url } = await started({ KESTRA_BASE_URL: kestra.url, ...env });
  const Authorization = "Bearer canary-bearer-token";
  await send(url, { headers: { Authorization: "Bearer canary-wrong" }, body: initialize });
  const id = await openSession(url, { Authorization });
  const headers = { Authorization, "Mcp-Session-Id": id };
  const answer = await send(url, { headers, body: rpc("tools/call", callGet) });
  await send(`${url}/canary-path?canary=1`, { method: "GET", headers });
  await until(() => client.stderr.split('"message":"request"').length === 5);
  client.process.kill("SIGTERM");
  expect(await client.exit()).toBe(0);
  const lines = client.stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(client.stderr + answer.text).not.toContain("canary");
  expect(client.received).toEqual([]);
  const requestId = answer.headers["x-request-id"];
  const about = lines.filter((line) => line.requestId === requestId);
  expect(about.map(({ message, status, rpc }) => [message, status, rpc])).toEqual([
    [expect.stringMatching(/^GET \/api\/v1\/main\/boxes\/a: 500, /), undefined, undefined],
    ["request", 200, "tools/call"],
  ]);
});

test("SIGTERM: calls end, streams end, nothing new is taken, and the exit is clean", async () => {
  let answer: () => void = () => undefined;
  const kestra = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, configs);
    else
      answer = () => {
        json(response, { id: "done" });
      };
  });
  const { client, url } = await started({ KESTRA_BASE_URL: kestra.url });
  const id = await openSession(url);
  const headers = { "Mcp-Session-Id": id };
  const stream = send(url, { method: "GET", headers });
  const listening = send(
    url,
    request2026("subscriptions/listen", { notifications: { toolsListChanged: true } } as never),
  );
  const calls = [send(url, { headers, body: rpc("tools/call", callGet) })];
  await until(() => kestra.asked.some(({ url }) => url.endsWith("/boxes/a")));
  client.process.kill("SIGTERM");
  expect((await stream).status).toBe(200);
  await expect(send(url, { body: initialize })).rejects.toThrow();
  await until(() => client.stderr.includes("Calls are under way, and may take up to 10 s more"));
  answer();
  expect((await calls[0])?.message.result?.structuredContent).toEqual({ id: "done" });
  expect((await listening).text).toContain('"resultType":"complete"');
  expect(await client.exit()).toBe(0);
});

test("a call that hangs does not keep a server that is told to stop", async () => {
  const kestra = { closed: 0 };
  const server = await serving(({ socket }) => socket.once("close", () => kestra.closed++));
  const id = await openSession(server.url);
  const call = send(server.url, { headers: { "Mcp-Session-Id": id }, body: rpc("tools/call", callGet) });
  const other = request2026("tools/call", callGet);
  const second = send(server.url, other).catch(() => undefined);
  await until(() => server.asked.length === 2);
  await server.stop(50);
  expect((await call).message).toEqual({});
  await second;
  await until(() => kestra.closed === 2);
});

test.each([
  [{ KESTRA_MCP_HOST: "0.0.0.0" }, "KESTRA_MCP_AUTH_TOKEN"],
  [{ KESTRA_MCP_HOST: "::" }, "KESTRA_MCP_ALLOW_UNAUTHENTICATED"],
  [{ KESTRA_MCP_PORT: "70000" }, "KESTRA_MCP_PORT"],
  [{ KESTRA_MCP_TRANSPORT: "sse" }, "KESTRA_MCP_TRANSPORT"],
  [{ KESTRA_MCP_AUTH_TOKEN: "canary token of mine" }, "KESTRA_MCP_AUTH_TOKEN"],
  [{ KESTRA_MCP_ALLOWED_ORIGINS: "app.example.com" }, "KESTRA_MCP_ALLOWED_ORIGINS"],
  [{ KESTRA_MCP_STATELESS: "maybe" }, "KESTRA_MCP_STATELESS"],
  [{ KESTRA_MCP_MAX_SESSIONS: "0" }, "KESTRA_MCP_MAX_SESSIONS"],
])("%o does not start, and says why", async (env, named) => {
  const client = new Client({ KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_PORT: "0", ...env });
  expect(await client.exit()).toBe(2);
  expect(client.stderr).toContain(named);
  expect(client.stderr).not.toContain("canary");
});

test("where others can reach it, a token or the operator's word lets it start; names must be said", async () => {
  const KESTRA_BASE_URL = await deadUrl();
  for (const env of [
    { KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen" },
    { KESTRA_MCP_ALLOW_UNAUTHENTICATED: "true" },
  ]) {
    const { client, url } = await started({ KESTRA_BASE_URL, KESTRA_MCP_HOST: "0.0.0.0", ...env });
    const local = url.replace("0.0.0.0", "127.0.0.1");
    const status = async (Host: string) =>
      (
        await send(local, {
          headers: { Host, Authorization: "Bearer token-of-sixteen" },
          body: initialize,
        })
      ).status;
    expect([await status("10.0.0.7:8000"), await status("kestra.example")]).toEqual([200, 403]);
    client.process.kill("SIGTERM");
    expect(await client.exit()).toBe(0);
  }
});

test("a port that is taken is an error of the configuration", async () => {
  const { origin } = await serving(box);
  const client = new Client({ KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_PORT: new URL(origin).port });
  expect(await client.exit()).toBe(2);
  const { port } = new URL(origin);
  expect(client.stderr).toBe(
    `Cannot listen on 127.0.0.1:${port}: another program listens there. Set KESTRA_MCP_PORT to another port; 0 is any that is free.\n`,
  );
});
