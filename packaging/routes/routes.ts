import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { layBundle, packBundle } from "../mcpb-bundle.ts";
import { makeOneFile } from "../one-file.ts";
import { asHost, bytesOf } from "./host.ts";
import { imageRoute } from "./image.ts";
import type { Ground, Reached, Route, Start } from "./route.ts";

const call = ["call", "search_flows", '{"query":""}', "--sandbox"];
const found = /"total":/;

/** Every route, in the order in which they are walked. */
export const routes: readonly Route[] = [
  {
    name: "npm",
    needs: ["npm", "npx"],
    walk: async ({ run, folder, env, project }) => {
      await run(["npm", "install", "--no-audit", "--no-fund", project.name], { folder, env });
      await run(["npx", project.name, ...call], { folder, env, expecting: found });
      const path = join(folder, "node_modules", project.name);
      return {
        command: process.execPath,
        args: [join(path, "dist/kestra-mcp.js")],
        bytes: await bytesOf(path),
      };
    },
  },
  {
    name: "npx",
    needs: ["npx"],
    walk: async ({ run, folder, env, project }) => {
      const words = ["npx", "-y", `${project.name}@${project.version}`];
      await run([...words, ...call], { folder, env, expecting: found });
      const [command = "", ...args] = words;
      return { command, args, env, folder, bytes: 0 };
    },
  },
  {
    name: "mcpb",
    needs: ["npx", "unzip"],
    walk: async (ground) => {
      const { run, say, root, folder, packed, kestra } = ground;
      await run(["tar", "-xzf", packed.path, "-C", folder]);
      const laid = join(folder, "bundle");
      await layBundle(root, join(folder, "package/dist"), laid);
      const file = join(folder, "kestra-mcp.mcpb");
      await run([...packBundle, laid, file], { expecting: "shasum" });
      const installed = join(folder, "installed");
      await run(["unzip", "-q", file, "-d", installed]);
      say("A host fills in the form, address, user and password, and starts what the manifest says:");
      const start = await startOfBundle(installed, kestra);
      return { ...start, bytes: await bytesOf(file) };
    },
  },
  {
    name: "one-file",
    needs: ["npx"],
    walk: async ({ run, folder, say }) => {
      say("The program is made of this Node and of the bundle, and copied to an empty folder.");
      const program = join(folder, process.platform === "win32" ? "kestra-mcp.exe" : "kestra-mcp");
      const { bytes } = await makeOneFile(process.execPath, program);
      const env = { PATH: "" };
      await run([program, "--version"], { folder, env });
      await run([program, ...call], { folder, env, expecting: found });
      return { command: program, args: [], bytes };
    },
  },
  imageRoute,
  {
    name: "claude-code",
    needs: ["claude", "npx", "git"],
    walk: async (ground) => {
      const { run, folder, kestra, env } = ground;
      await checkout(ground);
      const quiet = { ...env, DISABLE_AUTOUPDATER: "1", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" };
      await run(["claude", "plugin", "marketplace", "add", "./kestra-mcp"], { folder, env: quiet });
      const options = [
        `base_url=${kestra.url}`,
        `username=${kestra.username}`,
        `password=${kestra.password}`,
      ];
      const config = options.flatMap((option) => ["--config", option]);
      await run(["claude", "plugin", "install", "kestra@kestra-mcp", ...config], { folder, env: quiet });
      await run(["claude", "mcp", "list"], { folder, env: quiet, expecting: /kestra.*Connected/ });
      return undefined;
    },
  },
  {
    name: "codex",
    needs: ["codex", "npx", "git"],
    walk: async (ground) => {
      const { run, folder, env, kestra } = ground;
      await checkout(ground);
      await run(["codex", "plugin", "marketplace", "add", "./kestra-mcp"], { folder, env });
      await run(["codex", "plugin", "add", "kestra@kestra-mcp"], { folder, env });
      const listed = await run(["codex", "mcp", "list", "--json"], { folder, env });
      const servers = JSON.parse(listed.slice(listed.indexOf("["))) as readonly {
        readonly transport: {
          readonly command: string;
          readonly args: readonly string[];
          readonly cwd?: string;
        };
      }[];
      const { command = "", args = [], cwd } = servers[0]?.transport ?? {};
      return { command, args, env: { ...env, ...variablesOf(kestra) }, folder: cwd ?? folder, bytes: 0 };
    },
  },
  {
    name: "gemini",
    needs: ["gemini", "npx", "git"],
    walk: async (ground) => {
      const { run, folder, env } = ground;
      await checkout(ground);
      const trusting = { ...env, GEMINI_CLI_TRUST_WORKSPACE: "true" };
      const install = ["extensions", "install", "./kestra-mcp", "--consent", "--skip-settings"];
      await run(["gemini", ...install], { folder, env: trusting });
      await run(["gemini", "mcp", "list"], { folder, env: trusting, expecting: /kestra.*Connected/ });
      return undefined;
    },
  },
];

/** Shakes hands as a host, and calls. */
export async function callAsHost({ say }: Ground, start: Start): Promise<void> {
  const { server, tools, text, started } = await asHost(start, "search_flows", { query: "" });
  say(
    `${server}: ${tools} tools; search_flows: ${text.slice(0, 100)}; answered after ${started.toFixed(0)} ms`,
  );
}

/** What a host makes of a manifest: answers in place of its fields, and defaults where nobody answered. */
export async function startOfBundle(installed: string, kestra: Reached): Promise<Omit<Start, "bytes">> {
  const manifest = JSON.parse(await readFile(join(installed, "manifest.json"), "utf8")) as {
    readonly server: {
      readonly mcp_config: {
        readonly command: string;
        readonly args: readonly string[];
        readonly env: Readonly<Record<string, string>>;
      };
    };
    readonly user_config: Readonly<Record<string, { readonly default?: string | boolean }>>;
  };
  const answers: Readonly<Record<string, string>> = {
    base_url: kestra.url,
    username: kestra.username,
    password: kestra.password,
  };
  const filled = (text: string): string =>
    text
      .replaceAll("${__dirname}", installed)
      .replaceAll(/\$\{user_config\.(\w+)\}/g, (whole, key: string) =>
        String(answers[key] ?? manifest.user_config[key]?.default ?? whole),
      );
  const { command, args, env } = manifest.server.mcp_config;
  const given = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)]));
  return { command, args: args.map(filled), env: { PATH: process.env.PATH, ...given } };
}

function variablesOf({ url, username, password }: Reached): Readonly<Record<string, string>> {
  return { KESTRA_BASE_URL: url, KESTRA_USERNAME: username, KESTRA_PASSWORD: password };
}

/** The repository, as hosts that install plugins clone it. */
async function checkout({ run, root, folder }: Ground): Promise<void> {
  await run(["git", "clone", "--quiet", "--depth", "1", `file://${root}`, "kestra-mcp"], { folder });
}
