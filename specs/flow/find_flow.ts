import { findFlow } from "../../generated/flow/find_flow.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { answer, hasGoodMatch, normalise, rank, resembling } from "../steps/flow/flow-match.ts";

const needsLetter = say`query needs a letter (a to z) or a digit, as ids are made of these.`;

/** Steps, because Kestra's own search finds no misspelt name: then the flows themselves are read and compared. */
export const tool = findFlow(async ({ query, namespace }, kestra) => {
  if (normalise(query) === "")
    throw new InputError(
      namespace === ""
        ? say`${needsLetter} \`search_flows\` lists every flow.`
        : say`${needsLetter} \`list_flows_in_namespace\` lists every flow of one.`,
    );
  const { results: hits } = await kestra.search({ query, namespace });
  const ranked = await rank(query, hits);
  if (hasGoodMatch(ranked)) return answer({ query, namespace }, ranked);
  const { results: all } = await kestra.list({ namespace });
  const keyOf = ({ namespace, id }: (typeof all)[number]) => JSON.stringify([namespace, id]);
  const known = new Set(hits.map(keyOf));
  const similar = await resembling(
    query,
    all.filter((flow) => !known.has(keyOf(flow))),
  );
  return answer({ query, namespace }, await rank(query, [...hits, ...similar]));
});
