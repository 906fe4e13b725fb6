import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import hosts from "../../../packaging/hosts.json" with { type: "json" };
import type { Client } from "../client.ts";
import { installFromNpm, withPrograms } from "../install.ts";
import { asAgent } from "./as-agent.ts";

const name = "@google/gemini-cli";
const version = hosts[name];

export const geminiCli: Client = {
  name: "Gemini CLI",
  version,
  over: ["stdio", "HTTP"],
  note: "its model is a stand-in too; arguments that the schema does not have it refuses itself",
  install: (ground) => installFromNpm(ground, [`${name}@${version}`]),
  talk: async (ground, server, calls) => {
    const { run, folder } = ground;
    const env = { ...withPrograms(ground), GEMINI_CLI_TRUST_WORKSPACE: "true" };
    await mkdir(join(folder, ".gemini"));
    // Else it asks how its user logs in.
    const settings = { security: { auth: { selectedType: "gemini-api-key" } } };
    await writeFile(join(folder, ".gemini/settings.json"), JSON.stringify(settings));
    if (server.over === "stdio") {
      await run(["gemini", "mcp", "add", "kestra", server.command, ...server.args], { folder, env });
    } else {
      const headers = ["--header", `Authorization: Bearer ${server.token}`];
      await run(["gemini", "mcp", "add", "--transport", "http", "kestra", server.url, ...headers], {
        folder,
        env,
      });
    }
    await run(["gemini", "mcp", "list"], { folder, env, expecting: /kestra.*Connected/ });
    return asAgent(calls, (model) =>
      run(
        ["gemini", "--model", "gemini-2.5-flash", "--approval-mode", "yolo", "--prompt", "List the flows."],
        {
          folder,
          env: { ...env, GOOGLE_GEMINI_BASE_URL: model, GEMINI_API_KEY: "none" },
          within: 60_000,
        },
      ),
    );
  },
};
