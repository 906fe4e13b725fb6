import { findFlow } from "../../generated/flow/find_flow.ts";
import { InputError } from "../../runtime/errors.ts";
import { own, say } from "../../runtime/text/said.ts";
import { allBy, answer, hasGoodMatch, normalise, rank, resembling } from "../steps/flow/flow-match.ts";

/** Steps, because Kestra's own search finds no misspelt name: then the flows themselves are read and compared. */
export const tool = findFlow(async ({ query, namespace }, kestra) => {
  if (normalise(query) === "")
    throw new InputError(
      say`query needs a letter (a to z) or a digit, as ids are made of these. ${own(`\`${allBy(namespace)}\``)} lists every flow.`,
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
