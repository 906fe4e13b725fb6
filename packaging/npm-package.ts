import { join } from "node:path";
import { mustRun } from "./run-command.ts";

interface Packed {
  readonly filename: string;
  readonly integrity: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** A package as npm publishes it. */
export interface NpmPackage extends Packed {
  /** The file, as an absolute path. */
  readonly path: string;
}

/**
 * Packs the project, whose `dist/` is built by that.
 * @param root of the project @param folder for the file @param options of npm
 */
export async function packForNpm(
  root: string,
  folder: string,
  options: readonly string[] = [],
): Promise<NpmPackage> {
  const words = ["npm", "pack", "--json", "--pack-destination", folder, ...options];
  const said = await mustRun(words, { folder: root });
  // The build writes its sizes before it.
  const [packed] = JSON.parse(said.slice(said.lastIndexOf("\n[") + 1)) as readonly Packed[];
  if (packed === undefined) throw new Error(`npm packed nothing: ${said}`);
  return { ...packed, path: join(folder, packed.filename) };
}
