import { asked } from "../asked.ts";
import type { CatalogContext, KnownCatalog } from "./known-catalog.ts";
import type { CatalogPlugin, CatalogType } from "./plugin-catalog.ts";

/** The call that asks what a Kestra can load. */
type Compatible = (input: { readonly kestra_version: string }) => Promise<{
  readonly results: readonly {
    readonly groupId: string;
    readonly artifactId: string;
    readonly version?: string | null | undefined;
  }[];
}>;

/**
 * What to install for plugins that an instance does not have, as `group:artifact:version`, by the plugin's name: the newest
 * that its release can load. Where only what the first of its line can load was kept, that; without the public catalogue's
 * word on either, a guess without a version. Nothing for what comes with Kestra, and for what its release cannot load.
 */
export async function artifactsOf(
  plugins: readonly CatalogPlugin[],
  compatible: Compatible,
  { kept, mask, instance }: CatalogContext,
  catalog: Pick<KnownCatalog, "release">,
): Promise<ReadonlyMap<string, string>> {
  if (plugins.every(comesWithKestra)) return new Map();
  const release = numbersOf(catalog.release ?? instance.version);
  const isAsked = kept.sources("catalog") !== "instance" && release !== undefined;
  const of = (version: string) =>
    asked(
      kept.remember("public", `compatible ${version}`, () => compatible({ kestra_version: version })),
      mask,
    );
  let told = isAsked ? await of(release) : {};
  if (told.status === 0 && instance.line !== undefined) told = await of(`${instance.line}.0`);
  const rows = new Map(
    (told.answer?.results ?? []).flatMap(({ groupId, artifactId, version }) => {
      const coordinates = [groupId, artifactId, ...(version ? [version] : [])];
      return coordinates.every(isCoordinate) ? [[artifactId, coordinates.join(":")] as const] : [];
    }),
  );
  const loadable = plugins.filter((plugin) => !comesWithKestra(plugin));
  const artifactOf = (plugin: CatalogPlugin) =>
    told.answer === undefined ? guessed(plugin) : rows.get(plugin.name);
  return new Map(
    loadable.flatMap((plugin) => {
      const artifact = artifactOf(plugin);
      return artifact === undefined ? [] : [[plugin.name, artifact] as const];
    }),
  );
}

/** Whether it is Kestra's own, which no artifact brings: its types come and go with the release. */
export function comesWithKestra({ name }: Pick<CatalogPlugin, "name">): boolean {
  return name === "core";
}

/** Why installing alone does not bring a type that an instance does not have; undefined where it does. */
export function hindranceOf(
  { ee, plugin }: Pick<CatalogType, "ee" | "plugin">,
  edition: CatalogContext["instance"]["edition"],
): string | undefined {
  if (ee && edition === "oss") return enterpriseOnly;
  return comesWithKestra(plugin) ? "It comes with another release of Kestra." : undefined;
}

export const enterpriseOnly = "It needs the Enterprise edition, which this Kestra is not.";

/** What agents are told to install holds no sentence, and nothing that a shell reads. */
function isCoordinate(text: string): boolean {
  return /^[\w.+-]{1,100}$/.test(text);
}

/** Of `2.0.0-SNAPSHOT` 2.0.0; of a build without numbers what kestractl asks for. */
function numbersOf(release: string | undefined): string | undefined {
  return release && (/^\d+(?:\.\d+)*/.exec(release)?.[0] ?? "999.999.999");
}

/** As Kestra's own plugins are called. */
function guessed({ name, ee }: CatalogPlugin): string {
  const of = name.startsWith("storage-") ? "storage" : name.startsWith("secret-") ? "secret" : "plugin";
  return `io.kestra.${of}${ee ? ".ee" : ""}:${name}`;
}
