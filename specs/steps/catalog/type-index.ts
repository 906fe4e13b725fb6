import { wordIndex } from "../../../runtime/text/word-index.ts";
import type { WordIndex } from "../../../runtime/text/word-search.ts";
import type { CatalogType, PluginCatalog } from "./plugin-catalog.ts";

/** Finds types by words. */
export interface TypeIndex {
  /** The best first. */
  search(query: string): readonly CatalogType[];
  readonly words: WordIndex;
}

/** What nearly all classes begin with, which tells none from another. */
export const ofKestra = /^\s*io\.kestra\.(?:plugin\.)?/;

/** Of the types of a catalogue, made once for each. */
const made = new WeakMap<PluginCatalog["types"], Map<string, Promise<TypeIndex>>>();

/**
 * The index of a catalogue's types: by the parts of the class, the title, the plugin, the description and, where they are
 * known, the names of properties.
 * @param properties class -> names; absent: they are not known
 */
export function typeIndex(
  { types }: PluginCatalog,
  properties?: ReadonlyMap<string, readonly string[]>,
): Promise<TypeIndex> {
  const indexes = made.get(types) ?? new Map<string, Promise<TypeIndex>>();
  made.set(types, indexes);
  const key = properties === undefined ? "plain" : "properties";
  const index = indexes.get(key) ?? indexOf([...types.values()], properties);
  indexes.set(key, index);
  return index;
}

async function indexOf(
  types: readonly CatalogType[],
  properties: ReadonlyMap<string, readonly string[]> | undefined,
): Promise<TypeIndex> {
  const words = await wordIndex(
    types.map((type) => ({
      name: type.cls.replace(ofKestra, ""),
      title: `${type.title ?? ""} ${type.plugin.title ?? ""}`,
      body: type.description,
      parts: properties?.get(type.cls)?.join(" "),
      weight: weightOf(type),
    })),
  );
  return {
    words,
    search: (query) => words.search(query).flatMap((at) => types[at] ?? []),
  };
}

/** What can be used comes before what can not, where both match as well. */
function weightOf({ deprecated, installed }: CatalogType): number {
  return (deprecated ? 0.4 : 1) * (installed === false ? 0.8 : 1);
}
