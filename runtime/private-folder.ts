import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder for its user alone, and those that it lies in, where they are not there. Node's own way tries for ever where a file
 * system says of a folder, in which it makes none, that it is not there, as `/proc` does.
 * @throws Error as `mkdir` of Node
 */
export function makePrivateFolder(path: string): void {
  make(path, dirname(path) === path);
}

/** @param isInMade what it lies in is there */
function make(path: string, isInMade: boolean): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["EEXIST", "EISDIR"].includes(code)) return;
    if (code !== "ENOENT" || isInMade) throw error;
    makePrivateFolder(dirname(path));
    make(path, true);
  }
}
