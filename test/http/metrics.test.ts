import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../runtime/store/memory-store.ts";
import { json } from "../runtime/support/server.ts";
import { callGet, openSession, request2026, rpc, send } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";
import { watched } from "./support/watched.ts";

const env = { KESTRA_MCP_METRICS: "on", KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen" };
const headers = { Authorization: "Bearer token-of-sixteen" };

/** The lines of a page, without what Node's process tells. */
const linesOf = (text: string) => text.split("\n").filter((line) => line.startsWith("kestra_mcp_"));

describe("metrics", () => {
  test("count calls, requests, sessions and what is stored, by names of ours alone", async () => {
    const store = createMemoryStore(Date.now);
    await store.put("grant", { id: "g", owner: "u", body: {} });
    const operation = await watched(env, store);
    const { url, origin } = await serving(
      ({ url: path }, response) => {
        json(response, { id: "a" }, path.endsWith("b") ? 503 : 200);
      },
      { env, operation },
    );
    const session = { ...headers, "Mcp-Session-Id": await openSession(url, headers) };
    await send(url, { headers: session, body: rpc("tools/call", callGet) });
    await send(url, {
      headers: session,
      body: rpc("tools/call", { name: "get_box", arguments: { box_id: "b" } }),
    });
    await send(url, { headers: session, body: rpc("tools/call", { name: "canary", arguments: {} }) });
    await send(`${origin}/canary`, { method: "GET", headers });
    await send(url, { method: "PROPFIND", headers });
    await send(url, {});
    const page = await send(`${origin}/metrics`, { method: "GET", headers });
    expect(page.headers["content-type"]).toMatch(/^text\/plain; version=0.0.4/);
    const lines = linesOf(page.text);
    expect(lines).toEqual(
      expect.arrayContaining([
        'kestra_mcp_info{version="9.9.9",auth="token"} 1',
        'kestra_mcp_calls_total{tool="get_box",action="",outcome="done"} 1',
        'kestra_mcp_calls_total{tool="get_box",action="",outcome="failed"} 1',
        'kestra_mcp_call_duration_seconds_count{tool="get_box"} 2',
        'kestra_mcp_requests_total{service="kestra",method="GET",status="2xx"} 1',
        'kestra_mcp_http_requests_total{route="/mcp",method="POST",status="401"} 1',
        'kestra_mcp_http_requests_total{route="/mcp",method="other",status="405"} 1',
        'kestra_mcp_http_requests_total{route="another",method="GET",status="404"} 1',
        "kestra_mcp_sessions 1",
        'kestra_mcp_stored{kind="grant"} 1',
      ]),
    );
    expect(lines.join("\n")).toMatch(/requests_total\{service="kestra",method="GET",status="5xx"\} \d/);
    expect(page.text).toContain("process_cpu_seconds_total");
    expect(page.text).not.toMatch(/canary|PROPFIND|token-of/);
  });

  test("are read with the operator's token, and with no other", async () => {
    const operation = await watched(env);
    const { origin } = await serving(box, { env, operation });
    const read = async (given: object) =>
      (await send(`${origin}/metrics`, { method: "GET", headers: { ...given } })).status;
    expect(await read({})).toBe(401);
    expect(await read({ Authorization: "Bearer token-of-sixteen-x" })).toBe(401);
    expect(await read({ ...headers, Host: "evil.example" })).toBe(403);
    expect(await read(headers)).toBe(200);
    const named = await serving(box, {
      env,
      operation,
      authentication: {
        authenticate: () =>
          Promise.resolve({
            subject: "ann",
            roles: [],
            scopes: [],
            proof: "access token",
            permission: "all",
          }),
        routes: [],
        close: () => Promise.resolve(),
      },
    });
    expect((await send(`${named.origin}/metrics`, { method: "GET" })).status).toBe(403);
  });

  test("are nowhere unless they are wanted", async () => {
    const { origin } = await serving(box);
    expect((await send(`${origin}/metrics`, { method: "GET" })).status).toBe(404);
    expect((await watched({})).metrics).toBeUndefined();
  });

  test("have an address of their own where that is said, and none beside /mcp then", async () => {
    const own = { KESTRA_MCP_METRICS: "127.0.0.1:0" };
    const server = await serving(box, { env: own, operation: await watched(own) });
    await send(server.url, request2026("tools/call", callGet));
    const page = await fetch(server.metricsUrl ?? "");
    expect(linesOf(await page.text())).toContain(
      'kestra_mcp_calls_total{tool="get_box",action="",outcome="done"} 1',
    );
    expect((await fetch(new URL("/mcp", server.metricsUrl))).status).toBe(404);
    expect((await send(`${server.origin}/metrics`, { method: "GET" })).status).toBe(404);
  });

  test.each([
    [
      { KESTRA_MCP_METRICS: "on", KESTRA_MCP_AUTH: "oauth" },
      "set KESTRA_MCP_AUTH_TOKEN, with which they are read",
    ],
    [{ KESTRA_MCP_METRICS: "9464" }, "KESTRA_MCP_METRICS must be on, off, or an address with a port"],
    [
      { KESTRA_MCP_METRICS: "127.0.0.1:99999" },
      "KESTRA_MCP_METRICS must be on, off, or an address with a port",
    ],
  ])("%o is a mistake", async (wrong, message) => {
    await expect(async () => watched(wrong)).rejects.toThrow(message);
  });

  test("a store that does not answer takes nothing else from the page", async () => {
    const store = createMemoryStore(Date.now);
    const operation = await watched(env, { ...store, count: () => Promise.reject(new Error("down")) });
    expect(await operation.metrics?.text()).toContain("kestra_mcp_info{");
  });
});
