// Generated from specs/trigger/search_triggers.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { firstPage, path } from "../../../../../runtime/compiled/request.ts";
import { integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const searchTriggers: Tool = {
  name: "search_triggers",
  toolset: "trigger",
  behaviour: operation({
    method: "GET",
    effect: "read",
    input: () =>
      z.strictObject({
        namespace: z.string(),
        skip: z.number().check(integer).gte(0).default(0),
        count: z.number().check(integer).gte(0).optional(),
        page_size: z.number().check(integer).gte(1).default(100),
      }),
    request: (input) => ({
      path: path`/api/v1/{tenant}/triggers/search`,
      query: {
        namespace: input.namespace,
        ...firstPage(input.skip, input.count, input.page_size),
        sort: "id:asc",
      },
    }),
    read: json(() =>
      z.object({
        results: z.array(z.object({ namespace: z.string(), triggerId: z.string() })),
        total: z.number().check(integer),
      }),
    ),
    limit: { rows: "results" },
    window: { rows: "results", by: ["namespace", "triggerId"], offset: "skip", count: "count" },
  }),
};
