/** A file or a directory, as lists and statistics show it. */
export interface FileEntry {
  readonly type: "File" | "Directory";
  /** The last part of its path; the root's is `_files`. */
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly modified: number;
}

/**
 * The files of namespaces. Paths start at the root, `/`, and have no slash at their end. Every method throws the `Refusal` that the line
 * answers to what it cannot do.
 */
export interface NamespaceFiles {
  /** What stands in a directory itself. */
  list(namespace: string, path: string): readonly FileEntry[];
  stats(namespace: string, path: string): FileEntry;
  /** Without a revision: the newest. 1.0 knows no revisions, and gives what there is. */
  read(namespace: string, path: string, revision?: number): Uint8Array;
  /** The numbers of a file's revisions, oldest first. */
  revisions(namespace: string, path: string): readonly number[];
  /** The paths of the files that hold `words`. */
  find(namespace: string, words: string): readonly string[];
  makeDirectory(namespace: string, path: string): void;
  write(namespace: string, path: string, bytes: Uint8Array): void;
  move(namespace: string, from: string, to: string): void;
  /** Deletes a file, or a directory with all that is in it; nothing where there is none. */
  delete(namespace: string, path: string): void;
}

/** Where Kestra's storage keeps a file of a namespace, which its messages tell. */
export function placeOf(tenant: string, namespace: string, path: string): string {
  return `/app/storage/${tenant}/${namespace.replaceAll(".", "/")}/_files${path === "/" ? "" : path}`;
}
