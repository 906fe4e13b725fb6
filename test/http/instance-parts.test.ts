import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { readConfig } from "../../runtime/config/config.ts";
import { kestraService } from "../../runtime/mcp/kestra-service.ts";
import { createSession } from "../../runtime/mcp/session.ts";
import { listen } from "../../runtime/transport/http/serve.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { connected } from "./support/clients.ts";

const tokens = { some: "token-of-some-0123456789", all: "token-of-all-0123456789" };
const credentials = { username: "admin@kestra.io", password: "Admin1234" };

const flow = (id: string) =>
  `id: ${id}\nnamespace: company.team\ntasks:\n  - { id: say, type: io.kestra.plugin.core.log.Log, message: hi }\n`;
const states = ["CREATED", "QUEUED", "RUNNING", "FAILED", "SUCCESS", "PAUSED", "CANCELLED"] as const;
const seed = {
  flows: [flow("hello")],
  instance: { workers: [] },
  executions: states.map((state) => ({ namespace: "company.team", flowId: "hello", state, age: 3_600_000 })),
};

/** A server before an Enterprise Kestra, for somebody who may read in one namespace, and for somebody who may read all. */
async function serving(line: string) {
  const at = mkdtempSync(join(tmpdir(), "instance-parts-"));
  onTestFinished(() => {
    rmSync(at, { recursive: true });
  });
  writeFileSync(
    join(at, "roles.yaml"),
    "roles:\n  some:\n    - allow: [read]\n      namespaces: [company.team]\n  all:\n    - allow: [read]\n",
  );
  writeFileSync(
    join(at, "tokens.yaml"),
    `tokens:\n  - name: some\n    token: ${tokens.some}\n    roles: [some]\n  - name: all\n    token: ${tokens.all}\n    roles: [all]\n`,
    { mode: 0o600 },
  );
  const sandbox = await startSandbox({ line, edition: "ee", ...credentials, seed });
  onTestFinished(() => sandbox.close());
  const config = readConfig({
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_USERNAME: credentials.username,
    KESTRA_PASSWORD: credentials.password,
    KESTRA_MCP_PORT: "0",
    KESTRA_MCP_ROLES_FILE: join(at, "roles.yaml"),
    KESTRA_MCP_TOKENS_FILE: join(at, "tokens.yaml"),
  });
  const session = createSession({ version: "1", ...compiled }, config, () => undefined);
  const server = await listen({ service: kestraService("1", compiled), session, endpoint: config.endpoint });
  onTestFinished(async () => {
    await server.stop(0);
    session.close();
  });
  const asked = () => sandbox.requests.filter(({ path }) => /^\/api\/v1\/(instance|tenants)/.test(path));
  const as = (name: keyof typeof tokens) =>
    connected("2025-11-25", server.url, { Authorization: `Bearer ${tokens[name]}` });
  return { as, asked };
}

test.each(["1.0", "1.3", "2.0"])(
  "Workers and services of the instance (%s) are left out for whose roles are for some namespaces, and it is said",
  async (line) => {
    const { as, asked } = await serving(line);
    const some = await as("some");
    const of = { namespace: "company.team" };
    const executions = JSON.parse(await some.call("list_executions", of)) as {
      readonly results: readonly {
        readonly id: string;
        readonly flowId: string;
        readonly namespace: string;
      }[];
    };
    expect(executions.results.length).toBeGreaterThan(5);
    const left = await Promise.all([
      some.call("diagnose", of),
      some.call("get_dashboard", of),
      ...executions.results.slice(0, 25).map(({ id }) => some.call("diagnose", { execution_id: id })),
      ...executions.results
        .slice(0, 10)
        .map(({ flowId: flow_id, namespace }) => some.call("diagnose", { namespace, flow_id })),
    ]);
    expect(asked()).toEqual([]);
    for (const text of left) expect(text).toContain('"summary":');
    for (const text of left.slice(0, 2)) expect(text).toContain("only some namespaces may be looked at here");
    expect(left[1]).not.toContain('"fleet"');
    expect(await some.call("get_status")).toContain("Unknown tool");
    const all = await as("all");
    const whole = [await all.call("diagnose", of), await all.call("get_dashboard", of)];
    expect(asked().length).toBeGreaterThan(0);
    for (const text of whole) expect(text).not.toContain("your role is for");
  },
);
