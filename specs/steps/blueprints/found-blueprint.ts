import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { catalogService, type CatalogContext } from "../catalog/known-catalog.ts";
import { asked } from "../instance/asked.ts";
import type { BlueprintSource } from "./blueprint.ts";
import { folderBlueprints } from "./folder-blueprints.ts";

type Text = string | null | undefined;

/** The calls of a tool that reads one. */
interface Calls {
  readonly custom: (input: {
    readonly id: string;
  }) => Promise<{ readonly title?: Text; readonly source?: Text }>;
  readonly blueprint: (input: { readonly id: string }) => Promise<{
    readonly title?: Text;
    readonly flow?: Text;
    readonly source?: Text;
    readonly ee?: boolean | null | undefined;
  }>;
}

/** A blueprint with its flow. */
export interface FoundBlueprint {
  readonly source: BlueprintSource;
  readonly title?: Text;
  readonly yaml: string;
  readonly ee?: boolean | undefined;
}

/**
 * The blueprint of an id: of the operator's folders, else of the instance, else of the public catalogue.
 * @throws InputError where there is none, with what did not answer
 */
export async function foundBlueprint(
  id: string,
  calls: Calls,
  { kept, instance, mask }: CatalogContext,
): Promise<FoundBlueprint> {
  const sources = kept.sources(catalogService);
  const folder = await asked(kept.texts(catalogService).then(folderBlueprints), mask);
  const ours = folder.answer?.find((one) => one.id === id);
  if (ours !== undefined) return { source: "folder", title: ours.title, yaml: ours.yaml, ee: ours.ee };
  const custom =
    instance.edition === "ee" && sources !== "public" ? await asked(calls.custom({ id }), mask) : undefined;
  const { title, source } = custom?.answer ?? {};
  if (typeof source === "string") return { source: "custom", title, yaml: source };
  const open = sources === "instance" ? undefined : await asked(calls.blueprint({ id }), mask);
  const yaml = open?.answer?.flow ?? open?.answer?.source;
  if (typeof yaml === "string")
    return { source: "public", title: open?.answer?.title, yaml, ee: open?.answer?.ee ?? undefined };
  const why = [folder, custom, open].flatMap((one) => one?.said ?? []);
  throw new InputError(
    sentences(say`There is no blueprint ${JSON.stringify(id)}. Look with blueprints.`, ...why),
  );
}
