/**
 * What generated code may use of the runtime: names by the module that exports them, below `runtime/`. The generator prints its
 * imports from it and gives nothing of its own such a name; generated code may import nothing else but zod.
 */
export const symbols = {
  "compiled/catalog.ts": ["catalogOf", "madeWith"],
  "compiled/file-path.ts": [
    "directoryPath",
    "encodedUri",
    "filePath",
    "fileUri",
    "liesIn",
    "namesDirectory",
    "plusDirectory",
    "plusPath",
    "plusUri",
  ],
  "compiled/filters.ts": ["filtered"],
  "compiled/operation.ts": ["composite", "operation"],
  "compiled/preview.ts": ["previewOf"],
  "compiled/read.ts": ["file", "json", "link", "nothing", "text"],
  "compiled/request.ts": ["filePart", "form", "instant", "keyed", "list", "pairs", "path", "plain"],
  "compiled/upsert.ts": ["notSaved", "outcomeOf", "verdictOn", "withWarnings"],
  "compiled/zod-json.ts": ["anyJson", "anyObject", "characters", "integer", "ownObject", "record"],
  "errors.ts": ["InputError"],
  "http-client/request-plan.ts": ["QueryValue"],
  "json/in-text.ts": ["jsonOrText"],
  "per-line.ts": ["forRelease", "makeForRelease"],
  "text/said.ts": ["say"],
  "text/sentences.ts": ["sentences"],
  "tool/definition.ts": ["Request", "Steps", "Tool", "ToolDefinition"],
  "yaml/key.ts": ["yamlKey"],
} as const;

/** A name that generated code may use: a type where it begins with a capital letter. */
export type RuntimeSymbol = (typeof symbols)[keyof typeof symbols][number];
