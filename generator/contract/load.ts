import { correctContracts } from "./correct.ts";
import { readReleases } from "./releases.ts";
import type { Contract } from "./contract.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** The texts that the contracts come from. */
export interface ContractFiles {
  /** `specs/releases.yaml` */
  readonly releases: SourceFile;
  /** `specs/corrections.yaml` */
  readonly corrections: SourceFile;
  /** `specs/contracts/kestra/<line>.json`, in any order. */
  readonly contracts: readonly SourceFile[];
}

/** The contracts of the supported lines, corrected. */
export interface LoadedContracts {
  /** Oldest first; those that have a contract. */
  readonly lines: string[];
  readonly contracts: Map<string, Contract>;
  /** Line -> its contract as the documents have it, uncorrected. */
  readonly imported: ReadonlyMap<string, Contract>;
  readonly diagnostics: Diagnostic[];
}

/** Reads the contracts and applies the corrections. Errors are returned with their places, never thrown. */
export function loadContracts(files: ContractFiles): LoadedContracts {
  const { releases, diagnostics: errors } = readReleases(files.releases);
  const diagnostics = [...errors];
  const imported = new Map<string, Contract>();
  for (const { line } of releases) {
    const file = files.contracts.find(({ path }) => path.endsWith(`/kestra/${line}.json`));
    const contract = file === undefined ? undefined : parse(file, line);
    if (contract !== undefined) imported.set(line, contract);
    else diagnostics.push(atStart(file?.path ?? files.releases.path, missing(line, file)));
  }
  const lines = [...imported.keys()];
  if (diagnostics.length > 0) return { lines, contracts: imported, imported, diagnostics };
  const corrected = correctContracts(imported, files.corrections);
  return { lines, contracts: corrected.contracts, imported, diagnostics: corrected.diagnostics };
}

/**
 * Reads the files of a project.
 * @param read gives the text of a file by its path in the project; throws where there is none.
 */
export function contractFiles(read: (path: string) => string): ContractFiles {
  const file = (path: string): SourceFile => ({ path, text: read(path) });
  const releases = file("specs/releases.yaml");
  return {
    releases,
    corrections: file("specs/corrections.yaml"),
    contracts: readReleases(releases).releases.map(({ line }) => file(`specs/contracts/kestra/${line}.json`)),
  };
}

/** The importer wrote the file, and a test holds it to what the importer writes: of its inside only the line is checked. */
function parse(file: SourceFile, line: string): Contract | undefined {
  try {
    const contract = JSON.parse(file.text) as Contract;
    return contract.line === line ? contract : undefined;
  } catch {
    return undefined;
  }
}

function missing(line: string, file: SourceFile | undefined): string {
  const what = file === undefined ? "has no contract" : "has a contract that is broken or of another line";
  return `Line ${line} ${what}: run \`npm run import -- --line ${line}\`.`;
}

function atStart(file: string, message: string): Diagnostic {
  return { file, line: 1, column: 1, length: 1, message, severity: "error" };
}
