import { getDoc } from "../../generated/catalog/get_doc.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { docSegments, isDocPath } from "../steps/docs/doc-path.ts";
import { docsVersion } from "../steps/docs/docs-version.ts";
import { siteNote } from "../steps/docs/site-note.ts";

/** Steps, because a page is named by its path or by its id, and read in the version of the instance. */
export const tool = getDoc(async ({ path, version: given }, calls, { kept, instance }) => {
  const version = await docsVersion(given, instance, () => calls.latest({}));
  const segments = docSegments(path);
  if (segments.length === 0)
    throw new InputError(say`path names no page: list_doc_children lists those that there are.`);
  const { result } = isDocPath(path)
    ? await calls.page({ segments: [...segments], version })
    : await calls.byId({ doc_id: path, version });
  return {
    path: isDocPath(path) ? ["docs", ...segments].join("/") : path,
    version,
    text: result,
    note: siteNote(kept),
  };
});
