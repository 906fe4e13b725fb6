import type { CompileInputs } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { loadContracts } from "../../contract/load.ts";
import { exportedFunctions } from "../../spec/functions.ts";
import { viewHashes } from "../../spec/views.ts";
import { loadEffects } from "../../spec/effects.ts";
import { loadServices } from "../../spec/parse/load-services.ts";
import { parseOperations } from "../../spec/parse/parse-operations.ts";
import { parseTool } from "../../spec/parse/parse-tool.ts";
import { parseToolsets } from "../../spec/parse/parse-toolsets.ts";
import { parseVocabulary } from "../../spec/parse/parse-vocabulary.ts";
import type { ToolSpec } from "../../spec/spec.ts";
import { coverage, type Covered } from "./coverage.ts";
import type { DraftGround } from "./draft/draft.ts";
import { endpointsOf, type DraftEndpoint } from "./draft/endpoint.ts";

/** All that is known of a project before a tool is added. */
export interface KnownSpecs extends DraftGround {
  readonly specs: readonly ToolSpec[];
  readonly endpoints: readonly DraftEndpoint[];
  readonly covered: readonly Covered[];
  /** Errors after which nothing can be told: of the contracts and the toolsets. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a project as far as a new tool needs it. Pure. A tool with errors counts as far as it can be read. */
export function knownOf(inputs: CompileInputs): KnownSpecs {
  const { lines, contracts, diagnostics: contractErrors } = loadContracts(inputs);
  const { serviceContracts, diagnostics: serviceErrors } = loadServices(inputs);
  const diagnostics = [...contractErrors, ...serviceErrors];
  const toolsets = parseToolsets(inputs.toolsets);
  const specs = inputs.tools.flatMap((file) => {
    const hasSteps = inputs.steps.includes(file.path.replace(/\.yaml$/, ".ts"));
    return parseTool(file, { hasSteps }).spec ?? [];
  });
  const files = inputs.tools.map(({ path }) => (path.split("/").at(-1) ?? path).replace(/\.yaml$/, ""));
  const operations = inputs.operations.flatMap((file) => parseOperations(file).spec ?? []);
  const { vocabulary, within, names } = parseVocabulary(inputs.vocabulary);
  const world = {
    lines,
    contracts,
    serviceContracts,
    vocabulary,
    within,
    names,
    toolsets: new Set(Object.keys(toolsets.toolsets.toolsets)),
    tools: new Set([...files, ...specs.flatMap((it) => it.tool.aliases ?? [])]),
    functions: exportedFunctions(inputs.functions),
    views: viewHashes(inputs.views),
    destructive: loadEffects(inputs.effects),
  };
  const endpoints = diagnostics.length > 0 ? [] : endpointsOf(world);
  return {
    world,
    toolsets: toolsets.toolsets,
    specs,
    endpoints,
    covered: coverage(specs, endpoints, lines, operations),
    diagnostics: [...diagnostics, ...toolsets.diagnostics],
  };
}
