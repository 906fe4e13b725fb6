// Generated from specs/namespace/list_namespace_dependencies.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { drawnOfNamespace } from "../../specs/functions/dependency-graph.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const listNamespaceDependencies: Tool = {
  name: "list_namespace_dependencies",
  toolset: "namespace",
  behaviour: operation({
    method: "GET",
    effect: "read",
    where: { namespaces: ["namespace"] },
    input: () => z.strictObject({ namespace: z.string() }),
    request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/dependencies` }),
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
      (answer) => drawnOfNamespace(answer) satisfies { readonly result: string },
    ),
    limit: { text: "result" },
  }),
};
