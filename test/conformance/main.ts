import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operatorOnly } from "../../runtime/transport/http/callers/callers.ts";
import { readConfig } from "../../runtime/config/config.ts";
import { listen } from "../../runtime/transport/http/serve.ts";
import { createSession } from "../../runtime/mcp/session.ts";
import { catalogue } from "./catalogue.ts";
import { conformance, isGood, scenariosIn } from "./suite.ts";

/*
 * Runs the official conformance suite, of both revisions, against the shipped bindings: `tsx test/conformance/main.ts
 * [REPORT]`.
 */

/** Revision -> how many scenarios it requires of a server: a suite that names fewer proves less than it says. */
const revisions = { "2025-11-25": 30, "2026-07-28": 37 } as const;

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-conformance-"));
const server = await start();
try {
  let passed = 0;
  let failed = 0;
  for (const [revision, least] of Object.entries(revisions)) {
    const required = await requiredBy(revision);
    const results = join(folder, revision);
    const { output } = conformance(
      folder,
      "server",
      "--url",
      server.url,
      "--requirements",
      revision,
      "-o",
      results,
    );
    const text = await output;
    const scenarios = await scenariosIn(results, "server");
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
    if (bad.length > 0 || !enough) process.stdout.write(`${text}\nNot passed: ${bad.join(", ")}\n`);
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

/** The names of the scenarios that a server must pass. */
async function requiredBy(revision: string): Promise<readonly string[]> {
  const text = await conformance(folder, "list", "--server", "--requirements", revision).output;
  const [, part = ""] = /Server scenarios[^\n]*\n((?: +- .*\n)+)/.exec(text) ?? [];
  return [...part.matchAll(/- (\S+)/g)].map(([, name = ""]) => name);
}
