import {
  docPage,
  docPages,
  newestRelease,
  publicBlueprint,
  publicBlueprints,
  publicDefinition,
  publicPlugins,
  publicReleases,
} from "../../generated/operations/catalog.ts";
import type { PullOf } from "../../runtime/tool/pull.ts";
import { docSegments } from "../steps/docs/doc-path.ts";
import { docsVersion } from "../steps/docs/docs-version.ts";
import { pluginCatalog } from "../steps/catalog/plugin-catalog.ts";

const calls = {
  plugins: publicPlugins,
  definition: publicDefinition,
  releases: publicReleases,
  blueprints: publicBlueprints,
  blueprint: publicBlueprint,
  newest: newestRelease,
  pages: docPages,
  page: docPage,
};

/** All plugins with their releases, the definition of each class, all blueprints with their flows, and the newest docs. */
export const pull: PullOf<typeof calls> = {
  calls,
  async *asks(catalog) {
    const { plugins, types } = pluginCatalog(undefined, (await catalog.plugins({})).results);
    const listed: { readonly id: string }[] = [];
    const docs: string[] = [];
    const version = await docsVersion(undefined, {}, () => catalog.newest({}));
    yield [
      async () => listed.push(...(await catalog.blueprints({})).results),
      async () => docs.push(...Object.keys(await catalog.pages({ version }))),
    ];
    const ids = [...new Set(listed.map(({ id }) => id))];
    const pages = docs.map((path) => [...docSegments(path)]).filter((segments) => segments.length > 0);
    yield [
      ...plugins.map(
        ({ name }) =>
          () =>
            catalog.releases({ plugin: name }),
      ),
      ...[...types.keys()].map((cls) => () => catalog.definition({ cls })),
      ...ids.map((id) => () => catalog.blueprint({ id })),
      ...pages.map((segments) => () => catalog.page({ segments, version })),
    ];
  },
};
