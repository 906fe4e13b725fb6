import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runParts, type Outcome } from "./parts.ts";
import { checkParts, testParts } from "./plan.ts";
import { endText, failureText, passText } from "./report.ts";

const isLong = process.argv.includes("--all");
const kept: string[] = [];
const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-reports-"));
try {
  const outcomes: Outcome[] = [...(await runParts(checkParts(folder), 2, tell))];
  if (isLong) {
    // What measures time or needs both cores runs alone.
    outcomes.push(...(await runParts(testParts(folder), 1, tell)));
  }
  const isGood = outcomes.every(({ good }) => good);
  if (isGood) process.stdout.write(kept.join(""));
  process.stdout.write(endText(outcomes));
  process.exitCode = isGood ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * What failed is told at once. What passed is kept for the end of a short run, where it is told if nothing failed: then
 * failures come first and alone. A long run tells it too, as a sign that it goes on.
 */
function tell(outcome: Outcome, seconds: number): void {
  if (!outcome.good) process.stdout.write(failureText(outcome, seconds));
  else if (isLong) process.stdout.write(passText(outcome, seconds));
  else kept.push(passText(outcome, seconds));
}
