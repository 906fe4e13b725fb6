import { getDoc } from "../../generated/catalog/get_doc.ts";
import { InputError, KestraError } from "../../runtime/errors.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import { say } from "../../runtime/text/said.ts";
import { docSegments, isDocPath } from "../steps/docs/doc-path.ts";
import { inDocsVersion } from "../steps/docs/docs-version.ts";
import { siteNote } from "../steps/docs/site-note.ts";
import { orNothing } from "../steps/or-nothing.ts";

/** Steps, because a page is named by its path or by its id, and read in the version of the instance. */
export const tool = getDoc(async ({ path, version: given }, calls, { kept, instance }) => {
  const segments = docSegments(path);
  if (segments.length === 0)
    throw new InputError(say`path names no page: list_doc_children lists those that there are.`);
  const at = ["docs", ...segments].join("/");
  const byPath = async (version: string) => ({
    path: at,
    ...(await calls.page({ segments: [...segments], version })),
  });
  // A word may be an id, or the last part of a path.
  const byId = async (version: string) => {
    try {
      return { path, ...(await calls.byId({ doc_id: path, version })) };
    } catch (error) {
      if (!(error instanceof KestraError)) throw error;
      const page = await orNothing(() => byPath(version));
      if (page === undefined) throw error;
      return page;
    }
  };
  const wish = { given, instance, newest: () => calls.latest({}) };
  const { read, version } = await inDocsVersion(wish, isDocPath(path) ? byPath : byId).catch(noPage(path));
  return { ...read, version, note: siteNote(kept) };
});

/** Says where pages are found, of one that is not there. */
function noPage(path: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof KestraError) || error.status !== 404) throw error;
    throw new InputError(
      sentences(
        say`There is no page ${JSON.stringify(path)}. Look with search_docs or list_doc_children.`,
        error.said,
      ),
    );
  };
}
