import { getDoc } from "../../generated/catalog/get_doc.ts";
import { docSegments, isDocPath } from "../steps/catalog/doc-path.ts";
import { docsVersion } from "../steps/catalog/docs-version.ts";
import { siteNote } from "../steps/catalog/site-note.ts";

/** Steps, because a page is named by its path or by its id, and read in the version of the instance. */
export const tool = getDoc(async ({ path, version: given }, calls, { kept, instance }) => {
  const version = await docsVersion(given, instance, () => calls.latest({}));
  const segments = docSegments(path);
  const { result } = isDocPath(path)
    ? await calls.page({ segments: [...segments], version })
    : await calls.byId({ doc_id: path.trim(), version });
  return {
    path: isDocPath(path) ? ["docs", ...segments].join("/") : path,
    version,
    text: result,
    note: siteNote(kept),
  };
});
