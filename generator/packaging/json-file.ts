import type { SourceFile } from "../diagnostics/source-file.ts";

/** A manifest as a file, not yet formatted. */
export function jsonFile(path: string, value: unknown): SourceFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}
