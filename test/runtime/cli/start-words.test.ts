import { expect, test } from "vitest";
import { kestraMcp } from "../support/command-line.ts";
import { deadUrl } from "../support/server.ts";

const env = { KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_PORT: "0" };

test("settings that contradict each other stop the start before anything is opened", async () => {
  const { err, exitCode } = await kestraMcp(["serve"], {
    ...env,
    KESTRA_BASE_URL: await deadUrl(),
    KESTRA_MCP_AUTH: "external",
    KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/mcp",
    KESTRA_MCP_USER_CREDENTIALS: "shared,stored",
    KESTRA_MCP_STORE: "file:/nowhere/at/all/store.db",
  });
  expect(exitCode).toBe(2);
  expect(err).toMatch(
    /^KESTRA_MCP_PUBLIC_URL is https:\/\/mcp\.example\.com\/mcp, .*\nKESTRA_MCP_USER_CREDENTIALS has stored behind shared, .*\n$/,
  );
});

test("a client over stdio is told that nobody logs in there", async () => {
  const told: string[] = [];
  const { err, exitCode } = await kestraMcp(
    ["serve"],
    { KESTRA_MCP_AUTH: "oauth" },
    { tellClient: (message) => Promise.resolve(void told.push(message)) },
  );
  expect(exitCode).toBe(2);
  expect(told).toEqual([expect.stringContaining("nobody logs in over stdio") as string]);
  expect(err).toBe(`${told.join()}\n`);
});

test("what is set in vain is warned of at any level of the log, and no command but the server's says it", async () => {
  const open = {
    ...env,
    KESTRA_MCP_HOST: "0.0.0.0",
    KESTRA_MCP_AUDIENCE: "x",
    KESTRA_MCP_LOG_LEVEL: "CRITICAL",
  };
  const { err, exitCode } = await kestraMcp(["serve"], { ...open, KESTRA_BASE_URL: await deadUrl() });
  expect(exitCode).toBe(2);
  const [first = "", second = ""] = err.split("\n");
  expect(JSON.parse(first)).toMatchObject({
    level: "warning",
    message: "KESTRA_MCP_AUDIENCE is ignored: it is for users who log in.",
  });
  expect(second).toContain("KESTRA_MCP_HOST is 0.0.0.0");
  expect((await kestraMcp(["list"], { ...open, KESTRA_BASE_URL: await deadUrl() })).err).toBe("");
});
