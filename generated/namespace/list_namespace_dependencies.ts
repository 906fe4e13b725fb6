// Generated from specs/namespace/list_namespace_dependencies.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { dependencyText } from "../../runtime/compiled/dependency-graph.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const listNamespaceDependenciesInput = lazy(() => z.strictObject({ namespace: z.string() }));
type ListNamespaceDependenciesInput = z.output<ReturnType<typeof listNamespaceDependenciesInput>>;

const behaviour = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listNamespaceDependenciesInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/dependencies`,
  }),
  read: json(
    () =>
      z.object({
        nodes: z
          .array(z.object({ uid: z.string(), id: z.string().nullish(), namespace: z.string().nullish() }))
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
      result: dependencyText(
        {
          nodes: answer.nodes?.map((it) => ({ uid: it.uid, id: it.id, namespace: it.namespace })),
          edges: answer.edges?.map((it) => ({ source: it.source, target: it.target, relation: it.relation })),
        },
        "namespace",
      ),
    }),
  ),
  limit: { text: "result" },
} satisfies Operation<ListNamespaceDependenciesInput, object>;

export const listNamespaceDependencies: ToolDefinition = {
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
  behaviour,
};
