import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { Texts } from "../../runtime/catalog/texts.ts";
import type { Json } from "../../runtime/json.ts";
import { constant, header } from "./code/statements.ts";
import { literal } from "./code/text.ts";

/** `generated/texts.ts`: prompts, resources and completions, which are loaded on first use. */
export function textsFile(texts: Texts): SourceFileStructure {
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["Texts"],
        moduleSpecifier: "../runtime/catalog/texts.ts",
      },
      constant("texts", literal(texts as unknown as Json), { type: "Texts", exported: true }),
    ],
  };
}

/** What the runtime is told of them at its start: of which there are some, and how they are loaded. */
export function textsText(texts: Texts): string {
  const kinds = (["prompts", "templates", "completions"] as const).filter(
    (kind) => Object.keys(texts[kind]).length > 0,
  );
  return `{ kinds: ${literal(kinds)}, load: async () => (await import("./texts.ts")).texts }`;
}
