import { pluginTasks } from "../../generated/catalog/plugin_tasks.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { typeKinds, type CatalogType } from "../steps/catalog/plugin-catalog.ts";
import { pluginNamed } from "../steps/catalog/plugin-match.ts";
import { pluginRow } from "../steps/catalog/plugin-row.ts";
import { catalogRows } from "../steps/catalog/rows.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = pluginTasks(async ({ plugin: wanted, offset }, calls, context) => {
  const catalog = await knownCatalog(calls, context);
  const { plugin, types } = pluginNamed(catalog, wanted);
  const sorted = [...types].sort((a, b) => (a.cls < b.cls ? -1 : 1));
  const rows = sorted.map((type) => ({ group: packageOf(type.cls), type: shortRow(type, plugin.installed) }));
  const { results, total, truncated } = catalogRows(rows, offset);
  const groups = [...new Set(results.map(({ group }) => group))].map((group) => ({
    group,
    types: results.filter((row) => row.group === group).map(({ type }) => type),
  }));
  const { name, title, description } = plugin;
  return {
    plugin: { ...pluginRow({ ...plugin, types }), name, title, description },
    groups,
    total,
    note: catalog.told || undefined,
    truncated,
  };
});

function packageOf(cls: string): string {
  return cls.slice(0, cls.lastIndexOf("."));
}

/** A type within its package: whether it is installed is told where it is not as its plugin is. */
function shortRow({ cls, kind, title, installed, deprecated, ee }: CatalogType, usual: boolean | undefined) {
  return {
    name: cls.slice(cls.lastIndexOf(".") + 1),
    kind: typeKinds[kind],
    title,
    installed: installed === usual ? undefined : installed,
    deprecated: deprecated || undefined,
    ee: ee || undefined,
  };
}
