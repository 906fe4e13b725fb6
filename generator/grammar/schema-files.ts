import type { SourceFile } from "../spec.ts";
import { toolSchema } from "./tool-schema.ts";
import { toolsetsSchema } from "./toolsets-schema.ts";
import { vocabularySchema } from "./vocabulary-schema.ts";

/** The JSON Schemas that editors read, unformatted: `specs/*.schema.json`. */
export function schemaFiles(): readonly SourceFile[] {
  return [toolSchema, toolsetsSchema, vocabularySchema].map((schema) => ({
    path: `specs/${schema.$id}`,
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));
}
