// Generated from specs/direct/list_apps.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { list, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { makeForRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const listApps: Tool = {
  name: "list_apps",
  toolset: "direct",
  argumentAliases: { query: "q" },
  behaviour: operation({
    method: "GET",
    effect: "read",
    edition: "ee",
    where: "tenant",
    input: () =>
      z.strictObject({
        q: z.string().optional(),
        tags: z.array(z.string()).optional(),
        size: z.number().check(integer).default(50),
        page: z.number().check(integer).default(1),
      }),
    request: (input, { line }) => ({
      path: path`/api/v1/{tenant}/apps/catalog`,
      query: {
        ...makeForRelease<Record<string, QueryValue>>(line, {
          "1.0": () => ({ q: input.q, tags: input.tags }),
          "2.0": () => ({ "filters[q][EQUALS]": input.q, "filters[tags][IN]": list(input.tags, "tags") }),
        }),
        size: input.size,
        page: input.page,
      },
    }),
    read: json(() =>
      z.object({
        results: z.array(
          z.object({
            uid: z.string().nullish(),
            name: z.string().nullish(),
            type: z.string().nullish(),
            tags: z.array(z.string()).nullish(),
            description: z.string().nullish(),
          }),
        ),
        total: z.number().check(integer),
      }),
    ),
    limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
  }),
};
