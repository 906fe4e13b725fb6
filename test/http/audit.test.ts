import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { kestraService } from "../../runtime/mcp/kestra-service.ts";
import { auditObserver } from "../../runtime/operation/audit.ts";
import { json, type Respond } from "../runtime/support/server.ts";
import { initialize, openSession, rpc, send } from "./support/raw.ts";
import { serving } from "./support/serving.ts";

const tokens = { ann: "ann-token-0123456789", bob: "bob-token-0123456789" };
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "audit-"));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

function access(): Readonly<Record<string, string>> {
  const at = folder();
  const write = (name: string, text: string) => {
    writeFileSync(join(at, name), text, { mode: 0o600 });
    return join(at, name);
  };
  const roles = `
roles:
  engineer:
    - allow: [read, write]
      tools: [get_flow, create_flow_from_yaml, manage_executions.pause]
      namespaces: [company.data]
`;
  return {
    KESTRA_MCP_ROLES_FILE: write("roles.yaml", roles),
    KESTRA_MCP_TOKENS_FILE: write(
      "tokens.yaml",
      `tokens:\n  - name: ann\n    token: ${tokens.ann}\n    roles: [engineer]\n`,
    ),
    KESTRA_MCP_AUTH_TOKEN: tokens.bob,
  };
}

const kestra: Respond = ({ url }, response) => {
  if (url.includes("/executions/"))
    json(response, {
      id: "x",
      namespace: "company.data.etl",
      flowId: "hello",
      state: { current: "SUCCESS", histories: [] },
      taskRunList: [],
    });
  else json(response, { id: "hello", namespace: "company.data", revision: 1, source: "id: hello" });
};

async function audited() {
  const lines: Record<string, unknown>[] = [];
  const observer = auditObserver(
    (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
    () => new Date(0),
  );
  const server = await serving(kestra, {
    tools: { version: "1", ...compiled },
    service: kestraService("1", compiled),
    observers: [observer],
    env: { KESTRA_API_VERSION: "2.0", KESTRA_MCP_CONFIRM: "never", ...access() },
  });
  const callAs = async (token: string) => {
    const headers = { ...bearer(token), "Mcp-Session-Id": await openSession(server.url, bearer(token)) };
    return (name: string, values: object) =>
      send(server.url, { headers, body: rpc("tools/call", { name, arguments: values }) });
  };
  return { lines, callAs, url: server.url };
}

describe("the audit trail", () => {
  test("has a line for each call, with the namespace that it named and no other argument", async () => {
    const { lines, callAs } = await audited();
    const call = await callAs(tokens.bob);
    const answer = await call("get_flow", { namespace: "company.data", flow_id: "canary" });
    await call("manage_executions", { action: "get", execution_id: "canary" });
    await call("create_flow_from_yaml", { yaml_definition: "id: canary\nnamespace: company.yaml\n" });
    await call("manage_executions", { action: "pause", execution_id: "canary" });
    await call("get_flow", { namespace: "can ary", flow_id: "x" });
    expect(lines.map(({ tool, action, namespace, outcome }) => [tool, action, namespace, outcome])).toEqual([
      ["get_flow", undefined, "company.data", "done"],
      ["manage_executions", "get", "company.data.etl", "done"],
      ["create_flow_from_yaml", undefined, "company.yaml", expect.any(String)],
      ["manage_executions", "pause", undefined, expect.any(String)],
      ["get_flow", undefined, undefined, expect.any(String)],
    ]);
    expect(lines[0]?.reason).toBeUndefined();
    for (const { outcome, reason } of lines)
      expect(reason).toEqual(
        outcome === "failed" ? expect.stringMatching(/^(Input|Kestra|Contract)Error( \d+)?: /) : undefined,
      );
    expect(lines[0]).toEqual({
      time: "1970-01-01T00:00:00.000Z",
      audit: "call",
      tool: "get_flow",
      namespace: "company.data",
      user: "bearer",
      proof: "static token",
      subject: "bearer",
      session: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      outcome: "done",
      ms: expect.any(Number) as number,
      address: "127.0.0.1",
      requestId: answer.headers["x-request-id"],
    });
    expect(JSON.stringify(lines)).not.toMatch(/canary|can ary/);
  });

  test("has a line for what roles refuse, whichever way", async () => {
    const { lines, callAs } = await audited();
    const call = await callAs(tokens.ann);
    await call("get_flow", { namespace: "company.people", flow_id: "x" });
    await call("execute_flow", { namespace: "company.data", flow_id: "x" });
    await call("manage_executions", { action: "kill", execution_id: "x" });
    const denied = lines.filter(({ audit }) => audit === "permission denied");
    expect(
      denied.map(({ user, tool, action, namespace, reason }) => [user, tool, action, namespace, reason]),
    ).toEqual([
      ["ann", "get_flow", undefined, "company.people", "outside its namespaces"],
      ["ann", "execute_flow", undefined, "company.data", "not granted"],
      ["ann", "manage_executions", "kill", undefined, "not granted"],
    ]);
    expect(denied.map(({ session }) => session)).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^[0-9a-f]{8}$/) as string),
    );
  });

  test("has a line for a token that is refused, with the address that it came from, and without it", async () => {
    const { lines, url } = await audited();
    for (const headers of [bearer("canary-0123456789012"), {}, bearer(tokens.bob)])
      await send(url, { headers, body: initialize });
    expect(lines).toEqual([
      {
        time: "1970-01-01T00:00:00.000Z",
        audit: "denied",
        reason: "The bearer token is not the right one.",
        address: "127.0.0.1",
        requestId: expect.any(String) as string,
      },
    ]);
  });

  test("names whoever logged in by all that is known, and nothing that starts a line or hides one", () => {
    const lines: string[] = [];
    const observer = auditObserver(
      (line) => lines.push(line),
      () => new Date(0),
    );
    const principal = {
      subject: "s1",
      issuer: "https://id.example.com",
      roles: [],
      scopes: [],
      proof: "access token",
      permission: "all",
      user: {
        name: "Ann",
        email: "ann@example.com\n\u202e",
        emailVerified: true,
        client: { id: "c1", name: "x".repeat(999) },
        grant: "g1",
      },
    } as const;
    observer.access?.({ event: "login", principal, requestId: "r" });
    observer.access?.({ event: "reuse", client: "c2", grant: "g2", reason: "a code came twice" });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        time: "1970-01-01T00:00:00.000Z",
        audit: "login",
        user: "ann@example.com\\n\\u{202e}",
        proof: "access token",
        subject: "s1",
        issuer: "https://id.example.com",
        client: "c1",
        clientName: `${"x".repeat(200)}…`,
        grant: "g1",
        requestId: "r",
      },
      {
        time: "1970-01-01T00:00:00.000Z",
        audit: "reuse",
        client: "c2",
        grant: "g2",
        reason: "a code came twice",
      },
    ]);
  });
});
