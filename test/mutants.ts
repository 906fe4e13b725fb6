import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { copyProject } from "./support/copy.ts";
import { node22 } from "./support/node22.ts";
import { root } from "./support/source.ts";

/** An edit that breaks a promise, and the test that must notice. */
interface Mutant {
  /** The promise that is broken. */
  readonly breaks: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** `<vitest project> <file>` (`http22`: http on Node 22), and after a colon the name of a test in it; or `generate --check`. */
  readonly red: string;
}

/**
 * Applies each mutant of `mutants.yaml` in a copy of the project, runs its test there, and fails where that stays green.
 * With a path as its first argument it writes there what it counted; words after it select mutants by what they break.
 */
const [report, ...words] = process.argv.slice(2);
const all = parse(await readFile(join(root, "test/mutants.yaml"), "utf8")) as readonly Mutant[];
const waiting = all.filter(({ breaks }) => words.every((word) => breaks.includes(word)));
const total = waiting.length;
const survivors: string[] = [];
// Many wait for what does not come: while one does, others go on.
await Promise.all([work(), work(), work()]);
// Once more at the end, which is what is left of a long output that was cut.
for (const breaks of survivors) process.stdout.write(`GREEN  ${breaks}\n`);
process.stdout.write(`${total - survivors.length} of ${total} mutants turned their test red.\n`);
if (report !== undefined && report !== "") {
  const counts = { numPassedTests: total - survivors.length, numFailedTests: survivors.length };
  await writeFile(report, JSON.stringify(counts));
}
process.exitCode = survivors.length > 0 ? 1 : 0;

/** Takes one mutant after the other, in a copy of its own. */
async function work(): Promise<void> {
  const { folder, remove } = await copyProject();
  try {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const start = performance.now();
      const problem = await survives(mutant, folder);
      if (problem !== undefined) survivors.push(mutant.breaks);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${problem === undefined ? "red" : "GREEN"}  ${mutant.breaks} (${seconds} s)\n`);
      if (problem !== undefined) process.stdout.write(`       ${problem}\n`);
    }
  } finally {
    await remove();
  }
}

/** Why a mutant is not noticed; undefined where it is. */
async function survives({ file, find, replace, red }: Mutant, folder: string): Promise<string | undefined> {
  const path = join(folder, file);
  const text = await readFile(path, "utf8");
  if (text.split(find).length !== 2) return `${file} does not hold exactly once: ${find}`;
  await writeFile(
    path,
    text.replace(find, () => replace),
  );
  try {
    return red === "generate --check" ? await survivesCheck(folder) : await survivesTest(red, folder);
  } finally {
    await writeFile(path, text);
  }
}

async function survivesCheck(folder: string): Promise<string | undefined> {
  const code = await run(["--import", "tsx", "generator/main.ts", "--check"], folder);
  return code === 1 ? undefined : `generate --check ended with ${code}.`;
}

async function survivesTest(red: string, folder: string): Promise<string | undefined> {
  const [place = "", test] = red.split(/: (.*)/);
  const [project = "", file = ""] = place.split(" ");
  const isOnNode22 = project === "oauth" || project === "http22";
  const counted = join(folder, "counted.json");
  await rm(counted, { force: true });
  const filter = test === undefined ? [] : ["-t", test.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")];
  const reporter = ["--reporter=json", `--outputFile=${counted}`, "--bail=1"];
  await run(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--project",
      project.replace("22", ""),
      file,
      ...filter,
      ...reporter,
    ],
    folder,
    isOnNode22 ? await node22() : process.execPath,
  );
  const counts = await readFile(counted, "utf8").catch(() => undefined);
  if (counts === undefined) return `${red} did not come to an end.`;
  const { numFailedTests } = JSON.parse(counts) as { numFailedTests: number };
  return numFailedTests > 0 ? undefined : `${red} stays green, or runs no test.`;
}

/** Runs Node in a folder. @returns its exit code, -1 after four minutes */
function run(args: readonly string[], cwd: string, node = process.execPath): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd,
      stdio: "ignore",
      timeout: 240_000,
      env: { ...process.env, CI: "true" },
    });
    child.on("close", (code) => {
      resolve(code ?? -1);
    });
  });
}
