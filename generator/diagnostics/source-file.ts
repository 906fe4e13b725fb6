/** A file that the compiler reads: where it is, and what it says. Paths are relative, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type YamlPath = readonly (string | number)[];
