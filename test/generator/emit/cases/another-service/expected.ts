// Generated from specs/flow/manage_catalogue.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json, nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const manageCatalogue: Tool = {
  name: "manage_catalogue",
  toolset: "flow",
  behaviour: {
    by: "action",
    actions: {
      list: operation({
        service: "catalog",
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () => z.strictObject({ category: z.string().optional() }),
        request: (input) => ({ path: path`/v1/plugins`, query: { category: input.category } }),
        read: json(() =>
          z.object({
            results: z.array(z.object({ name: z.string(), group: z.string().nullish() })),
            total: z.number().check(integer),
          }),
        ),
        limit: { rows: "results" },
      }),
      drop: operation({
        service: "catalog",
        method: "DELETE",
        effect: "destructive",
        where: "tenant",
        input: () => z.strictObject({ draft_id: z.string() }),
        request: (input) => ({ path: path`/v1/drafts/${input.draft_id}` }),
        read: nothing((input) => ({ message: `Dropped the draft ${input.draft_id}.` })),
      }),
    },
  },
};
