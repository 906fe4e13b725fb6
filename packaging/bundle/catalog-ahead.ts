import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { catalog } from "../../generated/catalog.ts";
import { aheadOf, linesOf } from "../../runtime/catalog/tools-ahead.ts";

/** What is listed of tools, a line each, in a file beside the code: with many tools it is most of what a start reads. */
const told = linesOf(catalog).join("\n");
const digest = createHash("sha256").update(told).digest("hex").slice(0, 8).toUpperCase();

/** Its name, in the folder of the chunks, from which it is loaded as a module that is a text. */
const name = `tools-${digest}.txt`;

/** Writes it. @param folder of the bundle @returns its path there */
export async function writeTold(folder: string): Promise<string> {
  await mkdir(join(folder, "chunks"), { recursive: true });
  await writeFile(join(folder, "chunks", name), told);
  return join("chunks", name);
}

/**
 * Puts in place of the catalog what a list needs of it, as text: the code of all tools is loaded by the first call, and a start is
 * nearly as fast with many as with few.
 */
export function catalogAhead(root: string): Plugin {
  const catalogPath = join(root, "generated/catalog.ts");
  return {
    name: "catalog-ahead",
    setup(build) {
      build.onResolve({ filter: /^\.\/catalog\.ts$/ }, ({ importer }) =>
        importer === join(root, "generated/compiled.ts")
          ? { path: "catalog", namespace: "ahead" }
          : undefined,
      );
      build.onResolve({ filter: /^told$/ }, () => ({ path: `./${name}`, external: true }));
      // What the code of the tools is put together with is the same once more.
      build.onLoad({ filter: /\/tools\.json$/ }, ({ path }) =>
        path === join(root, "generated/tools.json")
          ? { contents: toldOnce, loader: "js", resolveDir: root }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: "ahead" }, () => ({
        contents: source(catalogPath),
        resolveDir: root,
      }));
    },
  };
}

const toldOnce = `
  import told from "told";
  export default told.split("\\n").map((line) => JSON.parse(line));
`;

function source(catalogPath: string): string {
  return `
    import told from "told";
    import { toolsAhead } from "./runtime/catalog/tools-ahead.ts";
    const ahead = JSON.parse(${JSON.stringify(JSON.stringify(aheadOf(catalog)))});
    const load = async () => (await import(${JSON.stringify(catalogPath)})).catalog;
    export const catalog = toolsAhead(told.split("\\n"), ahead, load);
  `;
}
