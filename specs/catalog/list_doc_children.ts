import { listDocChildren } from "../../generated/catalog/list_doc_children.ts";
import { isObject } from "../../runtime/json.ts";
import { docSegments } from "../steps/catalog/doc-path.ts";
import { docsVersion } from "../steps/catalog/docs-version.ts";
import { plainLine } from "../steps/catalog/plain-line.ts";
import { siteNote } from "../steps/catalog/site-note.ts";

/** Steps, because the public catalogue tells all pages at once. */
export const tool = listDocChildren(async ({ path, version: given }, calls, { kept, instance }) => {
  const version = await docsVersion(given, instance, () => calls.latest({}));
  const all: unknown = await calls.children({ version });
  const parent = ["docs", ...docSegments(path)];
  const pages = Object.entries(isObject(all) ? all : {}).flatMap(([at, page]) => {
    const parts = at.split("/").filter((part) => part !== "");
    const isChild = parts.length === parent.length + 1 && parent.every((part, i) => parts[i] === part);
    if (!isChild || !isObject(page)) return [];
    const { title, sidebarTitle, description } = page;
    const line = (text: unknown) => (typeof text === "string" ? plainLine(text, 160) : undefined);
    return [{ path: at, title: line(sidebarTitle) ?? line(title), description: line(description) }];
  });
  return { pages, note: siteNote(kept) };
});
