import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What packs a bundle, and is no dependency of the server. */
export const packBundle = ["npx", "--yes", "@anthropic-ai/mcpb@2.1.2", "pack"];

/**
 * Lays out the folder that becomes a bundle of MCP: the manifest, and the program with what it needs to run.
 * @param root of the project @param dist the built program
 */
export async function layBundle(root: string, dist: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(dist, join(folder, "dist"), { recursive: true });
  await cp(join(root, "packaging/mcpb/manifest.json"), join(folder, "manifest.json"));
  await cp(join(root, "LICENSE"), join(folder, "LICENSE"));
  // Older releases of Node do not see by themselves that the files are modules.
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
}
