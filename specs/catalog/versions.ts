import { versions } from "../../generated/catalog/versions.ts";
import { comesWithKestra } from "../steps/catalog/artifacts.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { catalogRows } from "../steps/catalog/rows.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = versions(async ({ plugin: part = "", offset }, calls, context) => {
  const { plugins, told, release } = await knownCatalog(calls, context);
  const wanted = part.trim().toLowerCase();
  const rows = plugins
    .filter(({ name, title = "" }) => `${name} ${title}`.toLowerCase().includes(wanted))
    .map((plugin) => {
      const { name, newest, installed } = plugin;
      const version = plugin.version ?? (installed === true && comesWithKestra(plugin) ? release : undefined);
      return { plugin: name, version, newest, installed };
    });
  const { results, total, truncated } = catalogRows(rows, offset);
  const none = total > 0 ? "" : "No plugin has this in its name: list_plugins tells all.";
  return { versions: results, total, note: [none, told].filter(Boolean).join(" ") || undefined, truncated };
});
