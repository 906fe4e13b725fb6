import { readdirSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";

/** How long the disk must be quiet before a change is told: editors write a file in several steps. In milliseconds. */
const quiet = 50;

/**
 * Calls back after files below a folder changed. Folders are watched one by one: Node's own recursive watching loses a
 * file that an editor replaces as a whole.
 * @returns ends it
 */
export function watchTree(folder: string, changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const follow = (): void => {
    const folders = foldersBelow(folder);
    for (const path of folders) if (!watchers.has(path)) watchers.set(path, watch(path, noticed));
    for (const [path, watcher] of watchers) {
      if (folders.includes(path)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  const noticed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      follow();
      changed();
    }, quiet);
  };
  follow();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function foldersBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return [folder, ...entries.filter((it) => it.isDirectory()).map((it) => join(it.parentPath, it.name))];
}
