import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";
import { variables } from "../../runtime/config/variables/variables.ts";
import { blocksIn, commandsIn, sectionOf, wordsOf } from "../support/markdown.ts";
import { startServer } from "../support/server.ts";
import { root } from "../support/source.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const placeholder = "/path/to/kestra-mcp/dist/kestra-mcp.js";
const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { name: string };

/** What a client starts whose line this is. */
function startOf(line: string): readonly string[] {
  const words = wordsOf(line);
  const [client = "", , third = ""] = words;
  if (client === "code") {
    const { command, args } = JSON.parse(third) as { command: string; args: readonly string[] };
    return [command, ...args];
  }
  // Gemini CLI takes them without anything between.
  const at = words.includes("--") ? words.indexOf("--") : words.indexOf("kestra");
  return words.slice(at + 1);
}

describe("the README's lines", () => {
  const lines = commandsIn(sectionOf(readme, "In one line"));

  it("are one for each client, in the first configuration, with the sandbox", () => {
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["claude", "codex", "gemini", "code"]);
    expect(readme.indexOf("--sandbox")).toBeLessThan(readme.indexOf("### Claude Desktop"));
  });

  it.each(lines)("start a server that answers by itself: %s", async (line) => {
    expect(startOf(line)).toEqual(["node", placeholder, "--sandbox"]);
    const server = await startServer({ program: [inject("bundle"), "--sandbox"] });
    expect(await server.call("search_flows", { query: "" })).toMatchObject({ isError: false });
    await server.close();
  });

  it("lead Cursor to the published program, with the sandbox", () => {
    const [, encoded = ""] = /install-mcp\?name=kestra&config=([\w+/=]+)\)/.exec(readme) ?? [];
    const config: unknown = JSON.parse(Buffer.from(encoded, "base64").toString());
    expect(config).toEqual({ command: "npx", args: ["-y", name, "--sandbox"] });
  });

  it("over HTTP are about the address of the configuration beside them", () => {
    const section = sectionOf(readme, "Over HTTP, for many users");
    const url = /"url": "([^"]+)"/.exec(section)?.[1];
    const adding = commandsIn(section).filter((line) => line.includes(" mcp add "));
    expect(adding.map((line) => line.split(" ")[0])).toEqual(["claude", "codex", "gemini"]);
    for (const line of adding) expect(wordsOf(line)).toContain(url);
  });

  it("of an agent in a flow set variables that there are", () => {
    const [, block] = blocksIn(sectionOf(readme, "In a flow of Kestra"));
    const { tools } = parse(block?.text ?? "") as {
      tools: readonly { type: string; url?: string; env?: Readonly<Record<string, string>> }[];
    };
    expect(tools.map(({ type }) => type.split(".").at(-1))).toEqual([
      "StreamableHttpMcpClient",
      "DockerMcpClient",
    ]);
    const known: readonly string[] = variables.map((it) => it.name);
    for (const { env = {} } of tools) expect(known).toEqual(expect.arrayContaining(Object.keys(env)));
    expect(tools[0]?.url).toMatch(/:8000\/mcp$/);
  });
});
