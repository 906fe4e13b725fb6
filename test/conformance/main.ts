import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operatorOnly } from "../../runtime/transport/http/callers/callers.ts";
import { readConfig } from "../../runtime/config/config.ts";
import { listen } from "../../runtime/transport/http/serve.ts";
import { createSession } from "../../runtime/mcp/session.ts";
import { catalogue } from "./catalogue.ts";

/*
 * Runs the official conformance suite, of both revisions, against the shipped bindings: `tsx test/conformance/main.ts
 * [REPORT]`. The suite needs Node 22, which npm's package `node` brings.
 */

const suite = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

/** Revision -> how many scenarios it requires of a server: a suite that names fewer proves less than it says. */
const revisions = { "2025-11-25": 30, "2026-07-28": 37 } as const;

interface Scenario {
  readonly name: string;
  readonly checks: readonly Check[];
}

interface Check {
  readonly status: string;
}

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-conformance-"));
const server = await start();
try {
  let passed = 0;
  let failed = 0;
  for (const [revision, least] of Object.entries(revisions)) {
    const required = await requiredBy(revision);
    const results = join(folder, revision);
    const output = await conformance(
      "server",
      "--url",
      server.url,
      "--requirements",
      revision,
      "-o",
      results,
    );
    const scenarios = await read(results);
    const bad = required.filter(
      (name) => !scenarios.some((scenario) => scenario.name === name && isGood(scenario)),
    );
    const others = scenarios.filter((scenario) => !required.includes(scenario.name) && !isGood(scenario));
    const enough = required.length >= least;
    passed += required.length - bad.length;
    failed += bad.length + (enough ? 0 : 1);
    process.stdout.write(
      `${revision}: ${required.length - bad.length} of ${required.length} required scenarios\n`,
    );
    if (bad.length > 0 || !enough) process.stdout.write(`${output}\nNot passed: ${bad.join(", ")}\n`);
    if (others.length > 0)
      process.stdout.write(`Not required: ${others.map(({ name }) => name).join(", ")}\n`);
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  const report = process.argv[2];
  const counts = { numPassedTests: passed, numFailedTests: failed };
  if (report !== undefined) await writeFile(report, JSON.stringify(counts));
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await server.stop(0);
  await rm(folder, { recursive: true, force: true });
}

/** The catalogue behind the shipped server. Nothing in it asks the Kestra that is not there. */
function start(): ReturnType<typeof listen> {
  const config = readConfig({ KESTRA_BASE_URL: "http://127.0.0.1:9", KESTRA_MCP_PORT: "0" });
  const nothing = {
    version: catalogue.info.version,
    tools: [],
    prompts: [],
    resources: [],
    toolsets: {},
    presets: {},
    lines: ["2.0"],
    services: {},
  };
  const session = createSession(nothing, config, () => undefined);
  return listen({
    service: catalogue,
    session,
    endpoint: config.endpoint,
    callers: operatorOnly(session),
  });
}

/** What the suite's command writes. */
function conformance(...words: readonly string[]): Promise<string> {
  const child = spawn("npx", ["-y", "-p", "node@22", "-p", suite, "conformance", ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
}

/** The names of the scenarios that a server must pass. */
async function requiredBy(revision: string): Promise<readonly string[]> {
  const text = await conformance("list", "--server", "--requirements", revision);
  const [, part = ""] = /Server scenarios[^\n]*\n((?: +- .*\n)+)/.exec(text) ?? [];
  return [...part.matchAll(/- (\S+)/g)].map(([, name = ""]) => name);
}

/** What the suite wrote: a folder for each scenario, called by its name and the time. */
async function read(results: string): Promise<readonly Scenario[]> {
  const names = (await readdir(results)).filter((name) => name.startsWith("server-"));
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, ""),
      checks: JSON.parse(await readFile(join(results, name, "checks.json"), "utf8")) as readonly Check[],
    })),
  );
}

function isGood({ checks }: Scenario): boolean {
  return (
    checks.some(({ status }) => status === "SUCCESS") && checks.every(({ status }) => status !== "FAILURE")
  );
}
