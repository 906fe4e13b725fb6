import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { OtherServices } from "../../runtime/network/connection.ts";
import type { Json } from "../../runtime/json.ts";
import type { Texts } from "../../runtime/catalog/texts.ts";
import type { PullModel, ToolModel } from "../model.ts";
import { examplesOf } from "../spec/examples-of.ts";
import type { ToolSpec } from "../spec/spec.ts";
import { byText } from "../text/by-text.ts";
import { constant, header } from "./code/statements.ts";
import { literal } from "./code/text.ts";

/** What is compiled besides the tools. */
export interface Facts {
  /** The supported release lines, oldest first. */
  readonly lines: readonly string[];
  readonly toolsets: ToolsetsData;
  /** That tools ask besides Kestra. */
  readonly services: OtherServices;
  readonly texts: Texts;
  /** Those of them whose answers can be taken elsewhere; absent: none. */
  readonly pulls?: readonly PullModel[];
  /** Whose examples are printed. */
  readonly specs?: readonly Pick<ToolSpec, "name" | "tool">[];
}

/** Toolsets and presets as data, in the author's order. */
export interface ToolsetsData {
  readonly toolsets: Readonly<Record<string, ToolsetData>>;
  /** Name -> names of tools. */
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** The presets that stand for what reads alone of their tools. */
  readonly readingPresets?: readonly string[];
  /** Name -> roles that come with the program. */
  readonly roles: Readonly<Record<string, unknown>>;
}

export interface ToolsetData {
  readonly title: string;
  readonly description: string;
  readonly edition?: "ee";
  readonly default: boolean;
  /** Present where its tools are made of what an instance has. */
  readonly made?: { readonly list: string; readonly run: string };
}

/** `generated/releases.ts`. */
export function releasesFile({ lines }: Facts): SourceFileStructure {
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs/releases.yaml"),
      constant("lines", `${literal(lines)} as const`, {
        exported: true,
        doc: "The supported Kestra release lines, oldest first.",
      }),
    ],
  };
}

/** `generated/toolsets.ts`. */
export function toolsetsFile({
  toolsets: { toolsets, presets, readingPresets = [], roles },
}: Facts): SourceFileStructure {
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs/toolsets.yaml"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["Toolset"],
        moduleSpecifier: "../runtime/catalog/select.ts",
      },
      constant("toolsets", literal(Object.fromEntries(Object.entries(toolsets).map(published))), {
        type: "Readonly<Record<string, Toolset>>",
        exported: true,
      }),
      constant("presets", literal(presets), {
        type: "Readonly<Record<string, readonly string[]>>",
        exported: true,
        doc: "Name -> names of tools.",
      }),
      constant("readingPresets", literal(readingPresets), {
        type: "readonly string[]",
        exported: true,
        doc: "The presets that stand for what reads alone of their tools.",
      }),
      constant("rolePresets", literal(roles as unknown as Json), {
        type: "Readonly<Record<string, unknown>>",
        exported: true,
        doc: "Name -> roles that come with the program.",
      }),
    ],
  };
}

/** `generated/services.ts`. */
export function servicesFile({ services }: Facts): SourceFileStructure {
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs/services.yaml"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["OtherServices"],
        moduleSpecifier: "../runtime/network/connection.ts",
      },
      constant("services", literal(services as unknown as Json), {
        type: "OtherServices",
        exported: true,
        doc: "What tools ask besides Kestra.",
      }),
    ],
  };
}

/** A toolset without the names of what its tools are made with. */
function published([name, { made, ...toolset }]: [string, ToolsetData]): [string, Json] {
  return [name, { ...toolset, ...(made !== undefined && { made: true }) }];
}

/** `generated/examples.ts`: what a person is shown of a tool, which no client asks for. */
export function examplesFile(
  { specs = [] }: Facts,
  tools: readonly Pick<ToolModel, "name">[],
): SourceFileStructure {
  const examples = specs
    .filter(({ name }) => tools.some((tool) => tool.name === name))
    .toSorted((a, b) => byText(a.name, b.name))
    .map(({ name, tool }) => [name, examplesOf(tool).map(({ ask, call }) => ({ ask, call }))] as const);
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["Examples"],
        moduleSpecifier: "../runtime/catalog/select.ts",
      },
      constant("examples", literal(Object.fromEntries(examples)), {
        type: "Examples",
        exported: true,
        doc: "Tool -> calls of it.",
      }),
    ],
  };
}
