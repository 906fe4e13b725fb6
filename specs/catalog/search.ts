import { search } from "../../generated/catalog/search.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { checkedBlueprints } from "../steps/blueprints/checked-blueprints.ts";
import { foundOnSite } from "../steps/docs/found-docs.ts";
import { siteNote } from "../steps/docs/site-note.ts";
import { orNothing } from "../steps/or-nothing.ts";
import { propertyNames } from "../steps/catalog/property-names.ts";
import { typeNamed } from "../steps/catalog/type-match.ts";
import { typeIndex } from "../steps/catalog/type-index.ts";
import { typeRow } from "../steps/catalog/type-row.ts";

/** Says which words of a query matched nothing, so that the others alone decided. */
function unmatched(words: readonly string[]): string {
  return words.length === 0 ? "" : `No type has the word ${words.join(", nor ")}.`;
}

/** Rows of an answer: who wants others searches for other words. */
const most = 20;

/** Steps, because types are searched here, in what the instance and the public catalogue list, and the rest there. */
export const tool = search(async ({ query, type }, calls, context) => {
  if (type === "PLUGINS") {
    const catalog = await knownCatalog(calls, context);
    const plain = await typeIndex(catalog);
    const { version, told } = catalog;
    const isClear = version === undefined || plain.words.unknown(query).length === 0;
    const names = isClear
      ? undefined
      : await orNothing(() => propertyNames(calls.schemas, context.kept, version));
    const index = names === undefined ? plain : await typeIndex(catalog, names);
    const found = index.search(query);
    const exact = typeNamed(catalog, query)?.type;
    const hits = exact === undefined ? found : [exact, ...found.filter((one) => one !== exact)];
    const none = hits.length > 0 ? "" : "No type has these words: try others, or list_plugins.";
    const note = [none || unmatched(index.words.unknown(query)), told].filter(Boolean).join(" ");
    return { results: hits.slice(0, most).map(typeRow), total: hits.length, note: note || undefined };
  }
  if (type === "BLUEPRINTS") {
    const { rows, words, told } = await checkedBlueprints({ query, tags: "", types: "" }, calls, context);
    return {
      results: rows.slice(0, most),
      total: rows.length,
      note: [words, told].filter(Boolean).join(" ") || undefined,
    };
  }
  const wish = { given: "latest", instance: context.instance, newest: () => calls.latest({}) };
  const site = () => calls.site({ query, type });
  const { rows, total } = await foundOnSite(query, site, calls, type === "DOCS" ? wish : undefined);
  return { results: [...rows], total, note: siteNote(context.kept) };
});
