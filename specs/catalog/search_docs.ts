import { searchDocs } from "../../generated/catalog/search_docs.ts";
import { docsVersion } from "../steps/catalog/docs-version.ts";
import { siteRow } from "../steps/catalog/site-hit.ts";
import { siteNote } from "../steps/catalog/site-note.ts";

/** Rows of an answer. */
const most = 20;

/** Steps, because the docs of a version are searched at a place of their own. */
export const tool = searchDocs(async ({ query, version }, calls, { kept, instance }) => {
  const { results } =
    version === undefined
      ? await calls.site({ query })
      : await calls.docs({ query, version: await docsVersion(version, instance, () => Promise.resolve({})) });
  return { results: results.slice(0, most).map(siteRow), note: siteNote(kept) };
});
