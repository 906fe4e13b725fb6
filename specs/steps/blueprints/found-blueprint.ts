import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { catalogService, type CatalogContext } from "../catalog/known-catalog.ts";
import { plainLine } from "../catalog/plain-line.ts";
import { asked } from "../asked.ts";
import type { BlueprintSource } from "./blueprint.ts";
import { longestTexts } from "./blueprint.ts";
import { knownFolder } from "./folder-blueprints.ts";

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
 * The blueprint of an id: of the instance, else of the operator's folders, else of the public catalogue.
 * @throws InputError where there is none, with what did not answer
 */
export async function foundBlueprint(
  id: string,
  calls: Calls,
  { kept, instance, mask }: CatalogContext,
): Promise<FoundBlueprint> {
  const sources = kept.sources(catalogService);
  const isEnterprise = instance.edition === "ee" && sources !== "public";
  const [custom, folder] = await Promise.all([
    isEnterprise ? asked(calls.custom({ id }), mask) : undefined,
    asked(knownFolder(kept), mask),
  ]);
  const line = (title: Text) => plainLine(title, longestTexts.title);
  const { title, source } = custom?.answer ?? {};
  if (typeof source === "string") return { source: "custom", title: line(title), yaml: source };
  const ours = folder.answer?.blueprints.find((one) => one.id === id);
  if (ours !== undefined) return { source: "folder", title: ours.title, yaml: ours.yaml, ee: ours.ee };
  const open = sources === "instance" ? undefined : await asked(calls.blueprint({ id }), mask);
  const yaml = open?.answer?.flow ?? open?.answer?.source;
  if (typeof yaml === "string")
    return { source: "public", title: line(open?.answer?.title), yaml, ee: open?.answer?.ee ?? undefined };
  const why = [custom, folder, open].flatMap((one) => one?.said ?? []);
  throw new InputError(
    sentences(say`There is no blueprint ${JSON.stringify(id)}. Look with blueprints.`, ...why),
  );
}
