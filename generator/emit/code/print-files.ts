import { IndentationText, NewLineKind, Project, QuoteKind, type SourceFileStructure } from "ts-morph";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** Prints files from their structures: in memory, each created once, none of them read again or resolved. */
export function printFiles(
  files: readonly { readonly path: string; readonly structure: SourceFileStructure }[],
): readonly SourceFile[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      quoteKind: QuoteKind.Double,
    },
  });
  return files.map(({ path, structure }) => ({
    path,
    text: project.createSourceFile(`/${path}`, structure).getFullText(),
  }));
}
