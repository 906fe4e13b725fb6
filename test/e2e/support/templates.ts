import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of the operator's. */
export interface TemplateFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Writes files below a folder of their own. @param files texts by their paths */
export function templateFolder(files: Readonly<Record<string, string>>): TemplateFolder {
  const path = mkdtempSync(join(tmpdir(), "templates-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true });
    },
  };
}
