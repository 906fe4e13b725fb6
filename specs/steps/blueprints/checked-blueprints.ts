import { asked } from "../asked.ts";
import { knownCatalog, type CatalogCalls, type CatalogContext } from "../catalog/known-catalog.ts";
import { blueprintRow, noBlueprint } from "./blueprint.ts";
import { knownBlueprints, type BlueprintCalls, type BlueprintWish } from "./known-blueprints.ts";

/** The blueprints that are wanted, each checked against what is installed. */
export interface CheckedBlueprints {
  readonly rows: readonly object[];
  /** Whether it is known what is installed. */
  readonly isChecked: boolean;
  /** What is said of there being none; and what did not answer. */
  readonly words: string;
  readonly told: string;
}

/** Asks for blueprints and for what is installed, side by side. @throws KestraError where no blueprints are known */
export async function checkedBlueprints(
  wish: BlueprintWish,
  calls: BlueprintCalls & CatalogCalls,
  context: CatalogContext & Parameters<typeof knownBlueprints>[2],
): Promise<CheckedBlueprints> {
  const [{ answer: catalog }, { blueprints, told }] = await Promise.all([
    asked(knownCatalog(calls, context), context.mask),
    knownBlueprints(wish, calls, context),
  ]);
  return {
    rows: blueprints.map((one) => blueprintRow(one, catalog)),
    isChecked: catalog?.version !== undefined,
    words: blueprints.length === 0 ? noBlueprint : "",
    told,
  };
}
