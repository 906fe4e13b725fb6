import { nearest } from "../../../runtime/near-miss.ts";
import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { CatalogPlugin, CatalogType, PluginCatalog } from "./plugin-catalog.ts";

/** A plugin, or the part of one that a package is. */
export interface PluginMatch {
  readonly plugin: CatalogPlugin;
  readonly types: readonly CatalogType[];
}

/**
 * The plugin that a text means: its name, with or without `plugin-`, its title, its group or a package of it, or a class.
 * @throws InputError with the nearest name where there is none, and with all where a package is of several
 */
export function pluginNamed({ plugins, types }: PluginCatalog, text: string): PluginMatch {
  const wanted = text.trim().toLowerCase();
  const named = plugins.find(({ name, title, group }) =>
    [name, name.replace(/^plugin-/, ""), title, group].some((one) => one?.toLowerCase() === wanted),
  );
  if (named !== undefined) return { plugin: named, types: named.types };
  const below = [...types.values()].filter(({ cls }) => `${cls.toLowerCase()}.`.startsWith(`${wanted}.`));
  const [owner, ...others] = new Set(below.map(({ plugin }) => plugin));
  if (owner !== undefined && others.length === 0) return { plugin: owner, types: below };
  if (owner !== undefined) {
    const names = [owner, ...others].map(({ name }) => name).join(", ");
    throw new InputError(say`${text.trim()} has the types of several plugins: ${names}. Name one of them.`);
  }
  const near = nearest(
    wanted,
    plugins.flatMap(({ name }) => [name, name.replace(/^plugin-/, "")]),
  );
  const guess = near === undefined ? undefined : say` Did you mean ${near}?`;
  throw new InputError(
    say`There is no plugin ${JSON.stringify(text)}.${guess ?? say``} Look with list_plugins or search.`,
  );
}
