import { describe, expect, test } from "vitest";
import { initialize, send } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";

const oauth = [
  "/register",
  "/token",
  "/authorize",
  "/.well-known/oauth-authorization-server",
  "/.well-known/oauth-protected-resource/mcp",
  "/.well-known/openid-configuration",
  "/revoke",
  "/introspect",
  "/oauth",
  "/oauth/token",
  "/oauth2/authorize",
  "/oauth/anything/else",
  "/oauth/constructor",
  "/mcp/register",
  "/mcp/token",
  "/mcp/oauth/register",
  "/mcp/.well-known/oauth-protected-resource",
  "/mcp/.well-known/openid-configuration",
];

const sse = ["/sse", "/messages", "/message", "/sse/messages", "/mcp/sse", "/mcp/messages"];

test.each([
  "/mcp/tools",
  "/oauthx",
  "/mcpx/sse",
  "/xsse",
  "/mcp/mcp",
  "/a/register",
  "/constructor",
  "/mcp/constructor",
])("%s is nothing that anybody tries", async (path) => {
  const { origin } = await serving(box);
  const { status, message } = await send(origin + path, { body: initialize });
  expect([status, message.error?.message]).toEqual([404, "There is nothing here. The MCP endpoint is /mcp."]);
});

test("/mcp/ is /mcp", async () => {
  const { url, logged } = await serving(box);
  expect((await send(`${url}/`, { body: initialize })).status).toBe(200);
  expect((await send(`${url}/?a=b`, { body: initialize })).status).toBe(200);
  expect((await send(`${url}//`, { body: initialize })).status).toBe(404);
  expect(logged.filter(({ path }) => path === "/mcp")).toHaveLength(2);
});

describe.each(oauth)("%s", (path) => {
  test.each(["GET", "POST", "DELETE"])(
    "answers %s with an error of OAuth that a client shows",
    async (method) => {
      const { origin } = await serving(box, { env: { KESTRA_MCP_AUTH_TOKEN: "canary-of-sixteen" } });
      const { status, headers, text } = await send(origin + path, { method, body: "grant_type=x" });
      expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
        404,
        "application/json",
        "no-store",
      ]);
      const body = JSON.parse(text) as Record<string, string>;
      expect(Object.keys(body)).toEqual(["error", "error_description"]);
      expect(body.error).toMatch(/^[a-z_]+$/);
      expect(body.error_description).toMatch(/OAuth.*\/mcp.*Authorization: Bearer/);
      expect(text).not.toContain("canary");
    },
  );

  test("says that no login is needed where none is", async () => {
    const { origin } = await serving(box);
    expect((await send(`${origin}${path}/`, { method: "GET" })).text).toContain("asks for no login");
  });
});

test.each(["GET", "POST"])("SSE is told to %s as what is not served, and what is", async (method) => {
  const { origin } = await serving(box);
  for (const path of [...sse, "/sse/"]) {
    const { status, message } = await send(origin + path, {
      method,
      headers: { Accept: "text/event-stream" },
    });
    expect(status).toBe(404);
    expect(message.error?.message).toMatch(/SSE.*not served.*\/mcp/);
  }
});

test.each([...sse, ...oauth])("%s has the guards of every other route", async (path) => {
  const env = { KESTRA_MCP_ALLOWED_ORIGINS: "https://app.example.com" };
  const { origin, logged } = await serving(box, { env });
  const ask = (method: string, headers: Record<string, string>) => send(origin + path, { method, headers });
  expect((await ask("GET", { Host: "evil.example" })).status).toBe(403);
  expect((await ask("GET", { Origin: "https://evil.example" })).status).toBe(403);
  const page = { Origin: "https://app.example.com" };
  expect((await ask("OPTIONS", page)).status).toBe(204);
  expect((await ask("GET", page)).headers["access-control-allow-origin"]).toBe(page.Origin);
  const head = await ask("HEAD", {});
  expect([head.status, head.text]).toEqual([404, ""]);
  expect(JSON.stringify(logged)).not.toContain(path);
});
