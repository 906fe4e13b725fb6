import { blueprints } from "../../generated/catalog/blueprints.ts";
import { blueprintRow, foreignTexts, noBlueprint } from "../steps/blueprints/blueprint.ts";
import { knownBlueprints } from "../steps/blueprints/known-blueprints.ts";
import { knownCatalog } from "../steps/catalog/known-catalog.ts";
import { catalogRows } from "../steps/catalog/rows.ts";
import { asked } from "../steps/asked.ts";

/** Steps, because they are in three places, and each is checked against what is installed. */
export const tool = blueprints(async ({ query, tags = "", types = "", offset }, calls, context) => {
  const [catalog, found] = await Promise.all([
    asked(knownCatalog(calls, context), context.mask),
    knownBlueprints({ query, tags, types }, calls, context),
  ]);
  const rows = found.blueprints.map((one) => blueprintRow(one, catalog.answer));
  const { results, total, truncated } = catalogRows(rows, offset);
  const unchecked = catalog.answer?.version === undefined ? "Which types are installed is not known." : "";
  return {
    blueprints: results,
    total,
    note: [total === 0 ? noBlueprint : foreignTexts, unchecked, found.told].filter(Boolean).join(" "),
    truncated,
  };
});
