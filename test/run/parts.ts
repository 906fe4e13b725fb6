import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

/** One command of a check. */
export interface Part {
  readonly name: string;
  /** Arguments of Node. */
  readonly command: readonly string[];
  /** Where the command writes what it counted, as `{ numPassedTests, numFailedTests }`; without it the part counts as one. */
  readonly report?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What became of a part. */
export interface Outcome {
  readonly name: string;
  readonly good: boolean;
  readonly passed: number;
  readonly failed: number;
  /** Why tests were skipped, of those whose titles say it. */
  readonly skipped?: readonly string[];
  /** What the command printed. */
  readonly output: string;
}

/** What vitest says of its run; other commands say the numbers alone. */
interface Report {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly testResults?: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs parts side by side, so many at once, in their order. @param tell is told of each when it ends, and how many seconds it took */
export async function runParts(
  parts: readonly Part[],
  atOnce: number,
  tell: (outcome: Outcome, seconds: number) => void,
): Promise<readonly Outcome[]> {
  const waiting = [...parts];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const start = performance.now();
      const outcome = await runPart(part);
      tell(outcome, (performance.now() - start) / 1000);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

async function runPart(part: Part): Promise<Outcome> {
  const { code, output } = await run(part);
  return { ...(await outcomeOf(part, code === 0)), output };
}

function run({ command, env }: Part): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** A failed command whose report knows of no failure, such as a test file that cannot be loaded, counts as one failure. */
async function outcomeOf({ name, report }: Part, good: boolean): Promise<Omit<Outcome, "output">> {
  const one = { name, good, passed: good ? 1 : 0, failed: good ? 0 : 1 };
  if (report === undefined) return one;
  try {
    const counts = JSON.parse(await readFile(report, "utf8")) as Report;
    const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = counts;
    if (passed + failed === 0) return { name, good: false, passed: 0, failed: 1 };
    const skipped = reasonsIn(counts);
    return { name, good: good && failed === 0, passed, failed: good ? failed : Math.max(1, failed), skipped };
  } catch {
    return { ...one, good: false, passed: 0, failed: 1 };
  }
}

function reasonsIn({ testResults = [] }: Report): readonly string[] {
  const titles = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status !== "passed").map(({ fullName }) => fullName),
  );
  // As `skipped` of test/support/skipped.ts writes it, whose reasons have pairs of brackets in them.
  return [
    ...new Set(titles.flatMap((title) => / \(skipped: ((?:[^()]|\([^()]*\))*)\)/.exec(title)?.[1] ?? [])),
  ];
}
