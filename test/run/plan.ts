import { join } from "node:path";
import type { Part } from "./parts.ts";

const bin = {
  tsx: ["--import", "tsx"],
  oxlint: ["node_modules/oxlint/bin/oxlint"],
  oxfmt: ["node_modules/oxfmt/bin/oxfmt"],
  vitest: ["node_modules/vitest/vitest.mjs", "run"],
} as const;

/** What `npm run check` runs; the longest first. @param folder for the reports */
export function checkParts(folder: string): readonly Part[] {
  return [
    vitest("unit tests and laws", ["unit", "laws"], folder),
    { name: "lint and types", command: bin.oxlint },
    { name: "generate --check", command: [...bin.tsx, "generator/main.ts", "--check"] },
    { name: "format", command: [...bin.oxfmt, "--check", "."] },
  ];
}

/** What `npm test` runs after the check. */
export function testParts(folder: string): readonly Part[] {
  return [
    vitest("replay of the recordings", ["replay"], folder),
    vitest("end to end", ["e2e-*"], folder),
    vitest("HTTP", ["http"], folder),
    // Its HTTP server is another one, and the modes in which users log in run on it.
    onNode22(vitest("HTTP on Node 22", ["http"], folder)),
    onNode22(vitest("logging in", ["oauth"], folder)),
    // What drives Chromium needs its WebSocket.
    onNode22(vitest("views in a browser", ["views"], folder)),
    conformance(folder),
    inspector(folder),
    vitest("processes, and how time grows", ["process"], folder),
    vitest("the guide", ["guide"], folder),
    mutants(folder),
  ];
}

function vitest(name: string, projects: readonly string[], folder: string): Part {
  const report = join(folder, `${name.replaceAll(/\W+/g, "-")}.json`);
  return {
    name,
    command: [
      ...bin.vitest,
      ...projects.flatMap((project) => ["--project", project]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    report,
    env: { CI: "true" },
  };
}

/** What needs more than the Node that everything else runs on. */
function onNode22(part: Part): Part {
  return { ...part, command: [...bin.tsx, "test/run/on-node22.ts", ...part.command] };
}

function conformance(folder: string): Part {
  const report = join(folder, "conformance.json");
  const command = [...bin.tsx, "test/conformance/main.ts", report];
  return { name: "MCP conformance", command, report };
}

function inspector(folder: string): Part {
  const report = join(folder, "inspector.json");
  const command = [...bin.tsx, "test/inspector/main.ts", report];
  return { name: "MCP Inspector", command, report };
}

function mutants(folder: string): Part {
  const report = join(folder, "mutants.json");
  return { name: "mutants", command: [...bin.tsx, "test/mutants.ts", report], report };
}
