import { blueprints } from "../../generated/catalog/blueprints.ts";
import { checkedBlueprints } from "../steps/blueprints/checked-blueprints.ts";
import { catalogRows } from "../steps/catalog/rows.ts";

/** Steps, because they are in three places, and each is checked against what is installed. */
export const tool = blueprints(async ({ query, tags = "", types = "", offset }, calls, context) => {
  const { rows, isChecked, words, told } = await checkedBlueprints({ query, tags, types }, calls, context);
  const { results, total, truncated } = catalogRows(rows, offset);
  const unchecked = isChecked ? "" : "Which types are installed is not known.";
  return {
    blueprints: results,
    total,
    note: [words, unchecked, told].filter(Boolean).join(" ") || undefined,
    truncated,
  };
});
