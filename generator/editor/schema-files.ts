import { correctionsSchema } from "../spec/grammar/corrections.ts";
import type { EditorFacts } from "../spec/grammar/contract-facts.ts";
import { editorOperationsSchema, editorToolSchema } from "./tool-schema.ts";
import { effectsSchema } from "../spec/grammar/effects.ts";
import { filterResourcesSchema } from "../spec/grammar/filter-resources.ts";
import { officialServerSchema } from "../spec/grammar/official-server.ts";
import { printJson } from "./print-json.ts";
import { rolesSchema, tokensSchema } from "../spec/grammar/roles.ts";
import { promptSchema, promptsSchema } from "../spec/grammar/prompt.ts";
import { completionsSchema, resourceSchema } from "../spec/grammar/resource.ts";
import { releasesSchema } from "../spec/grammar/releases.ts";
import type { Schema, SchemaDocument } from "../spec/words/schema.ts";
import { serviceContractSchema } from "../spec/grammar/service-contract.ts";
import { servicesSchema } from "../spec/grammar/services.ts";
import { editorToolsetsSchema } from "../spec/grammar/toolsets.ts";
import { vocabularySchema } from "../spec/grammar/vocabulary.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** The JSON Schemas that editors read: `specs/*.schema.json` for specs, `schemas/*.schema.json` for the files of operators. */
export function schemaFiles(facts: EditorFacts): readonly SourceFile[] {
  const schemas: readonly SchemaDocument[] = [
    editorToolSchema(facts),
    editorOperationsSchema(facts),
    editorToolsetsSchema(facts.tools),
    withTools(promptSchema, facts.tools),
    withTools(resourceSchema, facts.tools),
    withTools(completionsSchema, facts.tools),
    vocabularySchema,
    correctionsSchema(facts),
    effectsSchema,
    filterResourcesSchema(facts),
    officialServerSchema,
    releasesSchema,
    servicesSchema,
    serviceContractSchema,
  ];
  const file = (folder: string) => (schema: SchemaDocument) => ({
    path: `${folder}/${schema.$id}`,
    text: `${printJson(schema)}\n`,
  });
  return [...schemas.map(file("specs")), ...[rolesSchema, tokensSchema, promptsSchema].map(file("schemas"))];
}

/** The same for editors, which offer the names of the tools. */
function withTools(schema: SchemaDocument, tools: readonly string[]): SchemaDocument {
  const definitions = schema.$defs as Readonly<Record<string, Schema>>;
  const defaultSnippets = tools.map((name) => ({ bodyText: name }));
  return { ...schema, $defs: { ...definitions, tool: { ...definitions.tool, defaultSnippets } } };
}
