import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "./project.ts";

/**
 * Makes the files of a folder those of a project, all of them or none: every text is written beside its place first, and
 * where a file cannot be put in its place, those before it are put back.
 * @returns the paths that were written or removed
 */
export function writeProject(root: string, before: Project, after: Project): readonly string[] {
  const written = [...after].filter(([path, text]) => before.get(path) !== text);
  const removed = [...before.keys()].filter((path) => !after.has(path));
  const staged: string[] = [];
  const done: string[] = [];
  try {
    for (const [path, text] of written) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      staged.push(path);
      writeFileSync(beside(root, path), text);
    }
    for (const path of removed) if (existsSync(join(root, path))) readFileSync(join(root, path));
    for (const [path] of written) {
      done.push(path);
      renameSync(beside(root, path), join(root, path));
    }
    for (const path of removed) {
      done.push(path);
      rmSync(join(root, path), { force: true });
    }
  } catch (error) {
    for (const path of done) {
      const text = before.get(path);
      if (text === undefined) rmSync(join(root, path), { force: true });
      else writeFileSync(join(root, path), text);
    }
    for (const path of staged) rmSync(beside(root, path), { force: true });
    throw error;
  }
  return [...written.map(([path]) => path), ...removed];
}

function beside(root: string, path: string): string {
  return `${join(root, path)}.new`;
}
