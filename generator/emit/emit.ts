import type { ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";
import { catalogFile } from "./catalog.ts";
import { compiledFile } from "./compiled.ts";
import { filtersFile } from "./filters.ts";
import { examplesFile, releasesFile, servicesFile, toolsetsFile, type Facts } from "./facts.ts";
import { apart } from "../made.ts";
import { madeFiles } from "./made.ts";
import { printFiles } from "./code/print-files.ts";
import { operationFiles } from "./operations.ts";
import { toldText } from "./told.ts";
import { textsFile } from "./texts.ts";
import { toolFile } from "./tool.ts";
import { viewTypes } from "./view-types.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/**
 * Prints everything under `generated/`, by path; not yet formatted. Pure: the same models and facts, in any order, give
 * the same files.
 * @throws Error where a model holds what cannot be printed: the compiler let it through.
 */
export function emit(models: readonly ToolModel[], facts: Facts): readonly SourceFile[] {
  const { tools, makers } = apart(models, facts.toolsets.toolsets);
  const made = madeFiles(makers, facts.toolsets.toolsets);
  const files = printFiles([
    ...models.map((model) => ({
      path: `generated/${model.toolset}/${model.name}.ts`,
      structure: toolFile(model, facts.lines),
    })),
    ...viewTypes(models),
    ...operationFiles(models, facts.lines, facts.pulls),
    { path: "generated/catalog.ts", structure: catalogFile(tools) },
    { path: "generated/compiled.ts", structure: compiledFile(facts, made.structures.length > 0) },
    ...made.structures,
    { path: "generated/examples.ts", structure: examplesFile(facts, tools) },
    ...filtersFile(models),
    { path: "generated/releases.ts", structure: releasesFile(facts) },
    { path: "generated/services.ts", structure: servicesFile(facts) },
    { path: "generated/texts.ts", structure: textsFile(facts.texts) },
    { path: "generated/toolsets.ts", structure: toolsetsFile(facts) },
  ]);
  return [...files, ...made.texts, { path: "generated/tools.json", text: toldText(tools) }].toSorted((a, b) =>
    byText(a.path, b.path),
  );
}
