// Generated from specs/direct/search_namespaces.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const searchNamespaces: Tool = {
  name: "search_namespaces",
  toolset: "direct",
  argumentAliases: { q: "query" },
  behaviour: operation({
    method: "GET",
    effect: "read",
    where: "tenant",
    input: () =>
      z.strictObject({
        query: z.string().optional(),
        size: z.number().check(integer).gte(1).default(100),
        page: z.number().check(integer).gte(1).default(1),
      }),
    request: (input, { line }) => ({
      path: path`/api/v1/{tenant}/namespaces/search`,
      query: {
        ...forRelease(line, { "1.0": { q: input.query }, "2.0": { "filters[q][EQUALS]": input.query } }),
        size: input.size,
        page: input.page,
        sort: "id:asc",
      },
    }),
    read: json(() =>
      z.object({
        results: z.array(z.object({ id: z.string(), description: z.string().nullish() })),
        total: z.number().check(integer),
      }),
    ),
    limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
  }),
};
