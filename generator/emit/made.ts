import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { ToolModel } from "../model.ts";
import type { Makers } from "../made.ts";
import { byText } from "../text/by-text.ts";
import { importOf } from "./catalog.ts";
import { names as newNames } from "./code/names.ts";
import { constant, header } from "./code/statements.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { toldText } from "./told.ts";

/** `generated/made.ts` and `generated/made.json`: what tools are made with, by their toolset; none where nothing is. */
export function madeFiles(
  makers: readonly ToolModel[],
  toolsets: Makers,
): {
  readonly structures: readonly { readonly path: string; readonly structure: SourceFileStructure }[];
  readonly texts: readonly SourceFile[];
} {
  if (makers.length === 0) return { structures: [], texts: [] };
  const names = newNames();
  const own = new Map(makers.map((model) => [model.name, names.take(model.name, "Tool")]));
  const entries = Object.entries(toolsets).flatMap(([toolset, { made }]) =>
    made === undefined
      ? []
      : [`${toolset}: madeWith(told, { list: ${own.get(made.list)}, run: ${own.get(made.run)} })`],
  );
  const imports = makers
    .map((model) => importOf(model, own.get(model.name) ?? ""))
    .sort((a, b) => byText(a.moduleSpecifier, b.moduleSpecifier));
  const structure: SourceFileStructure = {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      {
        kind: StructureKind.ImportDeclaration,
        namedImports: ["madeWith"],
        moduleSpecifier: "../runtime/compiled/catalog.ts",
      },
      ...imports,
      {
        kind: StructureKind.ImportDeclaration,
        defaultImport: "told",
        moduleSpecifier: "./made.json",
        attributes: [{ name: "type", value: "json" }],
      },
      constant("made", `{ ${entries.join(", ")} }`, {
        exported: true,
        doc: "What tools are made with of what an instance has, by their toolset.",
      }),
    ],
  };
  return {
    structures: [{ path: "generated/made.ts", structure }],
    texts: [{ path: "generated/made.json", text: toldText(makers) }],
  };
}
