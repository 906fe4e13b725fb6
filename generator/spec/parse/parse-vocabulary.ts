import { vocabularySchema } from "../grammar/vocabulary.ts";
import { validator } from "../grammar/validate.ts";
import type { NamedThings } from "../../resolve/context/world.ts";
import { isObject } from "../../../runtime/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml } from "./yaml-source.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** Argument name -> description, for arguments that several tools use. */
export type Vocabulary = Readonly<Record<string, string>>;

const validateVocabulary = validator(vocabularySchema);

/**
 * Reads `specs/vocabulary.yaml`. A word whose description is wrong is there all the same. Errors are returned, never thrown.
 * @returns within: argument name -> the argument that holds what it is in; names: argument name -> what it holds
 */
export function parseVocabulary(file: SourceFile): {
  readonly vocabulary: Vocabulary;
  readonly within: Readonly<Record<string, string>>;
  readonly names: NamedThings;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { vocabulary: {}, within: {}, names: {}, diagnostics };
  const checked = checkGrammar(source, validateVocabulary);
  const words = Object.entries(checked.value as Readonly<Record<string, unknown>>);
  const within = words.flatMap(([name, word]) =>
    isObject(word) && typeof word.within === "string" ? [[name, word.within] as const] : [],
  );
  const things = words.flatMap(([name, word]) =>
    isObject(word) && (word.names === "namespace" || word.names === "execution")
      ? [[name, word.names] as const]
      : [],
  );
  const known = words.map(([name]) => name);
  const unknown = within
    .filter(([, outer]) => !known.includes(outer))
    .map(([name, outer]) => source.error([name, "within"], `There is no word "${outer}".`));
  return {
    vocabulary: Object.fromEntries(
      words.map(([name, word]) => [name, String(isObject(word) ? word.description : word)]),
    ),
    within: Object.fromEntries(within),
    names: Object.fromEntries(things),
    diagnostics: [...diagnostics, ...checked.diagnostics, ...unknown],
  };
}
