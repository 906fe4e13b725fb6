import { searchDocs } from "../../generated/catalog/search_docs.ts";
import { docsVersion } from "../steps/docs/docs-version.ts";
import { foundOnSite } from "../steps/docs/found-docs.ts";
import { siteNote } from "../steps/docs/site-note.ts";

/** Steps, because the docs of a version are searched at a place of their own, and kept ones here. */
export const tool = searchDocs(async ({ query, version: given }, calls, { kept, instance }) => {
  const wish = { given: given?.trim() || undefined, instance, newest: () => calls.latest({}) };
  const version = wish.given === undefined ? undefined : await docsVersion(wish);
  const search = () => (version === undefined ? calls.site({ query }) : calls.docs({ query, version }));
  const { rows } = await foundOnSite(query, search, calls, { ...wish, given: version });
  return { results: [...rows], note: siteNote(kept) };
});
