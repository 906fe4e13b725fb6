import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runParts, type Outcome } from "./parts.ts";
import { checkParts, testParts } from "./plan.ts";

const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-reports-"));
try {
  const outcomes: Outcome[] = [...(await runParts(checkParts(folder), 2))];
  if (process.argv.includes("--all")) {
    // What measures time or needs both cores runs alone.
    outcomes.push(...(await runParts(testParts(folder), 1)));
  }
  report(outcomes);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function report(outcomes: readonly Outcome[]): void {
  const sum = (of: "passed" | "failed"): number => outcomes.reduce((total, it) => total + it[of], 0);
  const bad = outcomes.filter(({ good }) => !good).map(({ name }) => name);
  if (bad.length > 0) process.stdout.write(`Failed: ${bad.join(", ")}.\n`);
  process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
  process.exitCode = bad.length > 0 ? 1 : 0;
}
