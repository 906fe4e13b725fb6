import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build } from "../../build.ts";
import { catalog } from "../../generated/catalog.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { startListening } from "../../bench/listening.ts";
import { inspector } from "./pinned.ts";

/*
 * Has the command line of the MCP Inspector list and call the real tools of the bundled server, over both transports and
 * in both revisions: `tsx test/inspector/main.ts [REPORT]`. It needs Node 22, which npm's package `node` brings.
 */

/** What the Inspector's exit code says of a tool that answered with an error. */
const toolError = 5;

const namespace = "inspector.check";
const flow = `id: hello\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`;

const list = ["--method", "tools/list", "--format", "json"];
const revision2026 = ["--protocol-era", "modern"];

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-inspector-"));
const failures: string[] = [];
let passed = 0;
try {
  const { code, err } = await inspect("--help");
  if (code === 0) await checkAll();
  else failures.push(`${inspector} cannot be fetched from the npm registry, or does not start:\n${err}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
const report = process.argv[2];
const counts = { numPassedTests: passed, numFailedTests: failures.length };
if (report !== undefined) await writeFile(report, JSON.stringify(counts));
process.exitCode = failures.length > 0 ? 1 : 0;

async function checkAll(): Promise<void> {
  const { entry } = await build(join(folder, "dist"));
  const username = "inspector@kestra.io";
  const password = "Inspector-only-1";
  const sandbox = await startSandbox({ line: "2.0", username, password });
  const env = { KESTRA_BASE_URL: sandbox.url, KESTRA_USERNAME: username, KESTRA_PASSWORD: password };
  const variables = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
  const bearer = { KESTRA_MCP_AUTH_TOKEN: "inspector-only-token", KESTRA_MCP_PORT: "0" };
  const server = await startListening([entry, "--transport", "http"], { ...env, ...bearer });
  const stdio = [process.execPath, entry, ...variables];
  const authorization = `Authorization: Bearer ${bearer.KESTRA_MCP_AUTH_TOKEN}`;
  const http = [server.url, "--transport", "http", "--header", authorization];
  try {
    await check("stdio lists", [...stdio, ...list], isList);
    await check("stdio lists, 2026-07-28", [...stdio, ...list, ...revision2026], isList);
    await check("HTTP lists", [...http, ...list], isList);
    await check("HTTP lists, 2026-07-28", [...http, ...list, ...revision2026], isList);
    const app = ["--app-info", "--advertise-apps"];
    await check("stdio names the pages of tools", [...stdio, "--method", "tools/list", ...app], hasPages);
    await check("HTTP names the pages of tools", [...http, "--method", "tools/list", ...app], hasPages);
    const created = call("create_flow_from_yaml", { yaml_definition: flow });
    await check("stdio calls what writes", [...stdio, ...created], (run) =>
      holds(run, { id: "hello", namespace }),
    );
    const found = call("list_flows_in_namespace", { namespace });
    await check("HTTP calls what reads", [...http, ...found], isFound);
    await check("HTTP calls, 2026-07-28", [...http, ...found, ...revision2026], isFound);
    await check("stdio calls, 2026-07-28", [...stdio, ...found, ...revision2026], isFound);
    await check(
      "HTTP tells an error",
      [...http, ...call("list_flows_in_namespace", {})],
      (run) => run.code === toolError,
    );
    const stranger = [server.url, "--transport", "http", "--stored-auth-only", ...list];
    await check(
      "HTTP lets no stranger in",
      stranger,
      (run) => run.code !== 0 && !run.out.includes("inputSchema"),
    );
  } finally {
    await server.close();
    await sandbox.close();
  }
}

function call(tool: string, values: object): readonly string[] {
  const named = ["--tool-name", tool, "--tool-args-json", JSON.stringify(values)];
  return ["--method", "tools/call", ...named, "--format", "json"];
}

async function check(name: string, words: readonly string[], isGood: (run: Run) => boolean): Promise<void> {
  const run = await inspect(...words);
  if (isGood(run)) passed++;
  else failures.push(`${name}: exit code ${run.code}\n${run.out.slice(0, 2000)}\n${run.err.slice(-2000)}`);
}

/** The tools that an open-source Kestra can answer, as they are compiled. */
function isList(run: Run): boolean {
  const { tools = [] } = resultOf(run) as { tools?: readonly { name: string; inputSchema: object }[] };
  const asCompiled = tools.every(({ name, inputSchema }) => {
    const tool = catalog.find((one) => one.name === name);
    return tool !== undefined && isDeepStrictEqual(Object.keys(tool.inputSchema), Object.keys(inputSchema));
  });
  return run.code === 0 && asCompiled && tools.length >= 20;
}

/** A page for each tool that has a view, which needs nothing from anywhere. */
function hasPages({ code, out }: Run): boolean {
  const told = out
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as AppInfo);
  const pages = told.filter(({ resourceUri }) => resourceUri !== undefined);
  const wanted = catalog.flatMap(({ _meta }) => _meta?.ui.resourceUri ?? []);
  const isAlone = pages.every(({ csp }) => Object.values(csp ?? {}).every((origins) => origins.length === 0));
  return (
    code === 0 && isAlone && isDeepStrictEqual(pages.map((one) => one.resourceUri).sort(), wanted.sort())
  );
}

interface AppInfo {
  readonly resourceUri?: string;
  readonly csp?: Readonly<Record<string, readonly string[]>>;
}

function isFound(run: Run): boolean {
  const { structuredContent } = resultOf(run) as {
    structuredContent?: { results?: readonly { id?: string }[] };
  };
  return (
    run.code === 0 &&
    isDeepStrictEqual(
      structuredContent?.results?.map(({ id }) => id),
      ["hello"],
    )
  );
}

function holds(run: Run, wanted: Readonly<Record<string, string>>): boolean {
  const { structuredContent = {} } = resultOf(run) as {
    structuredContent?: Readonly<Record<string, unknown>>;
  };
  return run.code === 0 && Object.entries(wanted).every(([key, value]) => structuredContent[key] === value);
}

function resultOf({ out }: Run): unknown {
  try {
    return (JSON.parse(out) as { result?: unknown }).result ?? {};
  } catch {
    return {};
  }
}

/** Runs the Inspector. */
function inspect(...words: readonly string[]): Promise<Run> {
  const command = ["-y", "-p", "node@22", "-p", inspector, "mcp-inspector", "--cli", ...words];
  const child = spawn("npx", command, { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve({ code: -1, out, err: error.message });
    });
    child.once("close", (code) => {
      resolve({ code: code ?? -1, out, err });
    });
  });
}
