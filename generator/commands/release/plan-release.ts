import { compile } from "../../compile.ts";
import type { Contract } from "../../contract/contract.ts";
import type { ReleaseSource } from "../../contract/releases.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Formatter } from "../../workspace/format.ts";
import { contractJson } from "../../contract/print.ts";
import { ImportError } from "../../contract/import-error.ts";
import { loadContracts } from "../../contract/load.ts";
import { compareLines } from "../../../runtime/per-line.ts";
import type { Drift } from "./drift/change.ts";
import { keptFormatted } from "../../workspace/kept-formatted.ts";
import { newCorrections } from "./new-corrections.ts";
import { newEffects } from "./new-effects.ts";
import {
  changed,
  compileInputs,
  contractPath,
  fileOf,
  importedContract,
  linesOf,
  operationsSpecs,
  toolSpecs,
  type Project,
} from "../../workspace/project.ts";
import { freshOperations } from "./fresh-operations.ts";
import { movedIds, operationAt } from "../../contract/same-operation.ts";
import { askedBy } from "../../spec/asked.ts";
import type { OperationsSpec } from "../../spec/spec.ts";
import { lookAtOperations, lookAtTool } from "./drift/tool-drift.ts";
import type { Acceptance } from "./drift/use-drift.ts";
import { flowText } from "../../workspace/yaml-text.ts";

/** A line that is added. */
export interface NewLine {
  readonly contract: Contract;
  readonly sources: Readonly<Record<"oss" | "ee" | "filters", ReleaseSource>>;
  /** The text of `specs/filter-resources.yaml`, with the routes that the line adds. */
  readonly filterResources: string;
  /** What is to be known of the sources, sentences. */
  readonly notes: readonly string[];
}

/** The author's word. */
export interface Said {
  /** Tools whose likely proposals are applied. */
  readonly tools: readonly string[];
  /** `[tool, "METHOD /path"]`: where a route of a tool went. */
  readonly routes: readonly (readonly [tool: string, route: string])[];
  /** Every move for which all evidence speaks is applied. */
  readonly moves: boolean;
}

/** What adding a line would do. */
export interface ReleasePlan {
  /** With the new line, and all edits that are safe or accepted. */
  readonly project: Project;
  readonly drift: Drift;
  /** What the compiler says of that project: what is left to do by hand. */
  readonly left: readonly Diagnostic[];
}

/**
 * Adds a line to a project: its contract, its entry in the releases, the corrections and effects that go on, and the edits of
 * the tools that are safe or accepted. Pure.
 * @throws ImportError where the line is not newer than all others, or the author's word names what is not there.
 */
export async function planRelease(
  project: Project,
  { contract, sources, filterResources, notes }: NewLine,
  said: Said,
  format: Formatter,
): Promise<ReleasePlan> {
  const { line } = contract;
  const lines = linesOf(project);
  const base = lines.at(-1);
  const oldest = lines[0];
  if (base === undefined || oldest === undefined) throw new ImportError("specs/releases.yaml has no line.");
  if (compareLines(line, base) <= 0)
    throw new ImportError(`Line ${line} is not newer than line ${base}, the newest in specs/releases.yaml.`);
  const before = corrected(project);
  const baseContract = before.get(base);
  if (baseContract === undefined) throw new ImportError(`The contract of line ${base} cannot be read.`);
  refuseSmall(contract, baseContract);
  const specs = toolSpecs(project);
  const shared = operationsSpecs(project);
  checkSaid(said, [...specs.map((it) => it.name), ...shared.map(nameOfArea)], contract);

  const corrections = newCorrections(
    fileOf(project, "specs/corrections.yaml").text,
    lines,
    importedContract(project, base),
    contract,
  );
  const effects = newEffects(fileOf(project, "specs/effects.yaml").text, baseContract, corrections.contract);
  const pair = { base: baseContract, next: corrections.contract, oldest };
  const lookedShared = shared.map((spec) =>
    lookAtOperations(spec, pair, (name) => {
      const askers = specs.filter((it) => askedBy(it).includes(name)).map((it) => it.name);
      return acceptanceOf(said, [nameOfArea(spec), ...askers]);
    }),
  );
  const changes = new Map(lookedShared.flatMap((it) => [...it.changes]));
  const looked = specs.map((spec) =>
    lookAtTool(
      spec,
      pair,
      acceptanceOf(said, [spec.name]),
      askedBy(spec).flatMap((name) => changes.get(name) ?? []),
    ),
  );
  const files = new Map<string, string>([
    [contractPath(line), contractJson(contract)],
    ["specs/releases.yaml", withRelease(fileOf(project, "specs/releases.yaml").text, line, sources)],
    ["specs/corrections.yaml", corrections.text],
    ["specs/effects.yaml", effects.text],
    ["specs/filter-resources.yaml", filterResources],
    ...[...looked, ...lookedShared].map(({ drift, text }) => [drift.file, text] as const),
  ]);
  const whole = changed(project, await keptFormatted(project, files, format));
  const drift: Drift = {
    base,
    line,
    tools: looked.map((it) => it.drift),
    operations: lookedShared.map((it) => it.drift),
    ids: movedIds(baseContract, corrections.contract),
    fresh: freshOperations(pair.base, pair.next),
    notes: [...notes, ...corrections.notes, ...effects.notes],
  };
  return { project: whole, drift, left: compile(compileInputs(whole)).diagnostics };
}

function corrected(project: Project): ReadonlyMap<string, Contract> {
  const { contracts, diagnostics } = loadContracts(compileInputs(project));
  const [first] = diagnostics.filter((it) => it.severity === "error");
  if (first === undefined) return contracts;
  throw new ImportError(`${first.file}:${first.line}:${first.column}: ${first.message}`);
}

/** A document that was cut off between two operations is good YAML. */
function refuseSmall(contract: Contract, base: Contract): void {
  for (const edition of ["oss", "ee"] as const) {
    const [now = 0, before = 0] = [contract, base].map(
      ({ operations }) => operations.filter(({ editions }) => editions.includes(edition)).length,
    );
    if (now * 2 >= before) continue;
    const name = edition === "oss" ? "open-source" : "Enterprise";
    throw new ImportError(
      `Line ${contract.line} has ${now} ${name} operations, and line ${base.line} has ${before}: is its document cut off?`,
    );
  }
}

function checkSaid(said: Said, tools: readonly string[], contract: Contract): void {
  const unknown = [...said.tools, ...said.routes.map(([tool]) => tool)].find((it) => !tools.includes(it));
  if (unknown !== undefined) throw new ImportError(`There is no tool ${unknown} to accept edits of.`);
  const stray = said.routes.find(([, route]) => operationAt(contract, route) === undefined);
  if (stray !== undefined) throw new ImportError(`Line ${contract.line} has no ${stray[1]}.`);
}

/** What the author says of tools and files of operations: of an operation that tools share, the word on any of them counts. */
function acceptanceOf(said: Said, names: readonly string[]): Acceptance {
  return {
    likely: said.tools.some((it) => names.includes(it)),
    moves: said.moves,
    routes: said.routes.filter(([name]) => names.includes(name)).map(([, route]) => route),
  };
}

function nameOfArea({ area }: OperationsSpec): string {
  return `operations/${area}`;
}

function withRelease(text: string, line: string, sources: NewLine["sources"]): string {
  const entries = (["oss", "ee", "filters"] as const).map((kind) => {
    const { release, document } = sources[kind];
    return `  ${kind}: { release: ${flowText(release)}, document: ${flowText(document)} }\n`;
  });
  return `${text.trimEnd()}\n- line: ${JSON.stringify(line)}\n${entries.join("")}`;
}
