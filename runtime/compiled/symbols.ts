/**
 * What generated code may use of the runtime: names by the module that exports them, below `runtime/`. The generator prints its
 * imports from it and gives nothing of its own such a name; generated code may import nothing else but zod.
 */
export const symbols = {
  "compiled/chain.ts": ["chain"],
  "compiled/dependency-graph.ts": ["dependencyText"],
  "compiled/file-path.ts": [
    "directoryPath",
    "encodedUri",
    "filePath",
    "fileUri",
    "plusDirectory",
    "plusPath",
    "plusUri",
  ],
  "compiled/read.ts": ["file", "json", "link", "nothing", "text"],
  "compiled/request.ts": ["filePart", "form", "instant", "keyed", "list", "pairs", "path", "plain"],
  "compiled/saving.ts": ["saving"],
  "compiled/zod-json.ts": ["anyJson", "anyObject", "characters", "integer", "ownObject", "record"],
  "http-client/request-plan.ts": ["QueryValue", "RequestPlan"],
  "json/in-text.ts": ["jsonOrText"],
  "lazy.ts": ["lazy"],
  "per-line.ts": ["makeSince", "since"],
  "tool/definition.ts": ["Calls", "Composite", "Operation", "ToolDefinition"],
} as const;

/** A name that generated code may use: a type where it begins with a capital letter. */
export type RuntimeSymbol = (typeof symbols)[keyof typeof symbols][number];
