import type { ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";
import { catalogFile } from "./catalog.ts";
import { compiledFile } from "./compiled.ts";
import { filtersFile } from "./filters.ts";
import { releasesFile, servicesFile, toolsetsFile, type Facts } from "./facts.ts";
import { printFiles } from "./code/print-files.ts";
import { operationFiles } from "./operations.ts";
import { toldText } from "./told.ts";
import { toolFile } from "./tool.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/**
 * Prints everything under `generated/`, by path; not yet formatted. Pure: the same models and facts, in any order, give
 * the same files.
 * @throws Error where a model holds what cannot be printed: the compiler let it through.
 */
export function emit(models: readonly ToolModel[], facts: Facts): readonly SourceFile[] {
  const files = printFiles([
    ...models.map((model) => ({
      path: `generated/${model.toolset}/${model.name}.ts`,
      structure: toolFile(model, facts.lines),
    })),
    ...operationFiles(models, facts.lines, facts.pulls),
    { path: "generated/catalog.ts", structure: catalogFile(models) },
    { path: "generated/compiled.ts", structure: compiledFile(facts) },
    ...filtersFile(models),
    { path: "generated/releases.ts", structure: releasesFile(facts) },
    { path: "generated/services.ts", structure: servicesFile(facts) },
    { path: "generated/toolsets.ts", structure: toolsetsFile(facts) },
  ]);
  return [...files, { path: "generated/tools.json", text: toldText(models) }].toSorted((a, b) =>
    byText(a.path, b.path),
  );
}
