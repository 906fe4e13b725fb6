import { vocabularySchema } from "../grammar/vocabulary.ts";
import { validator } from "../grammar/validate.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml } from "./yaml-source.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** Argument name -> description, for arguments that several tools use. */
export type Vocabulary = Readonly<Record<string, string>>;

const validateVocabulary = validator(vocabularySchema);

/** Reads `specs/vocabulary.yaml`. A word whose description is wrong is there all the same. Errors are returned, never thrown. */
export function parseVocabulary(file: SourceFile): {
  readonly vocabulary: Vocabulary;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { vocabulary: {}, diagnostics };
  const checked = checkGrammar(source, validateVocabulary);
  const words = Object.entries(checked.value as Readonly<Record<string, unknown>>);
  return {
    vocabulary: Object.fromEntries(words.map(([name, description]) => [name, String(description)])),
    diagnostics: [...diagnostics, ...checked.diagnostics],
  };
}
