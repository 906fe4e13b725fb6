import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say } from "../text/said.ts";
import type { KeptText } from "../tool/kept.ts";

const isYaml = /\.ya?ml$/i;

/**
 * The YAML files below folders, in the order of their paths: neither hidden ones nor those that a link leads to, and of too
 * many, or too large ones, none.
 * @param paths of folders; a path of a file is passed over
 * @param variable that names them, for errors
 * @throws InputError where a folder cannot be read
 */
export async function keptTexts(paths: readonly string[], variable: string): Promise<readonly KeptText[]> {
  const found = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) found.push(...(await textsBelow(path)));
    } catch (error) {
      const { code = "it cannot be read" } = error as NodeJS.ErrnoException;
      throw new InputError(say`${own(variable)} names ${path}, which cannot be used (${code}).`);
    }
  }
  return found;
}

async function textsBelow(folder: string): Promise<readonly KeptText[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isYaml.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).some((part) => part.startsWith(".")))
    .sort()
    .slice(0, limits.templates);
  const texts: KeptText[] = [];
  for (const path of paths) {
    const { size } = await stat(join(folder, path));
    if (size > limits.template) continue;
    texts.push({ path: path.split(sep).join("/"), text: await readFile(join(folder, path), "utf8") });
  }
  return texts;
}
