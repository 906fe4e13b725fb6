import { ContractError, InputError, KestraError } from "../../../runtime/errors.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import type { KeptFacts, Origin } from "../../../runtime/tool/kept.ts";
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
  readonly mask: (text: string) => string;
}

/** The plugins that are known, and who told. */
export interface KnownCatalog extends PluginCatalog {
  /** Who told, how old that is and what is missing, in a sentence or two. */
  readonly told: string;
}

/** What a source told, or why it did not; neither where the operator wants it so. */
interface Told<Plugins> {
  readonly answer?: Plugins;
  readonly missing?: Said;
}

/** What the public catalogue told. */
interface OpenPlugins {
  readonly plugins: readonly ListedPlugin[];
  readonly origin: Origin | undefined;
}

/**
 * The plugins of the instance and, where the operator lets it answer, of the public catalogue, asked side by side. Each is
 * read once and kept: of the instance as long as it has the same plugins, of the public catalogue for a day.
 * @throws KestraError where neither tells
 */
export async function knownCatalog(calls: CatalogCalls, context: CatalogContext): Promise<KnownCatalog> {
  const { kept, now } = context;
  const sources = kept.sources(catalogService);
  const day = now().toISOString().slice(0, 10);
  const [here, there] = await Promise.all([
    sources === "public" ? undefined : told(() => calls.plugin_set({})),
    sources === "instance" ? undefined : told(() => openPlugins(calls, kept, day)),
  ]);
  const installed: Told<PluginCatalog> | undefined =
    here?.answer === undefined
      ? here?.missing && { missing: here.missing }
      : await told(() => withInstalled(calls, kept, versionOf(here.answer), there?.answer, day));
  const catalog =
    installed?.answer ??
    (there?.answer &&
      (await kept.remember("public", `types ${day}`, () =>
        Promise.resolve(pluginCatalog(undefined, there.answer?.plugins)),
      )));
  if (catalog === undefined)
    throw new KestraError(
      installed?.missing ?? there?.missing ?? say`Neither Kestra nor its public catalogue is asked.`,
      0,
    );
  return { ...catalog, told: toldOf(installed, there, context) };
}

async function openPlugins(calls: CatalogCalls, kept: KeptFacts, day: string): Promise<OpenPlugins> {
  return kept.remember("public", `plugins ${day}`, async () => {
    const { results } = await calls.open({});
    return { plugins: results, origin: kept.origin(catalogService) };
  });
}

/** What the instance has, with what there is besides. @param version of its set of plugins */
async function withInstalled(
  calls: CatalogCalls,
  kept: KeptFacts,
  version: string,
  open: OpenPlugins | undefined,
  day: string,
): Promise<PluginCatalog> {
  return kept.remember("instance", `types ${version} ${open === undefined ? "" : day}`, async () => {
    const { results } = await calls.installed({});
    return pluginCatalog(results, open?.plugins);
  });
}

/** What changes with the plugins of an instance; where it does not tell, its release does. */
function versionOf({
  version,
  pluginsHash,
}: { readonly version?: unknown; readonly pluginsHash?: unknown } = {}): string {
  return JSON.stringify([version, pluginsHash]);
}

async function told<Answer>(ask: () => Promise<Answer>): Promise<Told<Answer>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (error instanceof KestraError || error instanceof ContractError || error instanceof InputError)
      return { missing: error.said };
    throw error;
  }
}

/** In words, for whoever reads the answer. */
function toldOf(
  here: Told<unknown> | undefined,
  there: Told<OpenPlugins> | undefined,
  { mask }: CatalogContext,
): string {
  const sentences = [
    here?.missing && say`What is installed is not known: ${here.missing}`,
    here === undefined && say`What is installed is not known, as KESTRA_CATALOG is public.`,
    there?.missing && say`What is not installed is not known: ${there.missing}`,
    there?.answer?.origin && say`What is not installed is as of ${there.answer.origin.at}.`,
  ];
  return sentences.flatMap((one) => (one ? [one.masked(mask)] : [])).join(" ");
}
