import type { SandboxPlugin } from "../plugins/plugin.ts";
import { blueprints, tags, type PublicBlueprint } from "./blueprints.ts";
import { pages, posts, type DocPage, type Post } from "./pages.ts";
import { cloudPlugins } from "./plugins/cloud.ts";
import { corePlugins } from "./plugins/core.ts";
import { dataPlugins } from "./plugins/data.ts";
import { messagePlugins } from "./plugins/messages.ts";
import { safePlugins } from "./plugins/safes.ts";

/** What the public catalogue knows. All of it is made up, with real names of plugins and classes. */
export interface Registry {
  readonly plugins: readonly SandboxPlugin[];
  readonly blueprints: readonly PublicBlueprint[];
  /** Id -> name. */
  readonly tags: Readonly<Record<string, string>>;
  readonly pages: readonly DocPage[];
  readonly posts: readonly Post[];
  /** Of Kestra, the newest first. */
  readonly releases: readonly string[];
}

export const registry: Registry = {
  plugins: [...corePlugins, ...cloudPlugins, ...dataPlugins, ...messagePlugins, ...safePlugins].toSorted(
    (a, b) => (a.name < b.name ? -1 : 1),
  ),
  blueprints,
  tags,
  pages,
  posts,
  releases: ["2.0.4", "2.0.0", "1.3.25", "1.0.30"],
};

/** Plugins of the registry, for an instance that has them. Throws where there is none of a name. */
export function pluginsNamed(...names: readonly string[]): readonly SandboxPlugin[] {
  return names.map((name) => {
    const plugin = registry.plugins.find((one) => one.name === name);
    if (plugin === undefined) throw new Error(`The registry has no ${name}.`);
    return plugin;
  });
}
