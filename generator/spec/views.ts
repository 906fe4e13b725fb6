import { digestOf } from "../../runtime/digest.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { byText } from "../text/by-text.ts";

/** Where pages are written. */
export const viewFolder = "specs/views/";

/**
 * Name of a page -> what tells it from another one: a hash of its own file and of all that pages share, which stands in the
 * folders below.
 */
export function viewHashes(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const below = files.map(({ path, text }) => ({ path: path.slice(viewFolder.length), text }));
  const shared = below.filter(({ path }) => path.includes("/")).toSorted((a, b) => byText(a.path, b.path));
  const pages = below.filter(({ path }) => /^[^/]+\.ts$/.test(path));
  return new Map(
    pages.map((own) => {
      const text = [own, ...shared].map((it) => `${it.path}\n${it.text}`).join("\n");
      return [own.path.replace(/\.ts$/, ""), digestOf(text, 16).toLowerCase().replace(/[-_]/g, "0")];
    }),
  );
}
