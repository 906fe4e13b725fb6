import { listPlugins } from "../../generated/catalog/list_plugins.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { pluginRow } from "../steps/catalog/plugin-row.ts";
import { catalogRows } from "../steps/catalog/rows.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = listPlugins(async ({ category: given, offset }, calls, context) => {
  const category = given?.trim() || undefined;
  const { plugins, told } = await knownCatalog(calls, context);
  const wanted = plugins.filter(({ categories }) => category === undefined || isIn(category, categories));
  const { results, total, truncated } = catalogRows(wanted.map(pluginRow), offset);
  const kinds = [...new Set(plugins.flatMap(({ categories }) => categories))].sort();
  const none = total > 0 || category === undefined ? "" : `Categories are ${kinds.join(", ")}.`;
  return { plugins: results, total, note: [told, none].filter(Boolean).join(" ") || undefined, truncated };
});

function isIn(category: string, categories: readonly string[]): boolean {
  return categories.some((one) => one.toLowerCase() === category.toLowerCase());
}
