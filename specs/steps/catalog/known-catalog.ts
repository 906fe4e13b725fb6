import { KestraError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { Instance } from "../../../runtime/kestra/instance.ts";
import type { KeptFacts, Origin } from "../../../runtime/tool/kept.ts";
import { asked, type Asked } from "../asked.ts";
import { pluginCatalog, type ListedPlugin, type PluginCatalog } from "./plugin-catalog.ts";

/** The service, as specs name it. */
export const catalogService = "catalog";

type Nothing = Readonly<Record<string, never>>;

/** The calls of a tool that needs to know plugins. */
export interface CatalogCalls {
  readonly plugin_set: (
    input: Nothing,
  ) => Promise<{ readonly version?: unknown; readonly pluginsHash?: unknown }>;
  readonly installed: (input: Nothing) => Promise<{ readonly results: readonly ListedPlugin[] }>;
  readonly open: (input: Nothing) => Promise<{ readonly results: readonly ListedPlugin[] }>;
}

/** What such a tool knows besides. */
export interface CatalogContext {
  readonly kept: KeptFacts;
  readonly now: () => Date;
  readonly instance: Pick<Instance, "version" | "edition"> & Partial<Pick<Instance, "line">>;
  readonly mask: (text: string) => string;
}

/** The plugins that are known, and who told. */
export interface KnownCatalog extends PluginCatalog {
  /** Who told, how old that is and what is missing, in a sentence or two. */
  readonly told: string;
  /** Of the Kestra that told, such as `1.3.25`. */
  readonly release: string | undefined;
  /** Of the instance's set of plugins: it changes with that. Undefined where it does not tell. */
  readonly version: string | undefined;
}

/** What the public catalogue told. */
interface OpenPlugins {
  readonly plugins: readonly ListedPlugin[];
  readonly origin: Origin | undefined;
}

/**
 * The plugins of the instance and, where the operator lets it answer, of the public catalogue, asked side by side. Each is
 * read once and kept: of the instance as long as it has the same plugins, of the public catalogue for an hour, since a file
 * may have stood in for it.
 * @throws KestraError where neither tells
 */
export async function knownCatalog(calls: CatalogCalls, context: CatalogContext): Promise<KnownCatalog> {
  const { kept, now, mask } = context;
  const sources = kept.sources(catalogService);
  const hour = now().toISOString().slice(0, 13);
  const [here, there] = await Promise.all([
    sources === "public" ? undefined : asked(calls.plugin_set({}), mask),
    sources === "instance" ? undefined : asked(openPlugins(calls, kept, hour), mask),
  ]);
  const open = there?.answer;
  const { answer: set, ...untold } = here ?? {};
  const version = set && versionOf(set);
  const installed: Asked<PluginCatalog> | undefined =
    version === undefined
      ? here && untold
      : await asked(withInstalled(calls, kept, { version, open, hour }), mask);
  const catalog = installed?.answer ?? (open && (await alone(kept, open, hour)));
  if (catalog === undefined) {
    const why = installed?.said ?? there?.said ?? say``;
    throw new KestraError(say`There is nobody to tell which plugins there are. ${why}`, 0);
  }
  const release = typeof set?.version === "string" ? set.version : undefined;
  return {
    ...catalog,
    told: toldOf(installed, there),
    version: installed?.answer && version,
    release,
  };
}

async function openPlugins(calls: CatalogCalls, kept: KeptFacts, hour: string): Promise<OpenPlugins> {
  return kept.remember("public", `plugins ${hour}`, async () => {
    const { results } = await calls.open({});
    return { plugins: results, origin: kept.origin(catalogService) };
  });
}

/** What there is, where no instance tells what it has. */
async function alone(kept: KeptFacts, { plugins }: OpenPlugins, hour: string): Promise<PluginCatalog> {
  return kept.remember("public", `types ${hour}`, () => Promise.resolve(pluginCatalog(undefined, plugins)));
}

/** What the instance has, with what there is besides. @param has.version of its set of plugins */
async function withInstalled(
  calls: CatalogCalls,
  kept: KeptFacts,
  has: { readonly version: string; readonly open: OpenPlugins | undefined; readonly hour: string },
): Promise<PluginCatalog> {
  const { version, open, hour } = has;
  return kept.remember("instance", `types ${version} ${open === undefined ? "" : hour}`, async () => {
    const { results } = await calls.installed({});
    return pluginCatalog(results, open?.plugins);
  });
}

/** What changes with the plugins of an instance; where it does not tell, its release does. */
function versionOf(told: { readonly version?: unknown; readonly pluginsHash?: unknown }): string {
  return JSON.stringify([told.version, told.pluginsHash]);
}

/** In words, for whoever reads the answer. */
function toldOf(here: Asked<unknown> | undefined, there: Asked<OpenPlugins> | undefined): string {
  const sentences = [
    here === undefined && "What is installed is not known, as KESTRA_CATALOG is public.",
    here?.failure !== undefined && `What is installed is not known: ${here.failure}`,
    there === undefined && "What is not installed is not known, as KESTRA_CATALOG is instance.",
    there?.failure !== undefined && `What is not installed is not known: ${there.failure}`,
    there?.answer?.origin && `What is not installed is as of ${there.answer.origin.at}.`,
  ];
  return sentences.filter(Boolean).join(" ");
}
