import { typeKinds, type CatalogType } from "./plugin-catalog.ts";

/** What a list tells of a type: what is not so, or not known, is left out. */
export function typeRow({ cls, kind, title, plugin, installed, deprecated, ee }: CatalogType): object {
  return {
    type: cls,
    kind: typeKinds[kind],
    title,
    plugin: plugin.name,
    installed,
    version: (installed === true ? plugin.version : plugin.newest) ?? undefined,
    deprecated: deprecated || undefined,
    ee: ee || undefined,
  };
}
