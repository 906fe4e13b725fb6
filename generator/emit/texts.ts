import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { Texts } from "../../runtime/catalog/texts.ts";
import type { Json } from "../../runtime/json.ts";
import { imports, type Imported } from "./code/imports.ts";
import { constant, header } from "./code/statements.ts";
import { literal, object, quote } from "./code/text.ts";

/** `generated/texts.ts`: prompts, resources and completions, which are loaded on first use. */
export function textsFile(texts: Texts): SourceFileStructure {
  const { use, declarations } = imports(["texts"]);
  const names = new Set(texts.prompts.flatMap((it) => it.arguments.flatMap(({ reader }) => reader ?? [])));
  const readers = [...names].map((name) => `${quote(name)}: ${use(functionPath(name))}`);
  const { prompts, templates, completions } = texts;
  const entries = Object.entries({ prompts, templates, completions }).map(
    ([key, value]) => `${key}: ${literal(value as unknown as Json)}`,
  );
  const all = object([...entries, ...(readers.length === 0 ? [] : [`readers: ${object(readers)}`])]);
  return {
    kind: StructureKind.SourceFile,
    statements: [
      header("specs"),
      ...declarations("../runtime"),
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        namedImports: ["Texts"],
        moduleSpecifier: "../runtime/catalog/texts.ts",
      },
      constant("texts", all, { type: "Texts", exported: true }),
    ],
  };
}

/** `specs/functions/noun.ts#name` of `noun.name`. */
function functionPath(name: string): Imported {
  return `specs/functions/${name.replace(".", ".ts#")}` as Imported;
}

/** What the runtime is told of them at its start: of which there are some, and how they are loaded. */
export function textsText(texts: Texts): string {
  const kinds = (["prompts", "templates", "completions"] as const).filter(
    (kind) => Object.keys(texts[kind]).length > 0,
  );
  return `{ kinds: ${literal(kinds)}, load: async () => (await import("./texts.ts")).texts }`;
}
