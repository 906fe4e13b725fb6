import { expect, test } from "vitest";
import { setVariables } from "../../../runtime/cli/doctor-variables.ts";
import type { Config } from "../../../runtime/config/config.ts";
import { variables } from "../../../runtime/config/variables/variables.ts";
import type { Variable } from "../../../runtime/config/variables/variable.ts";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { json } from "../support/server.ts";

const canary = "canary-of-a-secret";
const empty = () =>
  kestra((_, response) => {
    json(response, { results: [], total: 0 });
  });

test("doctor tells each variable that is set, and its value where it is no secret", async () => {
  const rows: readonly Variable[] = variables;
  const env = {
    KESTRA_BASE_URL: await empty(),
    KESTRA_API_TOKEN: canary,
    KESTRA_MCP_FLOWS: "label:tool=yes",
    KESTRA_MCP_PROMPTS_FILE: "",
    KESTRA_MCP_EXTRA_HEADERS: `X-Key: ${canary}`,
    KESTRA_MCP_AUTH_TOKEN: canary,
  };
  const { out } = await kestraMcp(["doctor"], env);
  for (const [name, text] of Object.entries(env)) {
    expect(rows.map((row) => row.name)).toContain(name);
    expect(out.includes(`\n  ${name}`)).toBe(text !== "");
  }
  expect(out).toContain("  KESTRA_MCP_FLOWS label:tool=yes\n");
  expect(out).not.toContain(canary);
});

test("doctor tells no user and password of an address, however it is written", () => {
  const texts = [
    `https://user:${canary}@mcp.example.com/mcp`,
    `https://a.example.com,http://u:p/${canary}@b.c`,
  ];
  for (const text of texts) {
    const set = [{ name: "KESTRA_MCP_ALLOWED_ORIGINS", from: "environment", text }];
    const told = setVariables({ set } as unknown as Config, {}).masked((one) => one);
    expect(told).toContain("KESTRA_MCP_ALLOWED_ORIGINS http");
    expect(told).not.toContain(canary);
  }
});

test("doctor tells what --sandbox sets as its own", async () => {
  const url = await empty();
  const startSandbox = () => Promise.resolve({ url, close: () => undefined });
  const env = { KESTRA_MCP_TIMEOUT: "20", KESTRA_API_TOKEN: canary };
  const { out } = await kestraMcp(["doctor", "--sandbox"], env, { startSandbox });
  expect(out).toContain("  credentials  Basic, of --sandbox\n");
  expect(out).toContain("  KESTRA_PASSWORD, set by --sandbox\n");
  expect(out).toContain("  KESTRA_MCP_TIMEOUT 20\n");
  expect(out).not.toContain(canary);
});
