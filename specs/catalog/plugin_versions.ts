import { pluginVersions } from "../../generated/catalog/plugin_versions.ts";
import { comesWithKestra } from "../steps/catalog/artifacts.ts";
import { plainLine } from "../steps/catalog/plain-line.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { pluginNamed } from "../steps/catalog/plugin-match.ts";
import { asked } from "../steps/asked.ts";

/** Steps, because what is installed and what there is are two lists. */
export const tool = pluginVersions(async ({ plugin: wanted }, calls, context) => {
  const { instance, kept, mask } = context;
  const sources = kept.sources("catalog");
  const catalog = await knownCatalog(calls, context);
  const { plugin } = pluginNamed(catalog, wanted);
  const { name, version } = plugin;
  const [releases, managed] = await Promise.all([
    sources === "instance" ? undefined : asked(calls.releases({ plugin: name }), mask),
    sources === "public" || instance.edition !== "ee" ? undefined : asked(calls.managed({}), mask),
  ]);
  const own = managed?.answer?.results.find(({ artifactId }) => artifactId === name)?.versions ?? [];
  const missing = releases?.failure ?? managed?.failure;
  // The list of plugins and that of releases fail for one reason where nobody answers.
  const isSaid = missing === undefined || catalog.told.includes(missing);
  const note = [
    catalog.told,
    isSaid ? "" : missing,
    comesWithKestra(plugin) && "It comes with Kestra, in its version.",
  ];
  return {
    plugin: name,
    installed: [...new Set([...(version === undefined ? [] : [version]), ...own.map(String)])],
    releases: (releases?.answer?.results ?? []).map((one) => ({
      version: plainLine(one.version, 60) ?? "",
      kestra: plainLine(one.minCoreCompatibilityVersion, 60),
      publishedAt: plainLine(one.publishedAt, 60),
      notes: plainLine(one.releaseNotesUrl, 300),
    })),
    note: note.filter(Boolean).join(" ") || undefined,
  };
});
