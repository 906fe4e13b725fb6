// Generated from specs/flow/search_flows.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const searchFlows: Tool = {
  name: "search_flows",
  toolset: "flow",
  behaviour: operation({
    method: "GET",
    effect: "read",
    where: "tenant",
    input: () =>
      z.strictObject({
        query: z.string(),
        size: z.number().check(integer).gte(1).default(10),
        page: z.number().check(integer).gte(1).default(1),
        full: z.boolean().default(false),
      }),
    request: (input) => ({
      path: path`/api/v1/{tenant}/flows/search`,
      query: {
        "filters[q][EQUALS]": input.query,
        size: input.size,
        page: input.page,
        sort: ["namespace:asc", "id:asc"],
      },
    }),
    read: json(() =>
      z.object({
        results: z.array(
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
        total: z.number().check(integer),
      }),
    ),
    limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
    brief: {
      filled: ["labels", "inputs", "triggers"],
      once: ["revision", "disabled"],
      crowded: ["labels", "inputs", "triggers"],
    },
  }),
};
