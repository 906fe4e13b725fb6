// Generated from specs/namespace/list_flows_in_namespace.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const listFlowsInNamespace: Tool = {
  name: "list_flows_in_namespace",
  toolset: "namespace",
  behaviour: operation({
    method: "GET",
    effect: "read",
    where: { namespaces: ["namespace"] },
    input: () =>
      z.strictObject({
        namespace: z.string(),
        offset: z.number().check(integer).gte(0).default(0),
        full: z.boolean().default(false),
      }),
    request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}` }),
    siblings: {
      "1.0": [
        "/api/v1/{tenant}/flows/distinct-namespaces",
        "/api/v1/{tenant}/flows/search",
        "/api/v1/{tenant}/flows/source",
      ],
      "1.3": [
        "/api/v1/{tenant}/flows/deprecated",
        "/api/v1/{tenant}/flows/distinct-namespaces",
        "/api/v1/{tenant}/flows/search",
        "/api/v1/{tenant}/flows/source",
      ],
    },
    read: json(
      () =>
        z.array(
          z.object({
            id: z.string(),
            namespace: z.string(),
            revision: z.number().check(integer).nullish(),
            description: z.string().nullish(),
            disabled: z.boolean().nullish(),
            labels: z.array(anyObject()).nullish(),
            inputs: z
              .array(
                z.object({
                  id: z.string().nullish(),
                  type: z.string().nullish(),
                  required: z.boolean().nullish(),
                }),
              )
              .nullish(),
            triggers: z
              .array(
                z.object({
                  id: z.string().nullish(),
                  type: z.string().nullish(),
                  disabled: z.boolean().nullish(),
                }),
              )
              .nullish(),
          }),
        ),
      (answer) => ({ results: answer }),
    ),
    limit: { rows: "results", offset: "offset" },
    brief: {
      filled: ["labels", "inputs", "triggers"],
      once: ["revision", "disabled"],
      crowded: ["labels", "inputs", "triggers"],
    },
  }),
};
