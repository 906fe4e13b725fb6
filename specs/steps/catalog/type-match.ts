import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import type { KnownCatalog } from "./known-catalog.ts";
import type { CatalogPlugin, CatalogType, PluginCatalog } from "./plugin-catalog.ts";
import { ofKestra, typeIndex } from "./type-index.ts";

/** A type that a text means. */
export interface TypeMatch {
  readonly type: CatalogType;
  /** A sentence, where the text is a former name of it or only a part of its name. */
  readonly note?: string;
}

/**
 * The type that a text means: a class, a former name of one, or its last parts where only one type has them; undefined where
 * none is known. What is deprecated is not meant by a part.
 */
export function typeNamed({ plugins, types }: PluginCatalog, text: string): TypeMatch | undefined {
  const cls = text.trim();
  const exact = types.get(cls);
  if (exact !== undefined) return { type: exact };
  const owner = formerOwner(cls, plugins);
  const end = owner === undefined ? cls : cls.slice(cls.lastIndexOf(".") + 1);
  const alike = (owner?.types ?? [...types.values()]).filter(
    (type) => !type.deprecated && type.cls.endsWith(`.${end}`),
  );
  const [only] = alike;
  if (only === undefined || alike.length > 1) return undefined;
  const what = owner === undefined ? "is short for" : "is probably a former name of";
  return { type: only, note: `${cls} ${what} ${only.cls}.` };
}

/** Says that there is no such type, which ones are like it, and who did not tell which there are. */
export async function noType(
  catalog: PluginCatalog & Pick<KnownCatalog, "told">,
  text: string,
): Promise<InputError> {
  const owner = formerOwner(text.trim(), catalog.plugins);
  const former = owner === undefined ? say`` : say` It is a former name of a type of ${owner.name}.`;
  const near = (await typeIndex(catalog)).search(text.replace(ofKestra, "")).slice(0, 3);
  const guesses = near.map(({ cls }) => cls).join(", ");
  const guess = guesses === "" ? say`` : say` Did you mean one of ${guesses}?`;
  const said = say`There is no type ${JSON.stringify(text.trim())}.${former}${guess} Look with search.`;
  return new InputError(sentences(said, catalog.told));
}

function formerOwner(cls: string, plugins: readonly CatalogPlugin[]): CatalogPlugin | undefined {
  return plugins.find(({ aliases }) => aliases.includes(cls));
}

/** The plugin that has a type, or had one of this name, or whose group it is in. */
export function ownerOf(type: string, { types, plugins }: PluginCatalog): CatalogPlugin | undefined {
  const exact = types.get(type);
  const [inGroup] = plugins
    .filter(({ group }) => group !== undefined && type.startsWith(`${group}.`))
    .sort((a, b) => (b.group?.length ?? 0) - (a.group?.length ?? 0));
  return exact?.plugin ?? formerOwner(type, plugins) ?? inGroup;
}
