import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./source.ts";

/** At the root alone: folders of `specs/` may have the same names. */
const left = ["node_modules", ".git", "dist", "coverage", "artifacts"].map((name) => join(root, name));

/** A copy of the project elsewhere, to change at will; only `node_modules` is shared. */
export async function copyProject(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-copy-"));
  await cp(root, folder, {
    recursive: true,
    filter: (path) => path === root || !left.includes(path),
  });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
