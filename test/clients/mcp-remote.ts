import { Client as McpClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Client, Result } from "./client.ts";
import { installFromNpm, withPrograms } from "./install.ts";

const version = "0.15.1";

/** By which hosts that speak stdio alone reach a server over HTTP. The SDK of TypeScript stands behind it. */
export const mcpRemote: Client = {
  name: "mcp-remote",
  version,
  over: ["HTTP"],
  note: "a bridge from stdio to HTTP, with the TypeScript SDK behind it",
  install: (ground) => installFromNpm(ground, [`mcp-remote@${version}`]),
  talk: async (ground, server, calls) => {
    if (server.over === "stdio") throw new Error("mcp-remote reaches servers over HTTP alone.");
    const args = [server.url, "--header", `Authorization: Bearer ${server.token}`];
    ground.say(`$ mcp-remote ${args.join(" ")}`);
    const env = Object.fromEntries(Object.entries(withPrograms(ground)).filter(isSet));
    const { folder: cwd } = ground;
    const transport = new StdioClientTransport({ command: "mcp-remote", args, env, cwd, stderr: "ignore" });
    const client = new McpClient({ name: "kestra-mcp-clients", version: "1.0.0" });
    try {
      await client.connect(transport, { timeout: 30_000 });
      const { tools } = await client.listTools();
      const results: Result[] = [];
      for (const { tool, input } of calls) {
        const { content, isError } = await client.callTool({ name: tool, arguments: input });
        const [first] = content as readonly { readonly text?: string }[];
        results.push({ text: first?.text ?? "", isError: isError === true });
      }
      return { tools: tools.map(({ name }) => name), results };
    } finally {
      await client.close();
    }
  },
};

function isSet(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}
