import {
  compatiblePlugins,
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
import { pluginCatalog } from "../steps/catalog/plugin-catalog.ts";
import { docSegments } from "../steps/docs/doc-path.ts";
import { docsVersion } from "../steps/docs/docs-version.ts";

const calls = {
  plugins: publicPlugins,
  definition: publicDefinition,
  releases: publicReleases,
  compatible: compatiblePlugins,
  blueprints: publicBlueprints,
  blueprint: publicBlueprint,
  newest: newestRelease,
  pages: docPages,
  page: docPage,
};

/** All plugins and blueprints, the newest docs, and of each line its docs and what its first release, so any other, can load. */
export const pull: PullOf<typeof calls> = {
  calls,
  async *asks(catalog, lines) {
    const { plugins, types } = pluginCatalog(undefined, (await catalog.plugins({})).results);
    const listed: { readonly id: string }[] = [];
    const docs: { readonly segments: string[]; readonly version: string }[] = [];
    const firsts = lines.map((line) => `${line}.0`);
    const newest = await docsVersion({ given: "latest", instance: {}, newest: () => catalog.newest({}) });
    yield [
      async () => listed.push(...(await catalog.blueprints({})).results),
      ...[...new Set([newest, ...firsts])].map((version) => async () => {
        const paths = Object.keys(await catalog.pages({ version }));
        docs.push(...paths.map((path) => ({ segments: [...docSegments(path)], version })));
      }),
    ];
    const ids = [...new Set(listed.map(({ id }) => id))];
    yield [
      ...plugins.map(
        ({ name }) =>
          () =>
            catalog.releases({ plugin: name }),
      ),
      ...firsts.map((first) => () => catalog.compatible({ kestra_version: first })),
      ...[...types.keys()].map((cls) => () => catalog.definition({ cls })),
      ...ids.map((id) => () => catalog.blueprint({ id })),
      ...docs.filter(({ segments }) => segments.length > 0).map((page) => () => catalog.page(page)),
    ];
  },
};
