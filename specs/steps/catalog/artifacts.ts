import { asked } from "../instance/asked.ts";
import type { CatalogContext, KnownCatalog } from "./known-catalog.ts";
import type { CatalogPlugin } from "./plugin-catalog.ts";

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
 * word on either, a guess without a version.
 */
export async function artifactsOf(
  plugins: readonly CatalogPlugin[],
  compatible: Compatible,
  { kept, mask, instance }: CatalogContext,
  catalog: Pick<KnownCatalog, "release">,
): Promise<ReadonlyMap<string, string>> {
  if (plugins.length === 0) return new Map();
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
    (told.answer?.results ?? []).map(({ groupId, artifactId, version }) => [
      artifactId,
      [groupId, artifactId, version].filter(Boolean).join(":"),
    ]),
  );
  return new Map(plugins.map((plugin) => [plugin.name, rows.get(plugin.name) ?? guessed(plugin)]));
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
