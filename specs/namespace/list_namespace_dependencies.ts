import { listNamespaceDependencies } from "../../generated/namespace/list_namespace_dependencies.ts";
import { dependencyText } from "../steps/dependency-graph.ts";

/** Steps, because Kestra gives dependencies as nodes and edges, and they are drawn as a text. */
export const tool = listNamespaceDependencies(async ({ namespace }, kestra) => ({
  result: dependencyText(await kestra.graph({ namespace }), "namespace"),
}));
