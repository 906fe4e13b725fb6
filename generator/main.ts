import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { apart } from "./made.ts";
import { compile, type Compilation, type CompileInputs } from "./compile.ts";
import { markedPages, skillsFolder, writePages } from "./docs/docs.ts";
import { readFaults } from "./docs/faults.ts";
import { emit } from "./emit/emit.ts";
import { sandboxFiles } from "./emit/sandbox.ts";
import { formatter, type Formatter } from "./workspace/format.ts";
import type { EditorFacts } from "./spec/grammar/contract-facts.ts";
import { schemaFiles } from "./editor/schema-files.ts";
import { manifests, type PackagingInputs } from "./packaging/manifests.ts";
import { readProject } from "./packaging/project.ts";
import { printDiagnostics } from "./diagnostics/print.ts";
import { count } from "./text/count.ts";
import { compileInputs } from "./workspace/project.ts";
import { viewPages } from "./pages/view-pages.ts";
import { watchTree } from "./workspace/watch.ts";
import { compareTrees, readTree, writeDifference, type TreeDifference } from "./workspace/files.ts";
import type { SourceFile } from "./diagnostics/source-file.ts";

/** What is generated: all in these folders, but for the pages that people write. */
const owned =
  /^(generated|docs(?!\/((architecture|credentials|flows-as-tools|from-an-idea-to-a-flow|how-to-find-out-why|identity-providers|install|it-does-not-connect|offline|users)\.md$|examples\/))|sandbox\/data)\//;

const root = process.cwd();
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => flag !== "--check" && flag !== "--watch");
if (unknown.length > 0) {
  process.stderr.write(`generate does not know ${unknown.join(" ")}: it takes --check or --watch.\n`);
  process.exit(2);
}

const format = formatter(await readFile(join(root, ".oxfmtrc.json"), "utf8"));
const good = await run();
if (flags.has("--watch")) {
  process.stdout.write("Watching specs/.\n");
  watchSpecs();
} else {
  process.exitCode = good ? 0 : 1;
}

/** Reads, compiles, prints, and writes or checks. @returns whether all is well. */
async function run(): Promise<boolean> {
  const inputs = await readInputs();
  const compiled = compile(inputs);
  const official = await readSource("specs/official-server.yaml");
  const { faults, diagnostics: wrongFaults } = readFaults(official);
  const diagnostics = [...compiled.diagnostics, ...wrongFaults];
  const texts = new Map(
    [
      ...[
        ...inputs.tools,
        ...inputs.prompts,
        ...inputs.resources,
        ...inputs.misnamed,
        inputs.completions,
        ...inputs.operations,
        inputs.toolsets,
        inputs.vocabulary,
      ],
      ...[inputs.corrections, inputs.releases, inputs.services, official],
      ...inputs.contracts,
    ].map((it) => [it.path, it.text]),
  );
  const report = printDiagnostics(diagnostics, texts);
  if (report !== "") process.stderr.write(`${report}\n`);
  if (diagnostics.some((it) => it.severity === "error")) return false;
  const docs = {
    compiled,
    faults: { path: official.path, faults },
    readme: await readText("README.md"),
    skills: await readTree(root, skillsFolder, /\/SKILL\.md$/),
    limits: await readText("runtime/limits.ts"),
  };
  const wanted = [
    ...(await formatAll(format, emit(compiled.models, compiled))),
    ...schemaFiles(editorFacts(compiled)),
    ...(await formatAll(format, markedPages(docs))),
    ...writePages(docs),
    ...(await formatAll(format, manifests(packaging(compiled, await readText("package.json"))))),
    ...sandboxFiles(compiled.imported),
    ...(await formatAll(format, await viewPages(root, inputs.views))),
  ];
  const difference = compareTrees(await readDisk(wanted), wanted, owned);
  if (flags.has("--check")) return reportCheck(difference);
  await writeDifference(root, difference);
  const { tools } = apart(compiled.models, compiled.toolsets.toolsets);
  const withSteps = tools.filter((it) => inputs.steps.includes(it.source.replace(/\.yaml$/, ".ts"))).length;
  const written = difference.changed.length + difference.missing.length + difference.orphaned.length;
  process.stdout.write(
    `${tools.length} tools, ${withSteps} of them with steps; ${count(written, "file")} written.\n`,
  );
  return true;
}

function editorFacts({ models, ...facts }: Compilation): EditorFacts {
  return {
    ...facts,
    tools: models.map(({ name }) => name),
    operations: facts.operations.flatMap((it) => Object.keys(it.operations)),
  };
}

/** @param facts the text of `package.json` */
function packaging({ models, toolsets, services }: Compilation, facts: string): PackagingInputs {
  const tools = models.filter(({ toolset }) => toolsets.toolsets[toolset]?.default === true);
  return { project: readProject(facts), services, tools };
}

async function readInputs(): Promise<CompileInputs> {
  const files = await readTree(root, "specs", /\.(ya?ml|ts|json|css)$/i);
  return compileInputs(new Map(files.map(({ path, text }) => [path, text])));
}

async function readDisk(wanted: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  const elsewhere = wanted.filter((it) => !owned.test(it.path)).map((it) => it.path);
  const single = await Promise.all(elsewhere.map(async (path) => ({ path, text: await readText(path) })));
  const trees = await Promise.all(
    ["generated", "docs", "sandbox/data"].map((folder) => readTree(root, folder, /./)),
  );
  return [...trees.flat(), ...single.filter((it) => it.text !== "")];
}

async function readSource(path: string): Promise<SourceFile> {
  return { path, text: await readText(path) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(join(root, path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

async function formatAll(by: Formatter, files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  return Promise.all(files.map(async (file) => ({ path: file.path, text: await by(file.path, file.text) })));
}

function reportCheck({ changed, missing, orphaned }: TreeDifference): boolean {
  const lines = [
    ...changed.map((file) => `changed   ${file.path}`),
    ...missing.map((file) => `missing   ${file.path}`),
    ...orphaned.map((path) => `orphaned  ${path}`),
  ];
  if (lines.length === 0) return true;
  process.stderr.write(`${lines.join("\n")}\nGenerated files are not in step: run \`npm run generate\`.\n`);
  return false;
}

function watchSpecs(): void {
  let running = Promise.resolve(true);
  watchTree(join(root, "specs"), () => {
    running = running.then(run).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      return false;
    });
  });
}
