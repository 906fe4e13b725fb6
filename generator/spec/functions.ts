import type { SourceFile } from "../diagnostics/source-file.ts";

/** A function of `specs/functions`. */
export interface SpecFunction {
  /** It gives a promise. */
  readonly isAsync: boolean;
}

/** The functions that each file of `specs/functions` exports, by the file's noun and by their names. */
export function exportedFunctions(
  files: readonly SourceFile[],
): ReadonlyMap<string, ReadonlyMap<string, SpecFunction>> {
  return new Map(
    files.map(({ path, text }) => [
      (path.split("/").at(-1) ?? path).replace(/\.ts$/u, ""),
      new Map(
        [...text.matchAll(/^export (async )?function (\w+)/gmu)].map(([, isAsync, name = ""]) => [
          name,
          { isAsync: isAsync !== undefined },
        ]),
      ),
    ]),
  );
}
