import type { OtherServices } from "../runtime/network/connection.ts";
import type { Contract } from "./contract/contract.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { loadContracts } from "./contract/load.ts";
import { askedBy } from "./spec/asked.ts";
import { exportedFunctions } from "./spec/functions.ts";
import { viewHashes } from "./spec/views.ts";
import { loadEffects } from "./spec/effects.ts";
import type { PullModel, ToolModel } from "./model.ts";
import { loadServices } from "./spec/parse/load-services.ts";
import type { ServicePulls } from "./spec/parse/parse-services.ts";
import { parseTool } from "./spec/parse/parse-tool.ts";
import { parseOperations } from "./spec/parse/parse-operations.ts";
import { parseToolsets, type Toolsets } from "./spec/parse/parse-toolsets.ts";
import { parseVocabulary } from "./spec/parse/parse-vocabulary.ts";
import { parseCompletions, parsePrompt, parseResource } from "./spec/parse/parse-texts.ts";
import type { Texts } from "../runtime/catalog/texts.ts";
import { resolveTexts, type TextSpecs } from "./resolve/texts.ts";
import { resolvePulls } from "./resolve/pulls.ts";
import { resolveShared, type SharedOperations } from "./resolve/shared-operations.ts";
import { resolveTool } from "./resolve/tool.ts";
import type { World } from "./resolve/context/world.ts";
import type { OperationsSpec, ToolSpec } from "./spec/spec.ts";
import { budget, tokensOf } from "./tokens.ts";
import type { SourceFile } from "./diagnostics/source-file.ts";
import { byText } from "./text/by-text.ts";

/** Everything that is compiled, as texts. */
export interface CompileInputs {
  /** `specs/<toolset>/<tool>.yaml` */
  readonly tools: readonly SourceFile[];
  /** `specs/<toolset>/<name>.prompt.yaml` */
  readonly prompts: readonly SourceFile[];
  /** `specs/<toolset>/<name>.resource.yaml` */
  readonly resources: readonly SourceFile[];
  /** `specs/completions.yaml`; without text where there are none. */
  readonly completions: SourceFile;
  /** Files below `specs/` that are YAML by a name that nothing reads, such as `specs/flow/sample.yml`. */
  readonly misnamed: readonly SourceFile[];
  /** Paths of `specs/<toolset>/<tool>.ts`. */
  readonly steps: readonly string[];
  /** `specs/operations/<area>.yaml` */
  readonly operations: readonly SourceFile[];
  /** `specs/functions/<noun>.ts` */
  readonly functions: readonly SourceFile[];
  /** All below `specs/views/`: a page of each file that lies there, and what pages share in the folders. */
  readonly views: readonly SourceFile[];
  readonly toolsets: SourceFile;
  readonly vocabulary: SourceFile;
  readonly releases: SourceFile;
  readonly corrections: SourceFile;
  readonly effects: SourceFile;
  readonly services: SourceFile;
  /** `specs/contracts/kestra/<line>.json`, and `specs/contracts/<service>/contract.json` of the others. */
  readonly contracts: readonly SourceFile[];
}

export interface Compilation {
  /** By name; empty where there is an error. */
  readonly models: readonly ToolModel[];
  /** What is made of calls of them. */
  readonly texts: Texts;
  /** As authors wrote it. */
  readonly textSpecs: TextSpecs;
  readonly lines: readonly string[];
  readonly toolsets: Toolsets;
  /** What the authors wrote, by path. */
  readonly specs: readonly ToolSpec[];
  /** Likewise, the operations that tools share. */
  readonly operations: readonly OperationsSpec[];
  /** Line -> its contract, corrected. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** That tools ask besides Kestra, by name. */
  readonly services: OtherServices;
  /** What is asked of those that can be pulled. */
  readonly pulls: readonly PullModel[];
  /** Of the services besides Kestra, the contract of each. */
  readonly serviceContracts: ReadonlyMap<string, Contract>;
  /** Line -> its contract, uncorrected. */
  readonly imported: ReadonlyMap<string, Contract>;
  readonly vocabulary: Readonly<Record<string, string>>;
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles every spec against every line. Pure: same inputs in any order, same models. Errors of authors come back
 * as diagnostics, all at once.
 */
export function compile(inputs: CompileInputs): Compilation {
  const { lines, contracts, imported, diagnostics: contractErrors } = loadContracts(inputs);
  const loaded = loadServices(inputs);
  const { services, serviceContracts, diagnostics: serviceErrors } = loaded;
  const toolsets = parseToolsets(inputs.toolsets);
  const vocabulary = parseVocabulary(inputs.vocabulary);
  const steps = new Set(inputs.steps);
  const parsed = sorted(inputs.tools).map((file) =>
    parseTool(file, { hasSteps: steps.has(file.path.replace(/\.yaml$/, ".ts")) }),
  );
  const specs = parsed.flatMap(({ spec }) => (spec === undefined ? [] : [spec]));
  const shared = sorted(inputs.operations).map(parseOperations);
  const operations = shared.flatMap(({ spec }) => spec ?? []);
  const world: World = {
    lines,
    contracts,
    serviceContracts,
    vocabulary: vocabulary.vocabulary,
    within: vocabulary.within,
    names: vocabulary.names,
    toolsets: new Set(Object.keys(toolsets.toolsets.toolsets)),
    tools: new Set(
      inputs.tools.flatMap((file) => nameOf(file.path)).concat(specs.flatMap((it) => it.tool.aliases ?? [])),
    ),
    functions: exportedFunctions(inputs.functions),
    views: viewHashes(inputs.views),
    destructive: loadEffects(inputs.effects),
  };
  const isWhole = contractErrors.length + serviceErrors.length === 0;
  const once = isWhole ? resolveShared(world, operations) : { shared: new Map(), diagnostics: [] };
  const all: SharedOperations = once.shared;
  const resolved = isWhole ? specs.map((spec) => ({ spec, ...resolveTool(world, spec, all) })) : [];
  const models = resolved.flatMap(({ model }) => (model === undefined ? [] : [model]));
  const isResolved = models.length === inputs.tools.length;
  const written = parseTexts(inputs);
  const made = resolveTexts(models, isResolved ? written.specs : noTexts, world.functions);
  const pulled = isWhole ? resolvePulls(loaded, all) : { pulls: [], diagnostics: [] };
  const diagnostics = [
    ...inputs.misnamed.map(checkEnding),
    ...contractErrors,
    ...serviceErrors,
    ...toolsets.diagnostics,
    ...toolsets.checkPresets(world.tools),
    ...vocabulary.diagnostics,
    ...shared.flatMap((it) => it.diagnostics),
    ...once.diagnostics,
    ...pulled.diagnostics,
    ...(parsed.every(({ spec }) => spec !== undefined)
      ? operations.flatMap((it) => checkAsked(it, specs, loaded.pulls, all))
      : []),
    ...parsed.flatMap((it) => it.diagnostics),
    ...resolved.flatMap((it) => it.diagnostics),
    ...specs.flatMap((spec) => checkHome(world, spec, specs)),
    ...written.diagnostics,
    ...[...written.specs.prompts, ...written.specs.resources].flatMap((spec) => checkFolder(world, spec)),
    ...made.diagnostics,
    ...resolved.flatMap(({ spec, model }) => (model === undefined ? [] : checkBudget(spec, model))),
  ].sort(byPlace);
  const broken = diagnostics.some((it) => it.severity === "error");
  return {
    models: broken ? [] : sortedByName(made.models),
    texts: made.texts,
    textSpecs: written.specs,
    lines,
    toolsets: toolsets.toolsets,
    specs,
    operations,
    contracts,
    services,
    pulls: pulled.pulls,
    serviceContracts,
    imported,
    vocabulary: vocabulary.vocabulary,
    diagnostics,
  };
}

/** Whoever named a file so wants it to be read. */
function checkEnding({ path }: SourceFile): Diagnostic {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const right = name.replace(/\.ya?ml$/i, ".yaml");
  return {
    file: path,
    line: 1,
    column: 1,
    length: 1,
    message: `Nothing reads ${name}: the names of specs end with \`.yaml\`.`,
    hint: `Rename it to ${right}.`,
    severity: "error",
  };
}

function nameOf(path: string): readonly string[] {
  return [(path.split("/").at(-1) ?? path).replace(/\.yaml$/, "")];
}

/** Reports a folder that is no toolset, and a name that two tools have. */
function checkHome(world: World, spec: ToolSpec, all: readonly ToolSpec[]): readonly Diagnostic[] {
  const names = (it: ToolSpec): readonly string[] => [it.name, ...(it.tool.aliases ?? [])];
  const twin = all.find(
    (other) =>
      other !== spec &&
      other.file.path < spec.file.path &&
      names(other).some((it) => names(spec).includes(it)),
  );
  return [
    ...checkFolder(world, spec),
    ...(twin === undefined
      ? []
      : [spec.error([], `The tool ${twin.file.path} has this name too.`, "Rename one of them.")]),
  ];
}

function checkFolder(
  { toolsets }: World,
  { toolset, error }: Pick<ToolSpec, "toolset" | "error">,
): readonly Diagnostic[] {
  if (toolsets.has(toolset)) return [];
  const hint = "Add it to specs/toolsets.yaml, or move the file.";
  return [error([], `The folder "${toolset}" is not a toolset.`, hint)];
}

const noTexts: TextSpecs = { prompts: [], resources: [], completions: undefined };

function parseTexts({ prompts, resources, completions }: CompileInputs): {
  readonly specs: TextSpecs;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = {
    prompts: sorted(prompts).map(parsePrompt),
    resources: sorted(resources).map(parseResource),
    completions: completions.text === "" ? [] : [parseCompletions(completions)],
  };
  return {
    specs: {
      prompts: read.prompts.flatMap(({ spec }) => spec ?? []),
      resources: read.resources.flatMap(({ spec }) => spec ?? []),
      completions: read.completions[0]?.spec,
    },
    diagnostics: Object.values(read).flatMap((all) => all.flatMap((it) => it.diagnostics)),
  };
}

/** Reports shared operations that no tool asks, nor a pull; none while a tool asks one that there is not, for which it may be meant. */
function checkAsked(
  { operations, error }: OperationsSpec,
  specs: readonly ToolSpec[],
  pulls: ServicePulls,
  shared: SharedOperations,
): readonly Diagnostic[] {
  const asked = new Set([...specs.flatMap(askedBy), ...Object.values(pulls).flat()]);
  if ([...asked].some((name) => !shared.has(name))) return [];
  return Object.keys(operations)
    .filter((name) => !asked.has(name))
    .map((name) => error([name], `No tool asks "${name}".`, "Remove it.", "key"));
}

function checkBudget(spec: ToolSpec, model: ToolModel): readonly Diagnostic[] {
  const tokens = tokensOf(model);
  if (tokens <= budget.warn) return [];
  const limit = tokens > budget.most ? budget.most : budget.warn;
  const found = spec.error(
    ["description"],
    `The tool costs an agent ${tokens} tokens; ${limit} is the budget.`,
    "Shorten descriptions, or split the tool.",
    "key",
  );
  return [{ ...found, severity: tokens > budget.most ? "error" : "warning" }];
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return byText(a.file, b.file) || a.line - b.line || a.column - b.column || byText(a.message, b.message);
}

function sorted(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.toSorted((a, b) => byText(a.path, b.path));
}

function sortedByName(models: readonly ToolModel[]): readonly ToolModel[] {
  return models.toSorted((a, b) => byText(a.name, b.name));
}
