import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { plainLine } from "../catalog/plain-line.ts";
import type { KnownCatalog } from "../catalog/known-catalog.ts";

/** Where a blueprint is: in a folder of the operator's, in the instance, or in Kestra's public catalogue. */
export type BlueprintSource = "folder" | "custom" | "public";

/** A flow to begin with, as a list tells it. */
export interface Blueprint {
  readonly id: string;
  readonly source: BlueprintSource;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly tags: readonly string[];
  readonly types: readonly string[];
  readonly ee?: true;
}

/** An id as it is asked for: those of custom blueprints, and public ones of old, are numbers. @throws InputError */
export function blueprintId(given: unknown): string {
  if (Number.isSafeInteger(given)) return String(given);
  if (typeof given === "string" && given.trim() !== "") return given;
  throw new InputError(say`id must be a text or a number, not ${JSON.stringify(given)}.`);
}

/** As Kestra and its public catalogue list one. */
export interface ListedBlueprint {
  readonly id?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly shortDescription?: string | null | undefined;
  readonly includedTasks?: readonly string[] | null | undefined;
  readonly tags?: readonly unknown[] | null | undefined;
  readonly subTags?: readonly string[] | null | undefined;
  readonly ee?: boolean | null | undefined;
}

/** Characters of texts of others. */
export const longestTexts = { title: 120, text: 240, tag: 60, id: 200 };

/** Said with a list that is empty. */
export const noBlueprint = "None is like that: try fewer words, tags or classes.";

/** Tags and classes of one. */
const most = { tags: 20, types: 60 };

/** A listed blueprint, its texts cut; none of one that cannot be asked for. */
export function listedBlueprint(listed: ListedBlueprint, source: BlueprintSource): readonly Blueprint[] {
  const { id, title, description, shortDescription, includedTasks, tags, subTags, ee } = listed;
  if (typeof id !== "string" || plainLine(id, longestTexts.id) !== id) return [];
  const shownTitle = plainLine(title, longestTexts.title);
  const text = plainLine(shortDescription ?? description, longestTexts.text);
  const blueprint: Blueprint = {
    id,
    source,
    title: shownTitle,
    text: text === shownTitle ? undefined : text,
    tags: shortTags([...(tags ?? []), ...(subTags ?? [])].map(String)),
    types: (includedTasks ?? []).filter(isClass).slice(0, most.types),
    ...(ee === true && { ee }),
  };
  return [blueprint];
}

/** Whether a text is the name of a class, which holds no sentence. */
export function isClass(text: string): boolean {
  return /^[\w$]{1,100}(\.[\w$]{1,100}){1,20}$/.test(text);
}

/** Tags as they are shown. */
export function shortTags(tags: readonly string[]): readonly string[] {
  return tags.slice(0, most.tags).flatMap((tag) => plainLine(tag, longestTexts.tag) ?? []);
}

/** Whether it has all these tags, by their names or their ids, and uses all these classes, by their whole names or the last part. */
export function isWanted(
  { tags, types }: Blueprint,
  by: { readonly tags: string; readonly types: string },
): boolean {
  const has = tags.map(slug);
  return (
    words(by.tags).every((tag) => has.includes(slug(tag))) &&
    words(by.types).every((type) => types.some((own) => own === type || own.endsWith(`.${type}`)))
  );
}

/** What a list tells of it, with the types that the instance does not have, as far as that told which it has. */
export function blueprintRow(
  { id, source, title, text, tags, types, ee }: Blueprint,
  catalog?: KnownCatalog,
): object {
  const missing = catalog === undefined ? [] : missingTypes(types, catalog);
  return { id, title, text, source, tags, types, ee, missing: missing.length === 0 ? undefined : missing };
}

/** Of some types those that the instance does not have; none where it did not tell. */
export function missingTypes(
  types: readonly string[],
  { types: known, plugins, version }: KnownCatalog,
): readonly string[] {
  if (version === undefined) return [];
  const isFormer = (type: string) =>
    plugins.some(({ installed, aliases }) => installed === true && aliases.includes(type));
  return types.filter((type) => known.get(type)?.installed !== true && !isFormer(type));
}

function words(list: string): readonly string[] {
  return list
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** `Getting Started` as `getting-started`. */
function slug(tag: string): string {
  return tag.trim().toLowerCase().replace(/\s+/g, "-");
}
