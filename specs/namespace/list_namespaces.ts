import { listNamespaces } from "../../generated/namespace/list_namespaces.ts";
import { withWord } from "../steps/namespaces.ts";

/** Steps, because namespaces with flows are another request, whose own filter does not find a part of an id. */
export const tool = listNamespaces(async ({ query, page_size, with_flows_only }, kestra) => {
  if (with_flows_only) {
    const { results } = await kestra.with_flows({});
    return { results: withWord(results, query) };
  }
  return kestra.search({ query, page_size });
});
