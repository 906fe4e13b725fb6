import { describe, expect, test } from "vitest";
import { compiled as program } from "../../../generated/compiled.ts";
import { commands } from "../../../runtime/cli/arguments.ts";
import { verbs } from "../../../runtime/cli/user-verbs/verbs.ts";
import { kestraMcp } from "../support/command-line.ts";

const compiled = { version: "9.9.9", ...program };
const help = async (...words: readonly string[]) => kestraMcp([...words], {}, { compiled });
const own = commands.filter((one) => one !== "pull");

describe("help", () => {
  test("is short, with a line for each command, and says how to get more", async () => {
    const { out, err, exitCode } = await help("help");
    expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toBe("kestra-mcp 9.9.9: the MCP server for Kestra.");
    expect(lines.length).toBeLessThan(30);
    const named = [
      "serve",
      "list",
      "describe",
      "call",
      "doctor",
      "sandbox",
      "catalog",
      ...Object.keys(verbs),
    ];
    for (const name of named)
      expect(lines.filter((line) => line.startsWith(`  ${name} `) && /\S {2,}\S/.test(line))).toHaveLength(1);
    expect(out).toContain("  help COMMAND ");
    for (const words of [["--help"], ["-h"], ["help", "--help"], ["help", "help"]])
      expect((await help(...words)).out).toBe(out);
  });

  test.each([...own, ...Object.keys(verbs), "catalog", "environment"])(
    "on %s is in 80 columns, also as --help",
    async (topic) => {
      const { out, err, exitCode } = await help("help", topic);
      expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
      expect(out).not.toMatch(/ \n|\n{3}|undefined/);
      if (topic !== "environment") expect(await help(topic, "--help")).toEqual({ out, err, exitCode });
    },
  );

  test.each([
    [["help", "lst"], "There is no help on lst. Did you mean list? See kestra-mcp help."],
    [["help", "list", "x", "y"], "kestra-mcp help takes no y."],
    [["help", "--json"], "--json belongs to"],
  ])("%j is refused in words", async (words, told) => {
    const { err, exitCode } = await help(...words);
    expect(err).toContain(told);
    expect(exitCode).toBe(2);
  });
});
