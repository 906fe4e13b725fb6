/** Where files are saved on the machine of the user. */
export interface Downloads {
  /**
   * Saves a file under its name in the folder that the operator names: never over another one, never outside.
   * @param argument that names it otherwise, for messages
   * @throws InputError where it cannot, with the reason
   */
  save(file: FileContent, argument: string): Promise<SavedFile>;
}

/** A file, as a call with `output: { file: … }` gives it. */
export interface FileContent {
  /** Without a folder, such as `data.csv`. */
  readonly name: string;
  readonly content: string;
  /** `base64` of what is no text; absent: the content is the text. */
  readonly encoding?: string | null | undefined;
}

export interface SavedFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}
