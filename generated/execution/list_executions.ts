// Generated from specs/execution/list_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { executionRow } from "../../specs/functions/execution-row.ts";
import { startedFor, startedFrom } from "../../specs/functions/time-range.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { firstPage, instant, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const listExecutions: Tool = {
  name: "list_executions",
  toolset: "execution",
  behaviour: operation({
    method: "GET",
    effect: "read",
    input: () =>
      z.strictObject({
        namespace: z.string(),
        flow_id: z.string().default(""),
        count: z.number().check(integer).gte(0).optional(),
        time_range: z.string().default(""),
        start_date: z.string().default(""),
        end_date: z.string().default(""),
        page_size: z.number().check(integer).gte(1).default(100),
        offset: z.number().check(integer).gte(0).default(0),
      }),
    request: (input, { now }) => ({
      path: path`/api/v1/{tenant}/executions/search`,
      query: {
        "filters[namespace][PREFIX]": input.namespace,
        "filters[flowId][EQUALS]": input.flow_id,
        "filters[timeRange][EQUALS]": startedFor(input.time_range, input.start_date, input.end_date, now()),
        "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(
          startedFrom(input.time_range, input.start_date, input.end_date, now()),
          "start_date",
        ),
        "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
        ...firstPage(input.offset, input.count, input.page_size),
        sort: "state.startDate:desc",
      },
    }),
    read: json(
      () =>
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              namespace: z.string(),
              flowId: z.string(),
              state: z.object({
                current: z.string(),
                startDate: z.string().nullish(),
                endDate: z.string().nullish(),
                duration: z.string().nullish(),
              }),
              inputs: anyObject().nullish(),
              labels: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      (answer) => ({
        results: answer.results.map(
          (it) =>
            executionRow(it) satisfies {
              readonly id: string;
              readonly namespace: string;
              readonly flowId: string;
              readonly state: {
                readonly current: string;
                readonly startDate?: string | null | undefined;
                readonly endDate?: string | null | undefined;
              };
              readonly durationSeconds?: number | null | undefined;
              readonly inputs?: object | null | undefined;
              readonly labels?:
                | readonly { readonly key: string; readonly value: string }[]
                | null
                | undefined;
            },
        ),
        total: answer.total,
      }),
    ),
    limit: { rows: "results" },
    window: { rows: "results", by: ["id"], offset: "offset", count: "count" },
  }),
};
