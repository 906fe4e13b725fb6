import {
  publicBlueprint,
  publicBlueprints,
  publicDefinition,
  publicPlugins,
  publicReleases,
  publicTags,
} from "../../generated/operations/catalog.ts";
import type { Calls } from "../../runtime/tool/definition.ts";
import type { Ask, PullOf } from "../../runtime/tool/pull.ts";
import { pluginCatalog } from "../steps/catalog/plugin-catalog.ts";

const calls = {
  plugins: publicPlugins,
  definition: publicDefinition,
  releases: publicReleases,
  blueprints: publicBlueprints,
  blueprint: publicBlueprint,
  tags: publicTags,
};
type Asked = Calls<typeof calls>;

/** All plugins with their releases, the definition of each class, and all blueprints with their flows. */
export const pull: PullOf<typeof calls> = {
  calls,
  async *asks(catalog) {
    const { plugins, types } = pluginCatalog(undefined, (await catalog.plugins({})).results);
    const ids = new Set<string>();
    yield* blueprintPages(catalog, ids);
    yield [
      () => catalog.tags({}),
      ...plugins.map(
        ({ name }) =>
          () =>
            catalog.releases({ plugin: name }),
      ),
      ...[...types.keys()].map((cls) => () => catalog.definition({ cls })),
      ...[...ids].map((id) => () => catalog.blueprint({ id })),
    ];
  },
};

/** One after the other, until one is the last, or is not there. @param ids of what they list, to which these are added */
function* blueprintPages(
  { blueprints }: Asked,
  ids: Set<string>,
): Generator<readonly Ask[], void, undefined> {
  const pages: Awaited<ReturnType<Asked["blueprints"]>>[] = [];
  for (let seen = 0, total = 1; seen < total;) {
    const page = pages.length + 1;
    yield [async () => pages.push(await blueprints({ page }))];
    const { results = [], total: known = 0 } = pages[page - 1] ?? {};
    for (const { id } of results) ids.add(id);
    seen += results.length;
    total = results.length === 0 ? 0 : known;
  }
}
