import { spawn } from "node:child_process";
import { expect, inject, onTestFinished, test } from "vitest";
import { callGet, initialize, request2026, send } from "../../http/support/raw.ts";
import { until } from "../../http/support/serving.ts";
import { aloneWith } from "../../support/public-services.ts";
import { configs, httpServer, json } from "../support/server.ts";

test("metrics, traces, rate limits and the audit trail are in what ships, and load there", async () => {
  const kestra = await httpServer(({ url }, response) => {
    json(response, url === "/api/v1/configs" ? configs : { results: [], total: 0 });
  });
  const collector = await httpServer((_, response) => {
    json(response, {});
  });
  const env = aloneWith({
    KESTRA_MCP_PORT: "0",
    KESTRA_BASE_URL: kestra.url,
    KESTRA_MCP_METRICS: "on",
    KESTRA_MCP_OTEL: "true",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: "mine",
    KESTRA_MCP_AUDIT: "stderr",
    KESTRA_MCP_TRUSTED_PROXIES: "loopback",
    KESTRA_MCP_RATE_LIMIT_ADDRESS: "2",
  });
  const child = spawn(process.execPath, [inject("bundle"), "--transport", "http"], { env });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await until(() => stderr.includes("Listening on") || child.exitCode !== null);
  const url = /Listening on ([^"]+)/.exec(stderr)?.[1] ?? stderr;
  await send(url, request2026("tools/call", { ...callGet, name: "list_namespaces" }));
  const from = { "X-Forwarded-For": "198.51.100.1" };
  const statuses = [];
  for (let at = 0; at < 3; at++) statuses.push((await send(url, { headers: from, body: initialize })).status);
  expect(statuses).toEqual([200, 200, 429]);
  const { text } = await send(url.replace("/mcp", "/metrics"), { method: "GET" });
  expect(text).toContain('kestra_mcp_calls_total{tool="list_namespaces"');
  expect(text).toContain('kestra_mcp_limited_total{limit="address"} 1');
  expect(stderr).toContain('"audit":"call","tool":"list_namespaces"');
  child.kill("SIGTERM");
  await until(() => child.exitCode !== null);
  expect(child.exitCode).toBe(0);
  const sent = collector.asked.map(({ url: path, body }) => `${path} ${body.toString()}`);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/^\/v1\/traces .*"mine".*tools\/call list_namespaces/);
});
