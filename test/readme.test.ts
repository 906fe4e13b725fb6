import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { format } from "prettier";
import { describe, expect, inject, it } from "vitest";
import { variables, type Variable } from "../runtime/variables.ts";
import { blocksIn, commandsIn } from "./support/markdown.ts";
import { startServer } from "./support/server.ts";
import { root } from "./support/source.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const run = promisify(execFile);

describe("README", () => {
  it("has a configuration that starts the server", async () => {
    const [block] = blocksIn(readme).filter(({ language }) => language === "json");
    const { mcpServers } = JSON.parse(block?.text ?? "") as {
      mcpServers: Record<string, { command: string; args: string[]; env: Record<string, string> }>;
    };
    const { command, args, env } = mcpServers.kestra ?? { command: "", args: [], env: {} };
    expect([command, ...args]).toEqual(["node", "dist/kestra-mcp.js"]);
    const known: readonly string[] = variables.map(({ name }) => name);
    for (const name of Object.keys(env)) expect(known).toContain(name);
    // Nobody listens there: what matters is that the server starts and offers its tools.
    const quiet = { KESTRA_BASE_URL: "http://127.0.0.1:9/api/v1", KESTRA_MCP_LOG_LEVEL: "CRITICAL" };
    const server = await startServer({ program: [inject("bundle")], env: { ...env, ...quiet } });
    expect(server.tools.length).toBeGreaterThan(10);
    await server.close();
  });

  const commands = commandsIn(readme).filter((it) => it.startsWith("node dist/"));

  it.each(commands)("has a command that works: %s", async (command) => {
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    const args = words.slice(1).map((word) => (word === "dist/kestra-mcp.js" ? inject("bundle") : word));
    const { stdout } = await run(process.execPath, args, { env: { KESTRA_BASE_URL: "http://127.0.0.1:9" } });
    expect(stdout.trim()).not.toBe("");
  });

  it("names only scripts that there are", () => {
    const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const named = [...`${readme}\n${guide}`.matchAll(/npm run\s+([a-z]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(commandsIn(readme)).toEqual(
      expect.arrayContaining(["npm ci && npm run demo", "npm ci && npm test"]),
    );
    expect(scripts).toHaveProperty("test");
  });

  it("lists every environment variable as the program reads it", async () => {
    const block = /(<!-- variables:start -->\n)[^]*(<!-- variables:end -->)/;
    const filled = readme.replace(
      block,
      (_, start: string, end: string) => `${start}\n${table(variables)}\n\n${end}`,
    );
    const expected = await format(filled, { parser: "markdown", printWidth: 110 });
    if (process.env.UPDATE_README === "1" && process.env.CI === undefined)
      writeFileSync(join(root, "README.md"), expected);
    expect(
      readFileSync(join(root, "README.md"), "utf8"),
      "UPDATE_README=1 npx vitest run test/readme writes it",
    ).toBe(expected);
  });
});

function table(rows: readonly Variable[]): string {
  const lines = rows.map(({ name, default: preset, meaning }) => {
    const cells = [
      `\`${name}\``,
      preset === undefined ? "" : `\`${preset}\``,
      meaning.replaceAll("|", "\\|"),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| variable | default | meaning |", "| --- | --- | --- |", ...lines].join("\n");
}
