import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import hosts from "../../../packaging/hosts.json" with { type: "json" };
import type { Asked, Client, Ground, Result, Seen } from "../client.ts";
import { installFromNpm, withPrograms } from "../install.ts";

const name = "@openai/codex";
const version = hosts[name];

export const codex: Client = {
  name: "Codex",
  version,
  over: ["stdio", "HTTP"],
  note: "its app server makes the calls, as for an editor; no model is asked",
  install: (ground) => installFromNpm(ground, [`${name}@${version}`]),
  talk: async (ground, server, calls) => {
    const { run, folder } = ground;
    const token = server.over === "HTTP" ? { KESTRA_MCP_TOKEN: server.token } : {};
    const env = { ...withPrograms(ground), ...token };
    const start =
      server.over === "stdio"
        ? ["--", server.command, ...server.args]
        : ["--url", server.url, "--bearer-token-env-var", "KESTRA_MCP_TOKEN"];
    await run(["codex", "mcp", "add", "kestra", ...start], { folder, env });
    await run(["codex", "mcp", "list"], { folder, env, expecting: /kestra.*enabled/ });
    return throughAppServer({ ...ground, env }, calls);
  },
};

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What editors start Codex by, on whose connection tools can be called without a model. */
async function throughAppServer({ say, folder, env }: Ground, calls: readonly Asked[]): Promise<Seen> {
  say("$ codex app-server");
  const child = spawn("codex", ["app-server"], { stdio: ["pipe", "pipe", "pipe"], cwd: folder, env });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, "close");
  const tooLong = setTimeout(() => child.kill(), 60_000);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  let last = 0;
  const ask = async <Told>(method: string, params: object): Promise<Told> => {
    const id = ++last;
    send({ id, method, params });
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
      const answer = JSON.parse(line.value) as Answer;
      if (answer.id !== id || answer.method !== undefined) continue;
      if (answer.error !== undefined) throw new Error(`${method} failed: ${answer.error.message}`);
      return answer.result as Told;
    }
    throw new Error(`Codex ended before it answered ${method}. ${said}`);
  };
  try {
    const clientInfo = { name: "kestra-mcp-clients", version: "1.0.0" };
    await ask("initialize", { clientInfo, capabilities: { experimentalApi: true } });
    send({ method: "initialized" });
    const { thread } = await ask<{ thread: { id: string } }>("thread/start", {
      cwd: folder,
      ephemeral: true,
    });
    const threadId = thread.id;
    const { data } = await ask<{ data: readonly { tools: object; runtimeStatus: string }[] }>(
      "mcpServerStatus/list",
      { threadId },
    );
    const [{ tools, runtimeStatus } = { tools: {}, runtimeStatus: "missing" }] = data;
    say(`mcpServerStatus/list: kestra is ${runtimeStatus}`);
    const results: Result[] = [];
    for (const { tool, input } of calls) {
      const call = { server: "kestra", threadId, tool, arguments: input };
      const told = await ask<Called>("mcpServer/tool/call", call);
      results.push({ text: told.content[0]?.text ?? "", isError: told.isError === true });
    }
    return { tools: Object.keys(tools), results };
  } finally {
    child.kill();
    await ended;
    clearTimeout(tooLong);
  }
}

interface Called {
  readonly content: readonly { readonly text?: string }[];
  readonly isError?: boolean;
}
