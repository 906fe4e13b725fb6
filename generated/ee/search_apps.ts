// Generated from specs/ee/search_apps.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { list, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { makeForRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const searchApps: Tool = {
  name: "search_apps",
  toolset: "ee",
  behaviour: operation({
    method: "GET",
    effect: "read",
    edition: "ee",
    where: { namespaces: ["namespace"] },
    input: () =>
      z.strictObject({
        page: z.number().check(integer).default(1),
        size: z.number().check(integer).default(10),
        sort: z.array(z.string()).optional(),
        tags: z.array(z.string()).optional(),
        q: z.string().optional(),
        namespace: z.string().optional(),
        flowId: z.string().optional(),
      }),
    request: (input, { line }) => ({
      path: path`/api/v1/{tenant}/apps/search`,
      query: {
        page: input.page,
        size: input.size,
        sort: input.sort,
        ...makeForRelease<Record<string, QueryValue>>(line, {
          "1.0": () => ({ tags: input.tags, q: input.q, namespace: input.namespace, flowId: input.flowId }),
          "2.0": () => ({
            "filters[tags][IN]": list(input.tags, "tags"),
            "filters[q][EQUALS]": input.q,
            "filters[namespace][PREFIX]": input.namespace,
            "filters[flowId][EQUALS]": input.flowId,
          }),
        }),
      },
    }),
    read: json(() =>
      z.object({
        results: z.array(
          z.object({
            uid: z.string().nullish(),
            id: z.string().nullish(),
            name: z.string().nullish(),
            namespace: z.string().nullish(),
            tags: z.array(z.string()).nullish(),
            type: z.string().nullish(),
            enabled: z.boolean().nullish(),
            created: z.string().nullish(),
            updated: z.string().nullish(),
            flowId: z.string().nullish(),
          }),
        ),
        total: z.number().check(integer),
      }),
    ),
    limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
  }),
};
