import { json } from "../http/answers.ts";
import { booleanOf } from "../http/paging.ts";
import type { SandboxAnswer } from "../http/route.ts";
import { documentationOf } from "../plugins/documentation.ts";
import { entryOf, subgroupsOf } from "../plugins/listing.ts";
import { kinds, versionsOf, type PluginType, type SandboxPlugin } from "../plugins/plugin.ts";
import { rootSchema } from "../plugins/root-schema.ts";
import type { Values } from "../values/values.ts";
import type { Registry } from "./registry.ts";
import type { PublicRequest, PublicRoute } from "./route.ts";

/** The public service leaves out what is empty. */
function compact(entry: Values): Values {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

function groupId({ license }: SandboxPlugin): string {
  return license === "EE" ? "io.kestra.plugin.ee" : "io.kestra.plugin";
}

/** By its name, its group or one of its classes. */
function pluginOf({ plugins }: Registry, name = ""): SandboxPlugin | undefined {
  return plugins.find(
    (plugin) => plugin.name === name || plugin.group === name || typeIn(plugin, name) !== undefined,
  );
}

function typeIn({ types }: SandboxPlugin, cls: string): PluginType | undefined {
  return types.find((type) => type.cls === cls);
}

/** The documentation of the class of a path: of a named plugin, or of any. */
function definition({ params, query }: PublicRequest, registry: Registry): SandboxAnswer | undefined {
  const { cls = "", plugin: name, version } = params;
  const plugin = pluginOf(registry, name ?? cls);
  const type = plugin && typeIn(plugin, cls);
  if (plugin === undefined || type === undefined) return undefined;
  if (version !== undefined && !versionsOf(plugin).includes(version)) return undefined;
  const { markdown, schema } = documentationOf(type, "2.0", booleanOf(query, "all") === true);
  return json(booleanOf(query, "markdown") === false ? { schema } : { markdown, schema });
}

/** A release a month, from the newest back. */
function published(index: number): string {
  return new Date(Date.UTC(2026, 8 - index, 1, 9)).toISOString();
}

/** The Kestra that a release needs: the line of its major and minor numbers. */
function needs(version: string): string {
  return version.startsWith("2.") ? "2.0.0" : "1.0.0";
}

function releases(plugin: SandboxPlugin): readonly Values[] {
  return versionsOf(plugin).map((version, index) => ({
    version,
    publishedAt: published(index),
    releaseNotesUrl: `https://example.com/releases/${plugin.name}/${version}`,
  }));
}

function ofPlugin(name: string, answer: (plugin: SandboxPlugin) => unknown): PublicRoute["answer"] {
  return ({ params }, registry) => {
    const plugin = pluginOf(registry, params[name]);
    return plugin && json(answer(plugin));
  };
}

function artifacts(plugin: SandboxPlugin): readonly Values[] {
  return versionsOf(plugin).map((version, index) => ({
    version,
    repository: plugin.name,
    minCoreCompatibilityVersion: needs(version),
    publishedAt: published(index),
    releaseNotesUrl: `https://example.com/releases/${plugin.name}/${version}`,
  }));
}

function order(version: string): readonly number[] {
  return version.split(".").map(Number);
}

function isAtMost(version: string, most: string): boolean {
  const [a, b] = [order(version), order(most)];
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at === -1 || (a[at] ?? 0) < (b[at] ?? 0);
}

/** The newest of each plugin that a Kestra can load. */
const compatible: PublicRoute["answer"] = ({ params: { kestra = "" }, query }, { plugins }) => {
  const wanted = query.get("license");
  return json(
    plugins.flatMap((plugin) => {
      const license = plugin.license === "EE" ? "ENTERPRISE" : "OPEN_SOURCE";
      const version = versionsOf(plugin).find((one) => isAtMost(needs(one), kestra));
      return version === undefined || (wanted !== null && wanted !== license)
        ? []
        : [{ groupId: groupId(plugin), artifactId: plugin.name, license, version }];
    }),
  );
};

const metadata: PublicRoute["answer"] = (_, { plugins }) =>
  json(
    plugins.map((plugin) => {
      const { name, group, title = name, description = "", longDescription = "", version } = plugin;
      const artifact = { group, artifactGroupId: groupId(plugin), artifactId: name };
      const words = { name, title, description, body: longDescription };
      return { ...artifact, ...words, ...(version === undefined ? {} : { version }) };
    }),
  );

function countsOf({ types }: SandboxPlugin): Values {
  const counts = kinds.map((kind) => {
    const ofKind = types.filter((type) => (type.kind ?? "tasks") === kind);
    return [kind, ofKind.length] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Deprecated types are left out where somebody asks so. */
const subgroups: PublicRoute["answer"] = ({ query }, { plugins }) => {
  const all = booleanOf(query, "includeDeprecated") !== false;
  const shown = plugins.map((plugin) => ({
    ...plugin,
    types: plugin.types.filter(({ deprecated }) => all || deprecated !== true),
  }));
  return json(shown.flatMap((plugin) => subgroupsOf(plugin, "2.0")).map(compact));
};

export const pluginRoutes: readonly PublicRoute[] = [
  {
    path: /^\/plugins$/,
    answer: (_, { plugins }) => json(plugins.map((plugin) => compact(entryOf(plugin, "2.0")))),
  },
  { path: /^\/plugins\/subgroups$/, answer: subgroups },
  { path: /^\/plugins\/metadata$/, answer: metadata },
  {
    path: /^\/plugins\/pluginsInformation$/,
    answer: (_, { plugins }) => {
      const rows = plugins.map(({ name, group, title = name, description = "", ...plugin }) => [
        group,
        {
          className: group,
          elementCounts: countsOf({ name, group, ...plugin }),
          title,
          description,
          body: plugin.longDescription ?? "",
          categories: plugin.categories ?? [],
        },
      ]);
      return json({ byPlugin: Object.fromEntries(rows) as Values });
    },
  },
  { path: /^\/plugins\/definitions\/(?<cls>[^/]+)$/, answer: definition },
  {
    path: /^\/plugins\/schemas\/(?<type>[^/]+)$/,
    answer: ({ params: { type = "" } }, { plugins }) => {
      const schema = rootSchema(
        type.toLowerCase(),
        plugins.flatMap(({ types }) => types),
      );
      return schema && json(schema);
    },
  },
  {
    path: /^\/plugins\/artifacts\/core-compatibility\/(?<kestra>[^/]+)\/latest$/,
    answer: compatible,
  },
  { path: /^\/plugins\/artifacts\/(?<name>[^/]+)$/, answer: ofPlugin("name", artifacts) },
  { path: /^\/plugins\/(?<name>[^/]+)\/versions$/, answer: ofPlugin("name", releases) },
  {
    path: /^\/plugins\/(?<plugin>[^/]+)\/versions\/(?<version>[^/]+)\/definitions\/(?<cls>[^/]+)$/,
    answer: definition,
  },
];
