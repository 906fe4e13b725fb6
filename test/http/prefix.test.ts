import { describe, expect, test } from "vitest";
import type { Visit } from "../../runtime/transport/http/checks/check.ts";
import { sendJson } from "../../runtime/transport/http/wire/reply.ts";
import { nobody } from "../../runtime/auth/principal.ts";
import { initialize, send } from "./support/raw.ts";
import { started } from "./support/process.ts";
import { deadUrl } from "../runtime/support/server.ts";
import { box, serving } from "./support/serving.ts";

const env = { KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/tools/kestra" };

/** A route that says back how it was found. */
const echo = {
  authenticate: () => Promise.resolve(nobody),
  routes: [
    {
      name: "echo",
      matches: (path: string) => path.startsWith("/.well-known/") || path === "/oauth/token",
      checks: [],
      serve: ({ path, response }: Visit) => {
        sendJson(response, 200, { path });
      },
    },
  ],
  close: () => Promise.resolve(),
};

describe("a public URL with a path", () => {
  test.each(["/mcp", "/mcp/", "/tools/kestra/mcp", "/tools/kestra/mcp/"])("serves %s", async (path) => {
    const { origin } = await serving(box, { env });
    expect((await send(origin, { path, body: initialize })).status).toBe(200);
  });

  test.each([
    ["/oauth/token", "/oauth/token"],
    ["/tools/kestra/oauth/token?a=/tools/kestra", "/oauth/token"],
    ["/tools/kestra/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource"],
    [
      "/.well-known/oauth-protected-resource/tools/kestra/mcp",
      "/.well-known/oauth-protected-resource/tools/kestra/mcp",
    ],
  ])("hands %s to the routes", async (path, seen) => {
    const { origin } = await serving(box, { env, authentication: echo });
    const { text } = await send(origin, { method: "GET", path });
    expect(JSON.parse(text)).toEqual({ path: seen });
  });

  test.each([
    "/tools/kestramcp",
    "/tools/mcp",
    "/kestra/mcp",
    "/tools/kestra/tools/kestra/mcp",
    "/tools/kestra",
  ])("serves nothing at %s, and says where the endpoint is", async (path) => {
    const { origin } = await serving(box, { env });
    const { status, message } = await send(origin, { path, body: initialize });
    expect([status, message.error?.message]).toEqual([
      404,
      "There is nothing here. The MCP endpoint is https://mcp.example.com/tools/kestra/mcp.",
    ]);
  });

  // A proxy that takes the path away leaves what may begin like it.
  test.each([
    ["/oauth", "/oauth/token", "/oauth/token"],
    ["/oauth", "/oauth/oauth/token/", "/oauth/token"],
    ["/.well-known", "/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource"],
    ["/mcp", "/mcp/oauth/token", "/oauth/token"],
  ])("that is %s: %s is handed to the routes as %s", async (prefix, path, seen) => {
    const { origin } = await serving(box, {
      env: { KESTRA_MCP_PUBLIC_URL: `https://mcp.example.com${prefix}` },
      authentication: echo,
    });
    expect(JSON.parse((await send(origin, { method: "GET", path })).text)).toEqual({ path: seen });
  });

  test("its host and its pages may come, and no others", async () => {
    const { url } = await serving(box, { env });
    const status = async (headers: Record<string, string>) =>
      (await send(url, { headers, body: initialize })).status;
    expect(await status({ Host: "mcp.example.com", Origin: "https://mcp.example.com" })).toBe(200);
    expect(await status({ Host: "other.example.com" })).toBe(403);
    expect(await status({ Host: "mcp.example.com", Origin: "http://mcp.example.com" })).toBe(403);
  });

  test("no header of a proxy makes a URL", async () => {
    const { origin } = await serving(box, { env });
    const headers = {
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Proto": "http",
      Forwarded: "host=evil.example",
    };
    const answers = await Promise.all(
      ["/nope", "/sse", "/register"].map((path) => send(origin, { method: "GET", path, headers })),
    );
    for (const { text } of answers) {
      expect(text).toContain("https://mcp.example.com/tools/kestra/mcp");
      expect(text).not.toContain("evil");
    }
  });
});

test("the line of the start tells the public URL", async () => {
  const open = { KESTRA_MCP_ALLOW_UNAUTHENTICATED: "true" };
  const { client } = await started({ KESTRA_BASE_URL: await deadUrl(), ...env, ...open });
  expect(client.stderr).toMatch(
    /Listening on http:\/\/127\.0\.0\.1:\d+\/mcp, for clients at https:\/\/mcp\.example\.com\/tools\/kestra\/mcp"/,
  );
});

describe("what is refused stands in the log", () => {
  test("a foreign Host, with the path and the address", async () => {
    const { url, logged } = await serving(box, { env: { ...env, KESTRA_MCP_TRUSTED_PROXIES: "loopback" } });
    const headers = { Host: "evil\u00e9.example", "X-Forwarded-For": "198.51.100.1" };
    await send(url, { headers, body: initialize });
    expect(logged).toContainEqual(
      expect.objectContaining({
        level: "warning",
        path: "/mcp",
        address: "198.51.100.1",
        message: expect.stringContaining("The Host header is") as string,
      }),
    );
  });

  test.each([
    ["/.well-known/oauth-authorization-server-x", "/.well-known/oauth-authorization-server-x"],
    ["/kestra/mcp", "/kestra/…"],
    ["/favicon.ico", "/favicon.ico"],
    ["/sk-canary91", "/…"],
    ["/canarycanarycanarycanarycanary", "/…"],
    ["/login?token=canary", "/login"],
    ["/%63anary", "/…"],
  ])("%s as %s", async (path, told) => {
    const { origin, logged } = await serving(box);
    await send(origin, { method: "GET", path });
    const all = logged.filter(({ status }) => status === 404);
    expect(all.map((line) => line.path)).toEqual([path.startsWith("/.well-known") ? "a neighbour" : told]);
    expect(JSON.stringify(logged)).not.toContain("canary");
  });
});

test("failures of logging in are counted by the address that a trusted proxy says", async () => {
  const { url } = await serving(box, {
    env: { KESTRA_MCP_TRUSTED_PROXIES: "loopback", KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen" },
  });
  const status = async (address: string) =>
    (await send(url, { headers: { "X-Forwarded-For": `9.9.9.9, ${address}` }, body: initialize })).status;
  for (let at = 0; at < 30; at++) expect(await status("198.51.100.1")).toBe(401);
  expect([await status("198.51.100.1"), await status("198.51.100.2")]).toEqual([429, 401]);
});
