import { describe, expect, test } from "vitest";
import { verbs } from "../../../runtime/cli/user-verbs/verbs.ts";
import { commandsOnFile } from "./on-file.ts";

const { run } = commandsOnFile();

describe("help", () => {
  test("tells of all of them", async () => {
    const { out, exitCode } = await run("users --help");
    expect(exitCode).toBe(0);
    for (const verb of Object.keys(verbs)) expect(out).toContain(`kestra-mcp ${verb}`);
  });

  test.each(Object.keys(verbs))("behind %s is about it alone, and needs nothing", async (verb) => {
    const none = { KESTRA_MCP_STORE: "", KESTRA_MCP_ENCRYPTION_KEYS: "" };
    const said = await run(`${verb} --help`, "", none);
    expect(said).toMatchObject({ err: "", exitCode: 0 });
    expect(said.out.split("\n")[0]).toMatch(new RegExp(`^Usage: kestra-mcp ${verb}( |$)`));
    for (const other of Object.keys(verbs))
      if (other !== verb) expect(said.out).not.toContain(`kestra-mcp ${other}`);
    for (const words of [`users ${verb} -h`, `help ${verb}`, `help users ${verb}`])
      expect(await run(words, "", none)).toEqual(said);
  });

  test("names what a verb takes", async () => {
    expect((await run("users list --help")).out).toContain("Usage: kestra-mcp list-users [--json]\n");
    const { out } = await run("add-token --help");
    for (const word of ["--username NAME", "--issuer URL", "KESTRA_MCP_STORE", "KESTRA_BASE_URL"])
      expect(out).toContain(word);
    const rotating = (await run("help rotate-keys")).out.replaceAll("\n", " ");
    for (const words of [
      "need it to exchange a key",
      "logs nobody out",
      "Put the new key",
      "Take the old key away",
    ])
      expect(rotating).toContain(words);
  });
});
