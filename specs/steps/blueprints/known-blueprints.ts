import { KestraError } from "../../../runtime/errors.ts";
import { joined, say } from "../../../runtime/text/said.ts";
import type { Instance } from "../../../runtime/kestra/instance.ts";
import type { KeptFacts } from "../../../runtime/tool/kept.ts";
import { wordIndex } from "../../../runtime/text/word-index.ts";
import { asked } from "../asked.ts";
import { orNothing } from "../or-nothing.ts";
import { isWanted, listedBlueprint, type Blueprint, type ListedBlueprint } from "./blueprint.ts";
import { knownFolder, type Folder } from "./folder-blueprints.ts";
import { catalogService } from "../catalog/known-catalog.ts";

type Listed = Promise<{ readonly results: readonly ListedBlueprint[] }>;

/** The calls of a tool that looks for blueprints. */
export interface BlueprintCalls {
  readonly custom: (input: { readonly query?: string | undefined }) => Listed;
  readonly blueprints: (input: { readonly query?: string | undefined }) => Listed;
}

interface Context {
  readonly kept: KeptFacts;
  readonly instance: Instance;
  readonly mask: (text: string) => string;
}

/** What is wanted of blueprints. */
export interface BlueprintWish {
  readonly query?: string | undefined;
  readonly tags: string;
  readonly types: string;
}

/**
 * The blueprints that are wanted: those of the instance, of the operator's folders and of the public catalogue, which each
 * know best how to find words in theirs. Of those of one id it is the first.
 * @returns with a note of what did not answer, and of how old it is
 */
export async function knownBlueprints(
  { query, ...by }: BlueprintWish,
  calls: BlueprintCalls,
  { kept, instance, mask }: Context,
): Promise<{ readonly blueprints: readonly Blueprint[]; readonly told: string }> {
  const sources = kept.sources(catalogService);
  const isEnterprise = instance.edition === "ee" && sources !== "public";
  const [custom, folder, open] = await Promise.all([
    isEnterprise ? asked(calls.custom({ query }), mask) : undefined,
    asked(ofFolder(query, kept), mask),
    sources === "instance" ? undefined : asked(ofCatalog(query, calls), mask),
  ]);
  const found = [
    ...(custom?.answer?.results ?? []).flatMap((one) => listedBlueprint(one, "custom")),
    ...(folder.answer?.blueprints ?? []),
    ...(open?.answer ?? []),
  ];
  const failures = [custom, folder, open].flatMap((one) => one?.said ?? []);
  const hasAnswer =
    (folder.answer?.blueprints ?? []).length > 0 ||
    custom?.answer !== undefined ||
    open?.answer !== undefined;
  if (!hasAnswer && failures.length > 0)
    throw new KestraError(say`No blueprints are known. ${joined(failures, " ")}`, 0);
  const origin = kept.origin(catalogService);
  const told = [
    custom?.failure,
    folder.failure ?? folder.answer?.failure,
    open?.failure !== undefined && `Public ones are not known: ${open.failure}`,
    sources === "instance" && "Public ones are not asked for, as KESTRA_CATALOG is instance.",
    open?.answer !== undefined && origin !== undefined && `Public ones are as of ${origin.at}.`,
  ];
  const first = new Map(found.toReversed().map((one) => [one.id, one]));
  const blueprints = found.filter((one) => first.get(one.id) === one && isWanted(one, by));
  const others = blueprints.length === 0 && by.tags.trim() !== "" ? tagsOf(found) : "";
  return { blueprints, told: [...told, others].filter(Boolean).join(" ") };
}

/** Tags that are told at most. */
const mostTags = 40;

/** The tags that there are instead. */
function tagsOf(found: readonly Blueprint[]): string {
  const tags = [...new Set(found.flatMap((one) => one.tags))].toSorted().slice(0, mostTags);
  return tags.length === 0 ? "" : `Tags are ${tags.join(", ")}.`;
}

async function ofFolder(query: string | undefined, kept: KeptFacts): Promise<Folder> {
  const folder = await knownFolder(kept);
  return { ...folder, blueprints: await byWords(query, folder.blueprints) };
}

/** It finds the words itself; of what was kept in its place only the list of all is sure to be there. */
async function ofCatalog(
  query: string | undefined,
  { blueprints }: Pick<BlueprintCalls, "blueprints">,
): Promise<readonly Blueprint[]> {
  const read = ({ results }: Awaited<Listed>) => results.flatMap((one) => listedBlueprint(one, "public"));
  try {
    return read(await blueprints({ query }));
  } catch (error) {
    const isAway = error instanceof KestraError && error.status === 0;
    const all = isAway && query !== undefined ? await orNothing(() => blueprints({})) : undefined;
    if (all === undefined) throw error;
    return byWords(query, read(all));
  }
}

/** Those that have the words, the best first; all where none are given. */
async function byWords<One extends Blueprint>(
  query: string | undefined,
  all: readonly One[],
): Promise<readonly One[]> {
  if (query === undefined || query.trim() === "" || all.length === 0) return all;
  const index = await wordIndex(
    all.map(({ id, title, text, types, tags }) => ({
      name: `${id} ${title ?? ""}`,
      title: tags.join(" "),
      body: text,
      parts: types.join(" "),
    })),
  );
  return index.search(query).flatMap((at) => all[at] ?? []);
}
