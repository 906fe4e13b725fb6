// Generated from specs/flow/list_flows_with_triggers.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { listed } from "../../specs/functions/flow-triggers.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const listFlowsWithTriggers: Tool = {
  name: "list_flows_with_triggers",
  toolset: "flow",
  behaviour: composite({
    where: { namespaces: ["namespace"] },
    input: () =>
      z.strictObject({
        namespace: z.string().default(""),
        enabled_only: z.boolean().default(false),
        disabled_only: z.boolean().default(false),
        offset: z.number().check(integer).gte(0).default(0),
      }),
    calls: {
      flows: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string().optional() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/search`,
          query: {
            "filters[namespace][EQUALS]": input.namespace,
            size: 100,
            sort: ["namespace:asc", "id:asc"],
            page: 1,
          },
        }),
        read: json(() =>
          z.object({
            results: z.array(
              z.object({
                id: z.string(),
                namespace: z.string(),
                disabled: z.boolean().nullish(),
                triggers: z.array(anyObject()).nullish(),
              }),
            ),
            total: z.number().check(integer),
          }),
        ),
        limit: { rows: "results" },
        pages: { rows: "results", most: 50 },
      }),
    },
    steps: async ({ namespace, enabled_only, disabled_only }, kestra) =>
      (await listed(await kestra.flows({ namespace }), enabled_only, disabled_only)) satisfies {
        readonly results: readonly string[];
        readonly truncated?: string | null | undefined;
      },
    limit: { rows: "results", offset: "offset" },
  }),
};
