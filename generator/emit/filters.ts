import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { FilterFields } from "../../runtime/compiled/filters.ts";
import type { Json } from "../../runtime/json.ts";
import { operationsOf, type ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";
import { filtersName } from "./code/names.ts";
import { constant, header } from "./code/statements.ts";
import { literal } from "./code/text.ts";

/** `generated/filters.ts`: what the searches may be filtered by that take any filter, by line. None: no file. */
export function filtersFile(
  models: readonly ToolModel[],
): readonly { readonly path: string; readonly structure: SourceFileStructure }[] {
  const resources = new Map<string, Map<string, FilterFields>>();
  for (const { from, value } of models.flatMap(operationsOf).flatMap(({ request }) => request)) {
    if (value.filters === undefined) continue;
    const { resource, fields } = value.filters;
    const lines = resources.get(resource) ?? new Map<string, FilterFields>();
    resources.set(resource, lines.set(from, fields));
  }
  const constants = [...resources]
    .sort(([a], [b]) => byText(a, b))
    .map(([resource, lines]) =>
      constant(filtersName(resource), literal(Object.fromEntries(lines) as unknown as Json), {
        exported: true,
        doc: `Line -> what a search of ${resource} may be filtered by there: field -> its operations.`,
      }),
    );
  if (constants.length === 0) return [];
  const statements = [header("specs/contracts"), ...constants];
  return [{ path: "generated/filters.ts", structure: { kind: StructureKind.SourceFile, statements } }];
}
