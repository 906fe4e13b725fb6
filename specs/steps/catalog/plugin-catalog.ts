import { plainLine } from "./plain-line.ts";

/** The kinds of types that a plugin may have, by the key of Kestra's list, each as an agent is told it. */
export const typeKinds = {
  tasks: "task",
  triggers: "trigger",
  conditions: "condition",
  taskRunners: "task runner",
  storages: "storage",
  secrets: "secret manager",
  logExporters: "log exporter",
  apps: "app",
  appBlocks: "app block",
  charts: "chart",
  dataFilters: "data filter",
  dataFiltersKPI: "data filter",
  additionalPlugins: "other",
} as const;

export type KindKey = keyof typeof typeKinds;

const kindKeys = Object.keys(typeKinds) as readonly KindKey[];

/** An element of a plugin, as Kestra and its public catalogue list it. */
export interface ListedType {
  readonly cls?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly deprecated?: boolean | null | undefined;
}

/** A plugin, likewise. */
export type ListedPlugin = {
  readonly name?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly license?: string | null | undefined;
  readonly group?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly aliases?: readonly string[] | null | undefined;
  readonly categories?: readonly string[] | null | undefined;
} & { readonly [Kind in KindKey]?: readonly ListedType[] | null | undefined };

/** A class that a flow or the configuration of a Kestra may name. */
export interface CatalogType {
  readonly cls: string;
  readonly kind: KindKey;
  readonly plugin: CatalogPlugin;
  /** In one line. */
  readonly title?: string;
  /** The beginning, in one line. */
  readonly description?: string;
  readonly deprecated: boolean;
  /** It needs the Enterprise edition. */
  readonly ee: boolean;
  /** Undefined where no instance told. */
  readonly installed: boolean | undefined;
}

/** A plugin with its types. */
export interface CatalogPlugin {
  /** As its repository is called: `plugin-aws`. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly group?: string;
  readonly categories: readonly string[];
  readonly ee: boolean;
  /** The one that the instance has. */
  readonly version?: string;
  /** The newest one that there is. */
  readonly newest?: string;
  /** Former names of its types. */
  readonly aliases: readonly string[];
  /** Undefined where no instance told. */
  readonly installed: boolean | undefined;
  readonly types: readonly CatalogType[];
}

/** All that is known of plugins. */
export interface PluginCatalog {
  /** By name. */
  readonly plugins: readonly CatalogPlugin[];
  readonly types: ReadonlyMap<string, CatalogType>;
}

/** Characters that are kept of texts that others write. */
const longest = { name: 100, title: 120, description: 300, version: 60, category: 60 };

/** All types that there are in a world ten times as large, and categories of a plugin. */
const most = { types: 20_000, categories: 20 };

/** The name of a class, which holds no sentence. */
const isClass = (name: unknown): name is string =>
  typeof name === "string" && /^[\p{L}\p{N}_$.-]{1,200}$/u.test(name);

/**
 * What an instance has, and what there is besides.
 * @param installed of the instance; undefined where it did not tell
 * @param open of the public catalogue; undefined where that did not tell
 */
export function pluginCatalog(
  installed: readonly ListedPlugin[] | undefined,
  open: readonly ListedPlugin[] | undefined,
): PluginCatalog {
  const types = new Map<string, CatalogType>();
  const here = byName(installed ?? []);
  const there = byName(open ?? []);
  const names = [...new Set([...here.keys(), ...there.keys()])].sort();
  const plugins = names.map((name) => {
    const own = here.get(name);
    const newest = there.get(name);
    const plugin = pluginOf(name, own, newest, installed === undefined);
    const add = (listed: ListedPlugin | undefined, isInstalled: boolean | undefined) => {
      for (const kind of kindKeys)
        for (const element of listed?.[kind] ?? []) {
          const { cls } = element;
          if (!isClass(cls) || types.has(cls) || types.size >= most.types) continue;
          const type = typeOf(cls, element, { kind, plugin, installed: isInstalled });
          types.set(cls, type);
          plugin.types.push(type);
        }
    };
    add(own, true);
    add(newest, installed === undefined ? undefined : false);
    return plugin;
  });
  return { plugins, types };
}

/** Of subgroups, which repeat the types of their plugin, none. */
function byName(listed: readonly ListedPlugin[]): ReadonlyMap<string, ListedPlugin> {
  const named = new Map<string, ListedPlugin>();
  for (const plugin of listed) {
    const name = plainLine(plugin.name ?? plugin.group, longest.name);
    if (name !== undefined && !named.has(name)) named.set(name, plugin);
  }
  return named;
}

function pluginOf(
  name: string,
  own: ListedPlugin | undefined,
  newest: ListedPlugin | undefined,
  isUnknown: boolean,
): CatalogPlugin & { readonly types: CatalogType[] } {
  const { title, description, group, license, categories, aliases } = own ?? newest ?? {};
  return {
    name,
    ...optional("title", title, longest.title),
    ...optional("description", description, longest.description),
    ...(typeof group === "string" && { group }),
    ...optional("version", own?.version, longest.version),
    ...optional("newest", newest?.version, longest.version),
    categories: (categories ?? [])
      .slice(0, most.categories)
      .flatMap((one) => plainLine(one, longest.category) ?? []),
    aliases: [...new Set([...(aliases ?? []), ...(newest?.aliases ?? [])])],
    ee: license === "EE" || license === "ENTERPRISE" || /^(plugin|storage|secret)-ee-/.test(name),
    installed: isUnknown ? undefined : own !== undefined,
    types: [],
  };
}

function typeOf(
  cls: string,
  { title, description, deprecated }: ListedType,
  rest: Pick<CatalogType, "kind" | "plugin" | "installed">,
): CatalogType {
  return {
    cls,
    ...optional("title", title, longest.title),
    ...optional("description", description, longest.description),
    deprecated: deprecated === true,
    ee: rest.plugin.ee || cls.startsWith("io.kestra.plugin.ee."),
    ...rest,
  };
}

function optional<Key extends string>(
  key: Key,
  text: string | null | undefined,
  most: number,
): { readonly [K in Key]?: string } {
  const line = plainLine(text, most);
  return line === undefined ? {} : ({ [key]: line } as { readonly [K in Key]?: string });
}
