import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import { parse } from "yaml";
import { catalog } from "../../generated/catalog.ts";
import { toolsets } from "../../generated/toolsets.ts";
import { isObject } from "../../runtime/json.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import { aloneWith } from "../support/public-services.ts";
import { blocksIn, commandsIn, sectionOf, wordsOf } from "../support/markdown.ts";
import { startServer } from "../support/server.ts";
import { root } from "../support/source.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const run = promisify(execFile);
const placeholder = "/path/to/kestra-mcp/dist/kestra-mcp.js";

/** The tools that are on where nothing is configured. */
const byDefault = catalog
  .filter(({ toolset }) => toolsets[toolset]?.default === true)
  .map(({ name }) => name)
  .sort();

/** How a client is told to start the server. */
interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Each configuration, read in the way of the client that it is for. */
const clients: Readonly<Record<string, () => Start>> = {
  "Claude Desktop": () => mcpServer(jsonOf("Claude Desktop")),
  "Claude Code, its command": () => addedBy(commandOf("Claude Code")),
  "Claude Code, its file": () => expanded(mcpServer(jsonOf("Claude Code"))),
  Cursor: () => mcpServer(jsonOf("Cursor")),
  "VS Code": () => vsCode(jsonOf("VS Code")),
  "any other client": () => shellLine(commandOf("Any other client")),
  "a flow": () => flowTool(sectionOf(readme, "In a flow of Kestra")),
  "who switches": () => mcpServer(JSON.parse(sides().after)),
};

describe("the README's configuration", () => {
  it.each(Object.keys(clients))("starts the server for %s", async (client) => {
    const { command, args, env } = clients[client]?.() ?? { command: "", args: [], env: {} };
    expect([command, ...args]).toEqual(["node", placeholder]);
    const known: readonly string[] = variables.map(({ name }) => name);
    for (const [name, value] of Object.entries(env)) {
      expect(known).toContain(name);
      expect(value).not.toMatch(/\$\{|\{\{/);
    }
    expect(env).toMatchObject({ KESTRA_BASE_URL: expect.stringMatching(/^http:/) as string });
    // Nobody listens there: what matters is that the server starts and offers its tools.
    const nobody = "http://127.0.0.1:9";
    const quiet = {
      ...{ KESTRA_BASE_URL: `${nobody}/api/v1`, KESTRA_CATALOG_URL: nobody },
      KESTRA_MCP_LOG_LEVEL: "CRITICAL",
    };
    const server = await startServer({ program: [inject("bundle")], env: { ...env, ...quiet } });
    expect(server.tools.map(({ name }) => name).sort()).toEqual(byDefault);
    await server.close();
  });

  it("stands once for each client", () => {
    const blocks = blocksIn(readme.slice(0, readme.indexOf("## Tools"))).filter(({ text }) =>
      text.includes(placeholder),
    );
    // And all in one line, in a block before them: readme-lines.process.test.ts.
    expect(blocks).toHaveLength(Object.keys(clients).length + 1);
  });

  it("changes in three lines for who switches from the official server", () => {
    const { before, after, diff } = sides();
    const changed = (sign: string): readonly string[] => diff.split("\n").filter((it) => it.startsWith(sign));
    expect([changed("-").length, changed("+").length]).toEqual([3, 3]);
    const old = mcpServer(JSON.parse(before));
    expect([old.command, old.args[0], old.args.at(-1)]).toEqual([
      "docker",
      "run",
      "ghcr.io/kestra-io/mcp-server-python:latest",
    ]);
    // Docker hands on only the variables that it is told to.
    const handedOn = old.args.filter((_, i) => old.args[i - 1] === "-e").sort();
    expect(Object.keys(old.env).sort()).toEqual(handedOn);
    expect(Object.keys(mcpServer(JSON.parse(after)).env)).toEqual(Object.keys(old.env));
  });
});

describe("README", () => {
  // A server goes on until it is stopped: its section has a test of its own.
  const commands = commandsIn(readme).filter(
    (it) => it.startsWith("node dist/") && !it.includes("--transport http"),
  );

  it.each(commands)("has a command that works: %s", async (command) => {
    const args = wordsOf(command)
      .slice(1)
      .map((word) => (word === "dist/kestra-mcp.js" ? inject("bundle") : word));
    const { stdout } = await run(process.execPath, args, {
      env: aloneWith({ KESTRA_BASE_URL: "http://127.0.0.1:9" }),
    });
    expect(stdout.trim()).not.toBe("");
  });

  it("names only scripts that there are", () => {
    const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const named = [...`${readme}\n${guide}`.matchAll(/npm run\s+([a-z]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(commandsIn(readme)).toEqual(
      expect.arrayContaining(["npm ci && npm run build", "npm ci && npm run demo", "npm ci && npm test"]),
    );
    expect(scripts).toHaveProperty("test");
  });
});

function jsonOf(heading: string): unknown {
  const [block] = blocksIn(sectionOf(readme, heading)).filter(({ language }) => language === "json");
  return JSON.parse(block?.text ?? "");
}

function commandOf(heading: string): readonly string[] {
  return wordsOf(commandsIn(sectionOf(readme, heading))[0] ?? "");
}

/** The entry `kestra` under a key; what else is there must be `allowed`. */
function entry(value: unknown, key: string, allowed: readonly string[] = []): Start {
  if (!isObject(value)) throw new Error("The configuration is no object.");
  expect(Object.keys(value).filter((it) => it !== key && !allowed.includes(it))).toEqual([]);
  const servers = value[key] as Readonly<Record<string, Start & { readonly type?: string }>>;
  const { type = "stdio", ...start } = servers.kestra ?? { command: "", args: [], env: {} };
  expect(type).toBe("stdio");
  return start;
}

function mcpServer(value: unknown): Start {
  return entry(value, "mcpServers");
}

/** Claude Code puts variables of its own environment in. */
function expanded({ env, ...start }: Start): Start {
  const own: Readonly<Record<string, string>> = {
    KESTRA_USERNAME: "ada@kestra.io",
    KESTRA_PASSWORD: "secret",
  };
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{(\w+)(?::-([^}]*))?\}/g, (whole, variable: string, preset?: string) => {
      return own[variable] ?? preset ?? whole;
    }),
  ]);
  return { ...start, env: Object.fromEntries(filled) as Record<string, string> };
}

/** VS Code asks for what `inputs` names. */
function vsCode(value: unknown): Start {
  const { env, ...start } = entry(value, "servers", ["inputs"]);
  const { inputs } = value as { inputs: readonly { id: string; type: string; password: boolean }[] };
  expect(inputs.map(({ type, password }) => ({ type, password }))).toEqual([
    { type: "promptString", password: true },
  ]);
  const ids = inputs.map(({ id }) => `\${input:${id}}`);
  const answered = Object.entries(env).map(([name, text]) => [name, ids.includes(text) ? "secret" : text]);
  return { ...start, env: Object.fromEntries(answered) as Record<string, string> };
}

/** `claude mcp add [--env K=V ...] --transport stdio NAME -- COMMAND ARGS`. */
function addedBy(words: readonly string[]): Start {
  const end = words.indexOf("--");
  const options = words.slice(3, end);
  expect(words.slice(0, 3)).toEqual(["claude", "mcp", "add"]);
  // `--env` takes all words up to the next option: the name must not come right after it.
  expect(options.slice(-3)).toEqual(["--transport", "stdio", "kestra"]);
  const pairs = options.filter((_, i) => options[i - 1] === "--env");
  expect(options.length).toBe(2 * pairs.length + 3);
  return started(pairs, words.slice(end + 1));
}

/** `K=V ... COMMAND ARGS`. */
function shellLine(words: readonly string[]): Start {
  const at = words.findIndex((word) => !/^\w+=/.test(word));
  return started(words.slice(0, at), words.slice(at));
}

function started(pairs: readonly string[], [command = "", ...args]: readonly string[]): Start {
  const env = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  return { command, args, env: Object.fromEntries(env) as Record<string, string> };
}

/** The tool of the agent of a flow, with its secrets filled in as Kestra does. */
function flowTool(section: string): Start {
  const { tasks } = parse(blocksIn(section)[0]?.text ?? "") as {
    tasks: readonly {
      type: string;
      tools: readonly { type: string; command: readonly string[]; env: Readonly<Record<string, string>> }[];
    }[];
  };
  const [task] = tasks;
  const [tool] = task?.tools ?? [];
  expect([task?.type, tool?.type]).toEqual([
    "io.kestra.plugin.ai.agent.AIAgent",
    "io.kestra.plugin.ai.tool.StdioMcpClient",
  ]);
  const env = Object.entries(tool?.env ?? {}).map(([name, value]) => [
    name,
    value.replace(/^\{\{ secret\('\w+'\) \}\}$/, "secret"),
  ]);
  const [command = "", ...args] = tool?.command ?? [];
  return { command, args, env: Object.fromEntries(env) as Record<string, string> };
}

/** Both sides of the one diff. */
function sides(): { readonly before: string; readonly after: string; readonly diff: string } {
  const [block] = blocksIn(readme).filter(({ language }) => language === "diff");
  const diff = block?.text ?? "";
  const side = (sign: string): string =>
    diff
      .split("\n")
      .filter((line) => line.startsWith(" ") || line.startsWith(sign))
      .map((line) => line.slice(1))
      .join("\n");
  return { before: side("-"), after: side("+"), diff };
}
