// Generated from specs/namespace/list_namespace_dependencies.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { lazy } from "../../runtime/lazy.ts";
import { json } from "../../runtime/read.ts";
import { path } from "../../runtime/request.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool-definition.ts";

const listNamespaceDependenciesInput = lazy(() => z.strictObject({ namespace: z.string() }));
export type ListNamespaceDependenciesInput = z.output<ReturnType<typeof listNamespaceDependenciesInput>>;

const graphInput = lazy(() => z.strictObject({ namespace: z.string() }));
type GraphInput = z.output<ReturnType<typeof graphInput>>;

const graph = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: graphInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/dependencies`,
  }),
  read: json(
    () =>
      z.object({
        nodes: z
          .array(
            z.object({
              uid: z.string().nullish(),
              id: z.string().nullish(),
              namespace: z.string().nullish(),
            }),
          )
          .nullish(),
        edges: z
          .array(
            z.object({
              source: z.string().nullish(),
              target: z.string().nullish(),
              relation: z.string().nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      nodes: answer.nodes?.map((it) => ({ uid: it.uid, id: it.id, namespace: it.namespace })),
      edges: answer.edges?.map((it) => ({ source: it.source, target: it.target, relation: it.relation })),
    }),
  ),
  limit: { rows: "nodes" },
} satisfies Operation<GraphInput, object>;

const calls = { graph };
export type ListNamespaceDependenciesCalls = Calls<typeof calls>;

export interface ListNamespaceDependenciesOutput {
  readonly result: string;
}

/** @param steps in `specs/namespace/list_namespace_dependencies.ts` */
export const listNamespaceDependencies = (
  steps: Composite<
    ListNamespaceDependenciesInput,
    ListNamespaceDependenciesOutput,
    ListNamespaceDependenciesCalls
  >["steps"],
): ToolDefinition => ({
  name: "list_namespace_dependencies",
  title: "List namespace dependencies",
  toolset: "namespace",
  description: "Draw which flows of a namespace start or call one another.",
  inputSchema: {
    type: "object",
    properties: { namespace: { type: "string", description: "Namespace, such as company.team." } },
    required: ["namespace"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { result: { type: "string" } }, required: ["result"] },
  behaviour: {
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    input: listNamespaceDependenciesInput,
    calls,
    steps,
    limit: { text: "result" },
  },
});
