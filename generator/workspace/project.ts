import type { CompileInputs } from "../compile.ts";
import { readReleases } from "../contract/releases.ts";
import type { Contract } from "../contract/contract.ts";
import { ImportError } from "../contract/import-error.ts";
import { parseTool } from "../spec/parse/parse-tool.ts";
import { parseOperations } from "../spec/parse/parse-operations.ts";
import type { OperationsSpec, ToolSpec } from "../spec/spec.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** The texts below `specs/`, by their path in the project. Changing a release gives another project; nothing is written. */
export type Project = ReadonlyMap<string, string>;

const toolFile = /^specs\/(?!operations\/)[^/]+\/[^/]+(?<!\.(?:prompt|resource))\.yaml$/u;
const promptFile = /^specs\/[^/]+\/[^/]+\.prompt\.yaml$/u;
const resourceFile = /^specs\/[^/]+\/[^/]+\.resource\.yaml$/u;
const operationsFile = /^specs\/operations\/[^/]+\.yaml$/u;
const misnamedFile = /^specs\/.*\.(?!yaml$)ya?ml$/iu;
const stepFile = /^specs\/(?!(?:steps|functions|views)\/)[^/]+\/[^/]+\.ts$/u;

/** Where the contract of a line is. */
export function contractPath(line: string): string {
  return `specs/contracts/kestra/${line}.json`;
}

/** A file of a project; an empty one where it is missing, as the compiler takes it. */
export function fileOf(project: Project, path: string): SourceFile {
  return { path, text: project.get(path) ?? "" };
}

/** What the compiler is given of a project. */
export function compileInputs(project: Project): CompileInputs {
  const paths = [...project.keys()].sort();
  const files = (pattern: RegExp) =>
    paths.filter((path) => pattern.test(path)).map((path) => fileOf(project, path));
  return {
    tools: files(toolFile),
    prompts: files(promptFile),
    resources: files(resourceFile),
    completions: fileOf(project, "specs/completions.yaml"),
    misnamed: files(misnamedFile),
    operations: files(operationsFile),
    functions: files(/^specs\/functions\/[^/]+\.ts$/u),
    views: files(/^specs\/views\//u),
    steps: paths.filter((path) => stepFile.test(path)),
    toolsets: fileOf(project, "specs/toolsets.yaml"),
    vocabulary: fileOf(project, "specs/vocabulary.yaml"),
    releases: fileOf(project, "specs/releases.yaml"),
    corrections: fileOf(project, "specs/corrections.yaml"),
    effects: fileOf(project, "specs/effects.yaml"),
    services: fileOf(project, "specs/services.yaml"),
    contracts: paths
      .filter((path) => path.startsWith("specs/contracts/"))
      .map((path) => fileOf(project, path)),
  };
}

/** The tools of a project that can be read, by path. */
export function toolSpecs(project: Project): readonly ToolSpec[] {
  const { tools, steps } = compileInputs(project);
  return tools.flatMap((file) => {
    const { spec } = parseTool(file, { hasSteps: steps.includes(file.path.replace(/\.yaml$/u, ".ts")) });
    return spec === undefined ? [] : [spec];
  });
}

/** The operations that tools of a project share, as far as they can be read, by path. */
export function operationsSpecs(project: Project): readonly OperationsSpec[] {
  return compileInputs(project).operations.flatMap((file) => parseOperations(file).spec ?? []);
}

/** The lines that a project supports, oldest first. @throws ImportError where its `releases.yaml` cannot be read. */
export function linesOf(project: Project): readonly string[] {
  const { releases, diagnostics } = readReleases(fileOf(project, "specs/releases.yaml"));
  const [first] = diagnostics;
  if (first !== undefined)
    throw new ImportError(`${first.file}:${first.line}:${first.column}: ${first.message}`);
  return releases.map(({ line }) => line);
}

/** The imported contract of a line, not corrected. @throws ImportError where it is missing or broken. */
export function importedContract(project: Project, line: string): Contract {
  const path = contractPath(line);
  try {
    const contract = JSON.parse(project.get(path) ?? "") as Contract;
    if (contract.line === line) return contract;
  } catch {
    // Told below.
  }
  throw new ImportError(`${path} is missing or broken: run \`npm run import -- --line ${line}\`.`);
}

/** A project with some of its files changed; undefined takes one away. */
export function changed(
  project: Project,
  files: Iterable<readonly [path: string, text: string | undefined]>,
): Project {
  const result = new Map(project);
  for (const [path, text] of files) {
    if (text === undefined) result.delete(path);
    else result.set(path, text);
  }
  return result;
}
