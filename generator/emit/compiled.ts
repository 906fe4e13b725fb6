import { StructureKind, type SourceFileStructure } from "ts-morph";
import { constant, header } from "./code/statements.ts";
import type { Facts } from "./facts.ts";
import { textsText } from "./texts.ts";

const parts = [
  { from: "./catalog.ts", names: ["catalog"] },
  { from: "./releases.ts", names: ["lines"] },
  { from: "./services.ts", names: ["services"] },
  { from: "./toolsets.ts", names: ["presets", "readingPresets", "rolePresets", "toolsets"] },
];

/** `generated/compiled.ts`: all that was compiled, as the runtime is handed it with the program's version. */
export function compiledFile(
  { pulls = [], texts }: Pick<Facts, "pulls" | "texts">,
  hasMade = false,
): SourceFileStructure {
  const made = hasMade ? ', made: async () => (await import("./made.ts")).made' : "";
  const loaded = pulls.map(
    ({ service }) => `${service}: async () => (await import("../specs/services/${service}.ts")).pull`,
  );
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["Compiled"],
        moduleSpecifier: "../runtime/catalog/select.ts",
      },
      ...parts.map(({ from, names }) => ({
        kind: StructureKind.ImportDeclaration as const,
        namedImports: names,
        moduleSpecifier: from,
      })),
      constant(
        "compiled",
        `{ tools: catalog, resources: [], texts: ${textsText(texts)}, toolsets, presets, readingPresets, rolePresets, lines, services, pulls: { ${loaded.join(", ")} }${made}, examples: async () => (await import("./examples.ts")).examples }`,
        {
          type: 'Omit<Compiled, "version">',
          exported: true,
          doc: "All that was compiled; the version is the program's.",
        },
      ),
    ],
  };
}
