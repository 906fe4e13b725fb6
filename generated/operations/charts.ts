// Generated from specs/operations/charts.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";

export const chart = operation({
  method: "POST",
  effect: "read",
  where: "tenant",
  input: () =>
    z.strictObject({
      chart: z.string().min(1),
      filters: z.array(anyObject()),
      page: z.number().check(integer).optional(),
      size: z.number().check(integer).optional(),
    }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/dashboards/charts/preview`,
    body: {
      kind: "json",
      value: {
        chart: input.chart,
        globalFilter: { filters: input.filters, pageNumber: input.page, pageSize: input.size },
      },
    },
  }),
  read: json(() => z.object({ results: z.array(anyObject()), total: z.number().check(integer) })),
  limit: { rest: "Ask for fewer rows at once, or for the next page." },
});
