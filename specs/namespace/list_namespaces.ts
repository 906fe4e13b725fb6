import { listNamespaces } from "../../generated/namespace/list_namespaces.ts";

/** Steps, because namespaces with flows are another request, whose own filter does not find a part of an id. */
export const tool = listNamespaces(({ query, page_size, with_flows_only }, kestra) =>
  with_flows_only ? kestra.with_flows({ query }) : kestra.search({ query, page_size }),
);
