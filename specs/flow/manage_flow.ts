import { manageFlow } from "../../generated/flow/manage_flow.ts";
import { dependencyText } from "../steps/dependency-graph.ts";

/** Steps for `list_dependencies`, because Kestra gives nodes and edges, and they are drawn as a text. */
export const tool = manageFlow(async ({ namespace, flow_id }, kestra) => ({
  result: dependencyText(await kestra.graph({ namespace, flow_id }), "flow"),
}));
