import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { KeptText } from "../tool/kept.ts";
import { unusable } from "./unusable-files.ts";

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
      throw new InputError(unusable(variable, path, error));
    }
  }
  return found;
}

async function textsBelow(folder: string): Promise<readonly KeptText[]> {
  const texts: KeptText[] = [];
  let seen = 0;
  for await (const path of yamlIn(folder, "", await entriesOf(folder))) {
    if (++seen > limits.templates) break;
    const text = await textOf(join(folder, path));
    if (text !== undefined) texts.push({ path, text });
  }
  return texts;
}

/** Paths below a folder, with slashes. A folder in it that cannot be read has none. */
async function* yamlIn(
  folder: string,
  before: string,
  entries: readonly Dirent[],
): AsyncGenerator<string, void, undefined> {
  for (const entry of entries) {
    const path = before + entry.name;
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile() && isYaml.test(entry.name)) yield path;
    if (entry.isDirectory())
      yield* yamlIn(folder, `${path}/`, await entriesOf(join(folder, path)).catch(() => []));
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Nothing of a file that is too large, or that went away meanwhile. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > limits.template ? undefined : await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
