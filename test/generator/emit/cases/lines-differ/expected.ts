// Generated from specs/execution/search_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { instant, keyed, list, pairs, path } from "../../../../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../../../../runtime/http-client/request-plan.ts";
import { forRelease, makeForRelease } from "../../../../../runtime/per-line.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const searchExecutions: Tool = {
  name: "search_executions",
  toolset: "execution",
  behaviour: operation({
    method: "GET",
    effect: "read",
    edition: "ee",
    where: "tenant",
    input: () =>
      z.strictObject({
        namespace: z.string().optional(),
        query: z.string().optional(),
        since: z.string().optional(),
        states: z.array(z.enum(["RUNNING", "FAILED"])).optional(),
        labels: anyObject().optional(),
        size: z.number().check(integer).gte(1).default(20),
      }),
    request: (input, { line }) => ({
      path: forRelease(line, {
        "1.0": path`/api/v1/{tenant}/executions/search`,
        "2.0": path`/api/v1/{tenant}/runs/search`,
      }),
      query: makeForRelease<Record<string, QueryValue>>(line, {
        "1.0": () => ({
          namespace: input.namespace,
          "filters[q][EQUALS]": input.query,
          labels: pairs(input.labels),
          "filters[state][IN]": list(input.states, "states"),
          "filters[startDate][GREATER_THAN]": instant(input.since, "since"),
          size: input.size,
          sort: "id:desc",
        }),
        "2.0": () => ({
          "filters[namespace][PREFIX]": input.namespace,
          "filters[q][EQUALS]": input.query,
          ...keyed("filters[labels][EQUALS]", input.labels),
          "filters[state][IN]": list(input.states, "states"),
          "filters[startDate][GREATER_THAN]": instant(input.since, "since"),
          size: input.size,
          sort: "state:desc",
        }),
      }),
    }),
    read: {
      "1.0": json(() => z.object({ total: z.number().check(integer) })),
      "2.0": json(
        () =>
          z.object({
            total: z.number().check(integer),
            self: z.object({ url: z.string().nullish() }).nullish(),
          }),
        (answer) => ({ total: answer.total, url: answer.self?.url }),
      ),
    },
    advice: { "1.0": {}, "2.0": { 422: "Use fewer filters." } },
  }),
};
