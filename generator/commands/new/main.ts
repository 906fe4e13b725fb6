import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compile } from "../../compile.ts";
import { formatter } from "../../workspace/format.ts";
import { printDiagnostics } from "../../diagnostics/print.ts";
import { compileInputs, type Project } from "../../workspace/project.ts";
import { readTree } from "../../workspace/files.ts";
import { choose, listUncovered, type ChosenEndpoint } from "./choose.ts";
import { closing } from "./closing.ts";
import { knownOf, type KnownSpecs } from "./ground.ts";
import { scaffoldOptions } from "./options.ts";
import { ScaffoldError } from "./error.ts";
import { draftText } from "./draft/yaml-text.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/**
 * `npm run new -- "METHOD /path"` (or an operationId, or words) writes the YAML of a tool for that operation, and nothing
 * else; it never overwrites. `--list` shows the operations that no tool covers.
 */
const root = process.cwd();

try {
  const options = scaffoldOptions(process.argv.slice(2));
  const project = await readProject();
  const known = knownOf(compileInputs(project));
  refuseBroken(known, project);
  if (options.kind === "list") process.stdout.write(listUncovered(known, options.line));
  else {
    const chosen = choose(known, options);
    const file = { path: chosen.draft.path, text: await formatted(chosen) };
    const report = errorsIn(project, file);
    if (options.dryRun) process.stdout.write(file.text);
    else await writeNew(file);
    process.stderr.write(`${report}${closing(chosen, file.text)}`);
    if (report !== "") process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof ScaffoldError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function readProject(): Promise<Project> {
  const files = await readTree(root, "specs", /\.(ya?ml|ts|json)$/i);
  if (files.length === 0) throw new ScaffoldError("There is no specs/ here: run it in the project's folder.");
  return new Map(files.map(({ path, text }) => [path, text]));
}

function refuseBroken({ diagnostics }: KnownSpecs, project: Project): void {
  const errors = diagnostics.filter((it) => it.severity === "error");
  if (errors.length > 0) throw new ScaffoldError(printDiagnostics(errors, project));
}

async function formatted({ draft }: ChosenEndpoint): Promise<string> {
  const configuration = await readFile(join(root, ".oxfmtrc.json"), "utf8");
  return formatter(configuration)(draft.path, draftText(draft));
}

/** What the compiler says of the new file, among all the others. */
function errorsIn(project: Project, file: SourceFile): string {
  const inputs = compileInputs(new Map([...project, [file.path, file.text]]));
  const errors = compile(inputs).diagnostics.filter((it) => it.file === file.path && it.severity === "error");
  if (errors.length === 0) return "";
  return `${printDiagnostics(errors, new Map([[file.path, file.text]])).replace(" Nothing was written.", " Put them right.")}\n`;
}

async function writeNew({ path, text }: SourceFile): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  try {
    await writeFile(join(root, path), text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new ScaffoldError(
      `${path} is there already, and nothing is overwritten: give another name with --name.`,
    );
  }
}
