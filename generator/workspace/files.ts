import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** The files below a folder, by path, with forward slashes; none where the folder is missing. */
export async function readTree(root: string, folder: string, ending: RegExp): Promise<readonly SourceFile[]> {
  const paths = await listTree(root, folder);
  const wanted = paths.filter((path) => ending.test(path)).sort();
  return Promise.all(wanted.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

async function listTree(root: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length).replaceAll("\\", "/"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** How the files on disk differ from those that should be there. */
export interface TreeDifference {
  readonly changed: readonly SourceFile[];
  readonly missing: readonly SourceFile[];
  /** On disk, and made from nothing any more. */
  readonly orphaned: readonly string[];
}

/** Compares what is on disk with what should be. @param owned the folders in which nothing else may stand. */
export function compareTrees(
  disk: readonly SourceFile[],
  wanted: readonly SourceFile[],
  owned: RegExp,
): TreeDifference {
  const before = new Map(disk.map((file) => [file.path, file.text]));
  const after = new Set(wanted.map((file) => file.path));
  return {
    changed: wanted.filter((file) => before.has(file.path) && before.get(file.path) !== file.text),
    missing: wanted.filter((file) => !before.has(file.path)),
    orphaned: disk.map((file) => file.path).filter((path) => owned.test(path) && !after.has(path)),
  };
}

/** Makes the disk what it should be; files that are right already keep their time. */
export async function writeDifference(root: string, difference: TreeDifference): Promise<void> {
  for (const file of [...difference.changed, ...difference.missing]) {
    await mkdir(dirname(join(root, file.path)), { recursive: true });
    await writeFile(join(root, file.path), file.text);
  }
  for (const path of difference.orphaned) await rm(join(root, path));
}
