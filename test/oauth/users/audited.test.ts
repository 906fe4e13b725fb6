import { userInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { commandsOnFile, iss } from "./on-file.ts";

const { run, inStore, addUser, addGrant } = commandsOnFile();

describe("the audit trail", () => {
  test("has a line for what a command changes, with whom it is about, who ran it, and no secret", async () => {
    const id = await addUser("sub-1", { name: "Ada", email: "ada@example.com" });
    await addGrant("g1", id);
    const more = { KESTRA_MCP_AUDIT: "stderr" };
    await run("list-users", "", more);
    const told = [];
    for (const words of [
      "add-token sub-1",
      "remove-token sub-1",
      "remove-token sub-1 --sessions",
      "revoke sub-1",
      "rotate-keys",
      "add-token new --issuer https://other.example",
    ]) {
      const { err } = await run(words, "canary-secret", more);
      expect(err).not.toContain("canary");
      told.push(JSON.parse(err) as Record<string, unknown>);
    }
    const ada = { user: "ada@example.com", subject: "sub-1", issuer: iss };
    const lines = told.map(({ time, proof, operator, ...line }) => {
      expect([typeof time, proof, operator]).toEqual(["string", "command line", userInfo().username]);
      return line;
    });
    expect(lines).toEqual([
      { audit: "credential set", ...ada },
      { audit: "credential removed", ...ada },
      { audit: "revoke", ...ada, reason: "all that the user gave" },
      { audit: "revoke", ...ada, reason: "all that the user gave" },
      { audit: "keys rotated", reason: "encrypted anew: 0" },
      { audit: "credential set", user: "new", subject: "new", issuer: "https://other.example" },
    ]);
  });

  test("is where the server has it, and what cannot be told there is not done", async () => {
    await addUser("sub-1");
    expect((await run("revoke sub-1", "", { KESTRA_MCP_AUTH: "oauth" })).err).toContain('"audit":"revoke"');
    const { err, exitCode } = await run("add-token sub-1", "tok", { KESTRA_MCP_AUDIT: "/none/audit.log" });
    expect(err).toContain("KESTRA_MCP_AUDIT: /none/audit.log cannot be written (ENOENT).");
    expect(exitCode).toBe(2);
    expect(await inStore((store) => store.count("credential"))).toBe(0);
  });
});
