import { readFileSync, writeFileSync } from "node:fs";
import { count } from "../../text/count.ts";
import { join } from "node:path";
import { readReleases, type SupportedRelease } from "../../contract/releases.ts";
import { formatter } from "../../workspace/format.ts";
import { ImportError } from "../../contract/import-error.ts";
import { readSource } from "../import/source.ts";
import { readTree } from "../../workspace/files.ts";
import { dropReport, planDrop } from "./plan-drop.ts";
import { newLine } from "./new-line.ts";
import { releaseOptions, type ReleaseOptions } from "./options.ts";
import { planRelease } from "./plan-release.ts";
import { fileOf, importedContract, type Project } from "../../workspace/project.ts";
import { report } from "./report.ts";
import { writeProject } from "../../workspace/write-project.ts";

/**
 * Adds a release line to the specs, or drops one, and says what that means for every tool; see `usage`. Nothing is
 * written without `--write`, but the report where `--report` says so.
 */
const root = process.cwd();

try {
  const options = releaseOptions(process.argv.slice(2));
  const files = await readTree(root, "specs", /\.(ya?ml|ts|json)$/iu);
  const project: Project = new Map(files.map(({ path, text }) => [path, text]));
  const done = options.kind === "add" ? await added(project, options) : await dropped(project, options.line);
  process.stdout.write(done.text);
  const written = options.write ? writeProject(root, project, done.project) : [];
  if (options.report !== undefined) writeFileSync(options.report, done.text);
  const said = options.write
    ? `${count(written.length, "file")} written. Do what is left by hand, then run \`npm run generate\`.\n`
    : "Nothing was written: --write applies the edits that are safe or accepted.\n";
  process.stderr.write(said);
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

interface Done {
  readonly project: Project;
  readonly text: string;
}

async function added(project: Project, options: ReleaseOptions & { readonly kind: "add" }): Promise<Done> {
  const asking = { fetch, environment: process.env };
  const documents = await Promise.all(options.from.map((place) => readSource(place, asking)));
  const filters = options.filters === undefined ? undefined : await readSource(options.filters, asking);
  const base = newest(project);
  const line = newLine(
    {
      line: options.line,
      documents,
      routes: fileOf(project, "specs/filter-resources.yaml").text,
      ...(filters === undefined ? {} : { filters }),
      ...(options.release === undefined ? {} : { release: options.release }),
    },
    importedContract(project, base.line),
    base,
  );
  const plan = await planRelease(project, line, options.said, projectFormat());
  return { project: plan.project, text: report(plan.drift, plan.left) };
}

async function dropped(project: Project, line: string): Promise<Done> {
  const plan = await planDrop(project, line, projectFormat());
  return { project: plan.project, text: dropReport(plan) };
}

function newest(project: Project): SupportedRelease {
  const { releases, diagnostics } = readReleases(fileOf(project, "specs/releases.yaml"));
  const last = releases.at(-1);
  if (last === undefined)
    throw new ImportError(diagnostics[0]?.message ?? "specs/releases.yaml has no line.");
  return last;
}

function projectFormat(): ReturnType<typeof formatter> {
  return formatter(readFileSync(join(root, ".oxfmtrc.json"), "utf8"));
}
