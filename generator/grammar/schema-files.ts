import type { SourceFile } from "../spec.ts";
import { correctionsSchema } from "./corrections-schema.ts";
import type { EditorFacts } from "./editor-facts.ts";
import { editorToolSchema } from "./editor-schema.ts";
import { effectsSchema } from "./effects-schema.ts";
import { filterResourcesSchema } from "./filter-resources-schema.ts";
import { officialServerSchema } from "./official-server-schema.ts";
import { printJson } from "./print-json.ts";
import { releasesSchema } from "./releases-schema.ts";
import type { SchemaDocument } from "./schema.ts";
import { editorToolsetsSchema } from "./toolsets-schema.ts";
import { vocabularySchema } from "./vocabulary-schema.ts";

/** The JSON Schemas that editors read: `specs/*.schema.json`. */
export function schemaFiles(facts: EditorFacts): readonly SourceFile[] {
  const schemas: readonly SchemaDocument[] = [
    editorToolSchema(facts),
    editorToolsetsSchema(facts.tools),
    vocabularySchema,
    correctionsSchema(facts),
    effectsSchema,
    filterResourcesSchema(facts),
    officialServerSchema,
    releasesSchema,
  ];
  return schemas.map((schema) => ({ path: `specs/${schema.$id}`, text: `${printJson(schema)}\n` }));
}
