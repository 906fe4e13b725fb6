import { stripVTControlCharacters } from "node:util";
import type { Outcome } from "./parts.ts";

/** What is told of a part that passed: one line, and one more for each reason why tests were skipped. */
export function passText({ name, skipped = [] }: Outcome, seconds: number): string {
  const reasons = skipped.map((reason) => `       skipped: ${reason}\n`);
  return [`ok     ${name} (${seconds.toFixed(1)} s)\n`, ...reasons].join("");
}

/** What is told of a part that failed: what it printed, without what passed in it. */
export function failureText({ name, output }: Outcome, seconds: number): string {
  return `FAILED ${name} (${seconds.toFixed(1)} s)\n${failuresIn(output).trim()}\n\n`;
}

/** The last lines: what failed, and how many. */
export function endText(outcomes: readonly Outcome[]): string {
  const sum = (of: "passed" | "failed"): number => outcomes.reduce((total, it) => total + it[of], 0);
  const bad = outcomes.filter(({ good }) => !good).map(({ name }) => name);
  const failed = bad.length === 0 ? "" : `Failed: ${bad.join(", ")}.\n`;
  return `${failed}${sum("passed")} passed, ${sum("failed")} failed\n`;
}

/** What vitest printed, from its first error on: before it stands every file that it ran. Other output as it is. */
function failuresIn(output: string): string {
  const lines = output.split("\n");
  const at = lines.findIndex((line) =>
    /^⎯+ (?:Failed (?:Suites|Tests)|Unhandled Errors?)/.test(stripVTControlCharacters(line).trim()),
  );
  return at < 0 ? output : lines.slice(at).join("\n");
}
