import type { PromptGrammar } from "../../../runtime/prompts/prompt-grammar.ts";
import type { CallGrammar } from "../../../runtime/prompts/check-call.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { promptSchema } from "../grammar/prompt.ts";
import { completionsSchema, resourceSchema } from "../grammar/resource.ts";
import { validator } from "../grammar/validate.ts";
import type { SchemaDocument } from "../words/schema.ts";
import { toolName } from "../words/names.ts";
import { checkGrammar } from "./check-grammar.ts";
import { schemaErrors } from "./schema-errors.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";

/** A file as its author wrote it: valid by its schema, nothing resolved. */
export interface TextSpec<Grammar> {
  /** Of a prompt or a resource: that of its file. */
  readonly name: string;
  readonly toolset: string;
  readonly file: SourceFile;
  readonly grammar: Grammar;
  readonly error: YamlSource["error"];
}

/** `specs/<toolset>/<name>.resource.yaml` */
export interface ResourceGrammar {
  readonly uri: string;
  readonly title?: string;
  readonly description: string;
  readonly media?: string;
  readonly call: CallGrammar;
  readonly text?: string;
  readonly complete?: Readonly<Record<string, string>>;
  readonly links?: true;
  readonly example: string;
}

/** `specs/completions.yaml` */
export type CompletionsGrammar = Readonly<Record<string, readonly LookupGrammar[]>>;

export interface LookupGrammar extends CallGrammar {
  readonly when?: string | readonly string[];
  readonly rows: string;
  readonly value?: string;
  readonly granted?: true;
}

/** What could be read, and every error that the file alone shows. */
export interface ParsedText<Grammar> {
  readonly spec?: TextSpec<Grammar>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Pure, as the others here; errors are returned with their places, never thrown. */
export const parsePrompt = parserOf<PromptGrammar>(promptSchema);

export const parseResource = parserOf<ResourceGrammar>(resourceSchema);

export const parseCompletions = parserOf<CompletionsGrammar>(completionsSchema);

const validateName = validator(toolName);

function parserOf<Grammar>(schema: SchemaDocument): (file: SourceFile) => ParsedText<Grammar> {
  const validate = validator(schema);
  return (file) => {
    const { source, diagnostics } = readYaml(file);
    if (source === undefined) return { diagnostics };
    const [base = "", toolset = ""] = file.path.split("/").toReversed();
    const name = base.replace(/(\.(prompt|resource))?\.yaml$/u, "");
    const checked = checkGrammar(source, validate);
    const wrongName = schemaErrors(validateName(name), name).map(({ message }) =>
      source.error([], message, "It is named as its file: rename the file."),
    );
    const found = [...diagnostics, ...wrongName, ...checked.diagnostics];
    if (!checked.valid) return { diagnostics: found };
    const grammar = checked.value as Grammar;
    return { spec: { name, toolset, file, grammar, error: source.error }, diagnostics: found };
  };
}
