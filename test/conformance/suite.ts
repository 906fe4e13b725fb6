import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const suite = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

/** What the suite says of one thing that it tried. */
export interface Scenario {
  readonly name: string;
  readonly checks: readonly Check[];
}

interface Check {
  readonly status: string;
}

/** The suite at work. */
export interface SuiteRun {
  /** All that it wrote, when it has ended. */
  readonly output: Promise<string>;
  /** What it wrote so far. */
  readonly said: () => string;
}

/** Runs a command of the official conformance suite. It needs Node 22, which npm's package `node` brings. */
export function conformance(folder: string, ...words: readonly string[]): SuiteRun {
  const child = spawn("npx", ["-y", "-p", "node@22", "-p", suite, "conformance", ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const said = () => Buffer.concat(chunks).toString();
  const output = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      resolve(said());
    });
  });
  return { output, said };
}

/** What it wrote below a folder: one for each scenario, called by its kind, its name and the time. */
export async function scenariosIn(folder: string, kind: string): Promise<readonly Scenario[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`));
  return Promise.all(
    names.map(async (name) => ({
      name: name.slice(kind.length + 1).replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, ""),
      checks: JSON.parse(await readFile(join(folder, name, "checks.json"), "utf8")) as readonly Check[],
    })),
  );
}

export function isGood({ checks }: Scenario): boolean {
  return (
    checks.some(({ status }) => status === "SUCCESS") && checks.every(({ status }) => status !== "FAILURE")
  );
}
