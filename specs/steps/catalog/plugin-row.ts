import { typeKinds, type CatalogPlugin, type KindKey } from "./plugin-catalog.ts";

/** What a list tells of a plugin: what is not so, or not known, is left out. */
export function pluginRow(plugin: CatalogPlugin): object {
  const { name, title, categories, ee, installed, version, newest } = plugin;
  return {
    name,
    title: title === name ? undefined : title,
    categories,
    installed,
    version: version ?? newest,
    newest: version === undefined || version === newest ? undefined : newest,
    ee: ee || undefined,
    ...countsOf(plugin),
  };
}

/** How many types of each kind there are, of those that there are: `{ tasks: 3, triggers: 1 }`. */
function countsOf({ types }: CatalogPlugin): Readonly<Partial<Record<KindKey, number>>> {
  const kinds = Object.keys(typeKinds) as readonly KindKey[];
  const counts = kinds.map((kind) => [kind, types.filter((type) => type.kind === kind).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
