import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startListening } from "../../bench/listening.ts";
import { build } from "../../build.ts";
import { asHost } from "../../packaging/routes/host.ts";
import { transcribe } from "../../packaging/routes/transcript.ts";
import { claudeCode } from "./agents/claude-code.ts";
import { codex } from "./agents/codex.ts";
import { geminiCli } from "./agents/gemini-cli.ts";
import { asked, judge } from "./asked.ts";
import type { Client, Ground, Server } from "./client.ts";
import { inspectors } from "./inspectors.ts";
import { mcpRemote } from "./mcp-remote.ts";
import { programs } from "./programs.ts";
import { isGood, tableOf, type Row } from "./table.ts";

/*
 * Has real clients connect to the server over stdio and over HTTP, list its tools, call one, and read two errors; and prints what
 * they said. `npm run clients` takes all, `npm run clients -- codex fastmcp` those. `--cache FOLDER` keeps what it installs,
 * `--strict` makes an error of a client that cannot be installed here.
 */

const clients: readonly Client[] = [claudeCode, codex, geminiCli, ...inspectors, ...programs, mcpRemote];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: "string" }, strict: { type: "boolean", default: false } },
});
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const chosen = clients.filter(({ name }) => positionals.length === 0 || positionals.includes(wordOf(name)));
const unknown = positionals.filter((word) => clients.every(({ name }) => wordOf(name) !== word));
if (unknown.length > 0) {
  const known = clients.map(({ name }) => wordOf(name)).join(", ");
  throw new Error(`There is no client ${unknown.join(", ")}. There are: ${known}.`);
}

const aside = await mkdtemp(join(tmpdir(), "kestra-mcp-clients-"));
const cache = values.cache === undefined ? join(aside, "installed") : resolve(values.cache);
const rows: Row[] = [];
const leftOut: string[] = [];
try {
  const { entry } = await build(join(aside, "dist"));
  const token = "clients-only-token-0123456789abcdef";
  const http = await startListening([entry, "--transport", "http", "--sandbox"], {
    KESTRA_MCP_AUTH_TOKEN: token,
    KESTRA_MCP_PORT: "0",
  });
  const servers: readonly Server[] = [
    { over: "stdio", command: process.execPath, args: [entry, "--sandbox"] },
    { over: "HTTP", url: http.url, token },
  ];
  try {
    const start = { command: process.execPath, args: [entry, "--sandbox"], bytes: 0 };
    const { tools } = await asHost(start, "search_flows", { query: "" });
    for (const client of chosen) await walk(client, servers, tools);
  } finally {
    await http.close();
  }
} finally {
  await rm(aside, { recursive: true, force: true });
}
write("");
for (const line of tableOf(rows)) write(line);
write("");
for (const { name, note } of chosen) if (note !== undefined) write(`${name}: ${note}.`);
for (const line of leftOut) write(line);
process.exitCode = rows.every(isGood) && !(values.strict && leftOut.length > 0) ? 0 : 1;

async function walk(client: Client, servers: readonly Server[], tools: number): Promise<void> {
  const { name, version, over } = client;
  write(`\n## ${name} ${version}`);
  const installed = join(cache, wordOf(name));
  const ground = await emptyGround(installed, join(aside, wordOf(name), "install"));
  try {
    const obstacle = await client.obstacle?.();
    if (obstacle !== undefined) throw new Error(obstacle);
    // With the settings of this machine's user, as they name registries and what they need.
    await client.install({ ...ground, env: process.env });
  } catch (error) {
    const [line = ""] = messageOf(error).trim().split("\n").slice(-1);
    leftOut.push(`Left out: ${name}, as ${line}.`);
    write(messageOf(error));
    return;
  }
  for (const server of servers.filter((it) => over.includes(it.over))) {
    write(`\n### over ${server.over}\n`);
    rows.push(await talked(client, installed, server, tools));
  }
}

async function talked(client: Client, installed: string, server: Server, tools: number): Promise<Row> {
  const { name, version } = client;
  const ground = await emptyGround(installed, join(aside, wordOf(name), server.over));
  const start = performance.now();
  const row = { client: name, version, over: server.over };
  try {
    const seen = await client.talk(ground, server, asked);
    const milliseconds = performance.now() - start;
    write(`It lists ${seen.tools.length} tools.`);
    for (const [index, { text, isError }] of seen.results.entries()) {
      const { tool, input } = asked[index] ?? { tool: "?", input: {} };
      write(`${tool} ${JSON.stringify(input)} ${isError ? "fails" : "gives"}: ${text.trim()}`);
    }
    const judged = judge(seen, asked, tools);
    for (const complaint of judged.complaints) write(`FAILED: ${complaint}`);
    return { ...row, judged, milliseconds };
  } catch (error) {
    write(`FAILED: ${messageOf(error)}`);
    return { ...row, milliseconds: performance.now() - start };
  }
}

/** A folder and a home with nothing in them. */
async function emptyGround(installed: string, at: string): Promise<Ground> {
  const [folder, home] = [join(at, "empty"), join(at, "home")];
  await mkdir(folder, { recursive: true });
  await mkdir(home);
  const hidden = { [folder]: ".", [installed]: "(installed)", [aside]: "(aside)", [homedir()]: "~" };
  const { PATH, JAVA_HOME } = process.env;
  const env = { PATH, HOME: home, ...(JAVA_HOME === undefined ? {} : { JAVA_HOME }) };
  return { ...transcribe(write, hidden), installed, folder, env };
}

function wordOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
