import { open, realpath, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { diskFileName } from "../compiled/file-name.ts";
import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say, type Said } from "../text/said.ts";
import type { FileContent, SavedFile } from "../tool/downloads.ts";

/** The variable that names the folder. */
const variable = "KESTRA_MCP_DOWNLOAD_DIR";

/**
 * Saves a file in a folder: whole or not at all, never over another one, never through a link out of it.
 * @param argument that names a file, for messages
 * @param most bytes
 * @throws InputError with the reason where it cannot be saved
 */
export async function saveFile(
  folder: string,
  { name, content, encoding }: FileContent,
  argument: string,
  most: number = limits.download,
): Promise<SavedFile> {
  const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  if (bytes.length > most)
    throw new InputError(say`The file has ${bytes.length} bytes, and one that is saved at most ${most}.`);
  const path = join(await placeOf(folder), diskFileName(name, argument));
  await write(path, bytes, argument);
  return { path, size: bytes.length };
}

/** Where the folder really is. */
async function placeOf(folder: string): Promise<string> {
  try {
    if ((await stat(folder)).isDirectory()) return await realpath(folder);
  } catch (error) {
    throw new InputError(say`${own(variable)} is ${folder}, which cannot be used (${codeOf(error)}).`);
  }
  throw new InputError(say`${own(variable)} is ${folder}, which is not a folder.`);
}

async function write(path: string, bytes: Buffer, argument: string): Promise<void> {
  // Only where there is nothing of that name, a link included, whose end is not looked at.
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    throw codeOf(error) === "EEXIST"
      ? new InputError(
          say`There is a file ${path} already, and it is not overwritten. Give another ${own(argument)}.`,
        )
      : notSaved(path, say`${codeOf(error)}`);
  });
  try {
    await file.writeFile(bytes);
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    // It is ours: there was none before.
    await unlink(path).catch(() => undefined);
    throw notSaved(path, say`${codeOf(error)}`);
  }
}

function notSaved(path: string, why: Said): InputError {
  return new InputError(say`${path} cannot be saved (${why}).`);
}

/** Such as `ENOSPC`. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
