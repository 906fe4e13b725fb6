import hosts from "../../../packaging/hosts.json" with { type: "json" };
import type { Client } from "../client.ts";
import { installFromNpm, withPrograms } from "../install.ts";
import { asAgent } from "./as-agent.ts";

const name = "@anthropic-ai/claude-code";
const version = hosts[name];

export const claudeCode: Client = {
  name: "Claude Code",
  version,
  over: ["stdio", "HTTP"],
  note: "it speaks with a stand-in of its model, which makes the calls; what the model itself would do is not tried",
  install: (ground) => installFromNpm(ground, [`${name}@${version}`]),
  talk: async (ground, server, calls) => {
    const { run, folder } = ground;
    const quiet = { DISABLE_AUTOUPDATER: "1", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" };
    // Else a model is asked before a server has started that takes its time.
    const patient = { MCP_CONNECTION_NONBLOCKING: "false", MCP_CONNECT_TIMEOUT_MS: "30000" };
    const env = { ...withPrograms(ground), ...quiet, ...patient };
    if (server.over === "stdio") {
      const words = [server.command, ...server.args];
      await run(["claude", "mcp", "add", "--transport", "stdio", "kestra", "--", ...words], { folder, env });
    } else {
      const headers = ["--header", `Authorization: Bearer ${server.token}`];
      await run(["claude", "mcp", "add", "--transport", "http", "kestra", server.url, ...headers], {
        folder,
        env,
      });
    }
    await run(["claude", "mcp", "list"], { folder, env, expecting: /kestra.*Connected/ });
    return asAgent(calls, (model) =>
      run(["claude", "--print", "List the flows.", "--allowedTools", "mcp__kestra"], {
        folder,
        env: { ...env, ANTHROPIC_BASE_URL: model, ANTHROPIC_API_KEY: "none" },
        within: 60_000,
      }),
    );
  },
};
