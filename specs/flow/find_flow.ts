import { findFlow } from "../../generated/flow/find_flow.ts";
import { answer, hasGoodMatch, rank, resembles } from "../steps/flow-match.ts";

/** Steps, because Kestra's own search finds no misspelt name: then the flows themselves are read and compared. */
export const tool = findFlow(async ({ query, namespace }, kestra) => {
  const { results: hits } = await kestra.search({ query, namespace });
  const ranked = rank(query, hits);
  if (hasGoodMatch(ranked)) return answer(query, ranked);
  const { results: all } = await kestra.list({ namespace });
  const isHit = (flow: (typeof all)[number]) =>
    hits.some((hit) => hit.id === flow.id && hit.namespace === flow.namespace);
  const similar = all.filter((flow) => !isHit(flow) && resembles(query, flow.id));
  return answer(query, rank(query, [...hits, ...similar]));
});
