import type { SourceFile } from "../diagnostics/source-file.ts";

/** The functions that each file of `specs/functions` exports, by the file's noun. Only those that give a value at once. */
export function exportedFunctions(files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    files.map(({ path, text }) => [
      (path.split("/").at(-1) ?? path).replace(/\.ts$/u, ""),
      new Set([...text.matchAll(/^export function (\w+)/gmu)].map(([, name = ""]) => name)),
    ]),
  );
}
