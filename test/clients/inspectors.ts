import { inspector } from "../inspector/pinned.ts";
import type { Client, Ground, Result, Server } from "./client.ts";
import { installFromNpm, withPrograms } from "./install.ts";

const name = "@modelcontextprotocol/inspector";

interface Listed {
  readonly tools: readonly { readonly name: string }[];
}
interface Called {
  readonly content: readonly { readonly text?: string }[];
  readonly isError?: boolean;
}

const inspector1: Client = {
  name: "Inspector 1",
  version: "1.0.3",
  over: ["stdio", "HTTP"],
  install: (ground) => installFromNpm(ground, [`${name}@1.0.3`]),
  talk: async (ground, server, calls) => {
    const ask = (words: readonly string[]): Promise<string> => inspect(ground, [...reach(server), ...words]);
    const { tools } = JSON.parse(await ask(["--method", "tools/list"])) as Listed;
    const results: Result[] = [];
    for (const { tool, input } of calls) {
      const args = Object.entries(input).flatMap(([key, value]) => ["--tool-arg", `${key}=${value}`]);
      const said = await ask(["--method", "tools/call", "--tool-name", tool, ...args]);
      results.push(resultOf(JSON.parse(said) as Called));
    }
    return { tools: tools.map((tool) => tool.name), results };
  },
};

/** What its exit code says of a tool that answered with an error. */
const toolError = 5;
/** It refuses an older Node; npm brings a newer one. */
const node = Number(process.versions.node.split(".")[0]) < 22 ? ["node@22"] : [];

const inspector2: Client = {
  name: "Inspector 2",
  version: inspector.slice(name.length + 1),
  over: ["stdio", "HTTP"],
  note: "--strict: each schema holds for every client",
  install: (ground) => installFromNpm(ground, [inspector, ...node]),
  talk: async (ground, server, calls) => {
    const ask = async (words: readonly string[], ending = 0): Promise<unknown> => {
      const said = await inspect(ground, [...reach(server), ...words, "--format", "json"], ending);
      return (JSON.parse(said) as { readonly result: unknown }).result;
    };
    const { tools } = (await ask(["--method", "tools/list", "--strict"])) as Listed;
    const results: Result[] = [];
    for (const { tool, input, isError } of calls) {
      const words = [
        "--method",
        "tools/call",
        "--tool-name",
        tool,
        "--tool-args-json",
        JSON.stringify(input),
      ];
      results.push(resultOf((await ask(words, isError ? toolError : 0)) as Called));
    }
    return { tools: tools.map((tool) => tool.name), results };
  },
};

export const inspectors: readonly Client[] = [inspector1, inspector2];

function inspect(ground: Ground, words: readonly string[], ending = 0): Promise<string> {
  const env = withPrograms(ground);
  return ground.run(["mcp-inspector", "--cli", ...words], {
    folder: ground.folder,
    env,
    ending,
    within: 60_000,
  });
}

function reach(server: Server): readonly string[] {
  if (server.over === "stdio") return [server.command, ...server.args];
  return [server.url, "--transport", "http", "--header", `Authorization: Bearer ${server.token}`];
}

function resultOf({ content, isError = false }: Called): Result {
  return { text: content[0]?.text ?? "", isError };
}
