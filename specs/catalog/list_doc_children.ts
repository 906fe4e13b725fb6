import { listDocChildren } from "../../generated/catalog/list_doc_children.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { docSegments } from "../steps/docs/doc-path.ts";
import { docChildren, docEntries } from "../steps/docs/doc-tree.ts";
import { inDocsVersion } from "../steps/docs/docs-version.ts";
import { siteNote } from "../steps/docs/site-note.ts";

/** Steps, because the public catalogue tells all pages at once. */
export const tool = listDocChildren(async ({ path, version: given }, calls, { kept, instance }) => {
  const wish = { given, instance, newest: () => calls.latest({}) };
  const { read: all, version } = await inDocsVersion(wish, (of) => calls.children({ version: of }));
  const parent = ["docs", ...docSegments(path)].join("/");
  const pages = docChildren(docEntries(all), parent);
  if (pages === undefined)
    throw new InputError(
      say`The docs of ${version} have no page ${JSON.stringify(parent)}. Begin with docs.`,
    );
  return { pages: [...pages], note: siteNote(kept) };
});
