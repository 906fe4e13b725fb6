import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { surfaceOfBuild } from "../../../../generator/commands/surface/build-tools.ts";
import { surfaceFiles, surfaceOfFiles } from "../../../../generator/commands/surface/files.ts";
import { readCommit } from "../../../../generator/commands/surface/git-tree.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "surface-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function git(...words: readonly string[]): void {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...words], { cwd: folder });
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe.each([
  ["a commit", true],
  ["an older commit, which has a file for each tool,", false],
])("%s", (_, isOne) => {
  beforeAll(() => {
    rmSync(folder, { recursive: true });
    const a = '{ "name": "a", "description": "Ä\\n", "inputSchema": {} }';
    const b = '{ "name": "b", "inputSchema": {} }';
    if (isOne) write("generated/tools.json", `[${b}, ${a}]\n`);
    else {
      write("test/laws/snapshots/a.json", a);
      write("test/laws/snapshots/b.json", `${b}\n`);
    }
    write(
      "specs/toolsets.yaml",
      "toolsets: { one: { default: true }, two: { default: true, edition: ee } }\n",
    );
    write("specs/one/a.yaml", "aliases: [old]\n");
    write("specs/two/b.yaml", "\n");
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    write(isOne ? "generated/tools.json" : "test/laws/snapshots/a.json", "changed since");
  });

  it("gives its files, not those of the folder", async () => {
    const surface = surfaceOfFiles(await readCommit(folder, "main", surfaceFiles), "main");
    expect(surface.tools.map(({ name, description }) => [name, description])).toEqual([
      ["a", "Ä\n"],
      ["b", ""],
    ]);
    expect(surface.lists).toEqual({ "default, open source": ["a"], "default, Enterprise": ["a", "b"] });
    expect(surface.aliases).toEqual({ old: "a" });
  });

  it.each(["nowhere", "--output=x", "main:specs", "; touch x"])("that is none, %s, is told", async (ref) => {
    await expect(readCommit(folder, ref, surfaceFiles)).rejects.toThrow(
      /^There is no commit, branch or tag/u,
    );
  });
});

describe("a build", () => {
  const server = (answers: string): string => `
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      const all = process.env.KESTRA_MCP_ENABLED_TOOLS === "*";
      if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, result: ${answers} }));
    });`;

  it("lists all its tools, and those of the default list, page by page", async () => {
    const tool = (name: string): string => `{ name: "${name}", inputSchema: {} }`;
    const pages = `params.cursor ? { tools: all ? [${tool("b")}] : [] } : { tools: [${tool("a")}], nextCursor: "2" }`;
    write("build.cjs", server(pages));
    const surface = await surfaceOfBuild(join(folder, "build.cjs"));
    expect(surface.tools.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(surface.lists).toEqual({ "default, Enterprise": ["a"] });
  });

  it.each([
    [
      "ends at once",
      'console.error("No such option"); process.exit(1);',
      /does not list its tools: No such option$/u,
    ],
    ["answers with something else", server("{}"), /lists no tools\.$/u],
  ])("that %s is told", async (_, text, message) => {
    write("broken.cjs", text);
    await expect(surfaceOfBuild(join(folder, "broken.cjs"))).rejects.toThrow(message);
  });
});
