import { ContractError, KestraError } from "../../../runtime/errors.ts";
import { wordIndex } from "../../../runtime/text/word-index.ts";
import { orNothing } from "../or-nothing.ts";
import { docEntries, type DocEntry } from "./doc-tree.ts";
import { inDocsVersion, type DocsWish } from "./docs-version.ts";
import { siteRow, type SiteHit } from "./site-hit.ts";

/** Rows of an answer: who wants others searches for other words. */
export const mostHits = 20;

/** What was found. */
export interface FoundOnSite {
  readonly rows: readonly object[];
  readonly total: number;
}

/** The calls that read docs without their search. */
export interface DocsCalls {
  readonly children: (input: { readonly version: string }) => Promise<unknown>;
}

/**
 * What the search of kestra.io finds; of docs, where that does not answer, what the titles and descriptions of the pages say,
 * which may have been kept.
 * @param wish of docs the version; absent: the search alone is asked
 * @throws what the search throws, where the pages are not known either
 */
export async function foundOnSite(
  query: string,
  search: () => Promise<{ readonly results: readonly SiteHit[] }>,
  calls: DocsCalls,
  wish?: DocsWish,
): Promise<FoundOnSite> {
  try {
    const { results } = await search();
    return { rows: results.slice(0, mostHits).map(siteRow), total: results.length };
  } catch (error) {
    if (!(error instanceof KestraError || error instanceof ContractError)) throw error;
    const children = (version: string) => calls.children({ version });
    const all = wish ? await orNothing(() => inDocsVersion(wish, children)) : undefined;
    if (all === undefined) throw error;
    const hits = await byWords(query, docEntries(all.read));
    const rows = hits.slice(0, mostHits).map(({ title, path, description }) => ({
      title,
      url: `/${path}`,
      text: description,
    }));
    return { rows, total: hits.length };
  }
}

async function byWords(query: string, entries: readonly DocEntry[]): Promise<readonly DocEntry[]> {
  const index = await wordIndex(
    entries.map(({ path, title, description }) => ({
      name: title ?? "",
      title: path.split("/").at(-1),
      body: description,
      parts: path,
    })),
  );
  return index.search(query).flatMap((at) => entries[at] ?? []);
}
