import { StructureKind, type ImportDeclarationStructure, type SourceFileStructure } from "ts-morph";
import type { ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";
import { names as newNames, toolName } from "./code/names.ts";
import { constant, header } from "./code/statements.ts";
import { hasSteps } from "./tool.ts";

/** `generated/catalog.ts`: every tool by name; one with steps comes from its steps' file. */
export function catalogFile(models: readonly ToolModel[]): SourceFileStructure {
  const names = newNames();
  const tools = models
    .toSorted((a, b) => byText(a.name, b.name))
    .map((model) => ({ model, own: names.take(model.name, "Tool") }));
  const declarations = tools
    .map(({ model, own }) => importOf(model, own))
    .sort((a, b) => byText(a.moduleSpecifier, b.moduleSpecifier));
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["ToolDefinition"],
        moduleSpecifier: "../runtime/tool/definition.ts",
      },
      {
        kind: StructureKind.ImportDeclaration,
        namedImports: ["catalogOf"],
        moduleSpecifier: "../runtime/compiled/catalog.ts",
      },
      ...declarations,
      {
        kind: StructureKind.ImportDeclaration,
        defaultImport: "told",
        moduleSpecifier: "./tools.json",
        attributes: [{ name: "type", value: "json" }],
      },
      constant("catalog", `catalogOf(told, [${tools.map(({ own }) => own).join(", ")}])`, {
        type: "readonly ToolDefinition[]",
        exported: true,
        doc: "Every tool, by name.",
      }),
    ],
  };
}

/** The import of a tool, which comes from its steps' file where it has steps. */
export function importOf(model: ToolModel, own: string): ImportDeclarationStructure {
  const exported = hasSteps(model) ? "tool" : toolName(model.name);
  const folder = hasSteps(model) ? "../specs" : ".";
  return {
    kind: StructureKind.ImportDeclaration,
    namedImports: [exported === own ? own : { name: exported, alias: own }],
    moduleSpecifier: `${folder}/${model.toolset}/${model.name}.ts`,
  };
}
