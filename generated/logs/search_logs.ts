// Generated from specs/logs/search_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { foundLines, levelToSearch } from "../../specs/functions/log-lines.ts";
import { startOrEarliest } from "../../specs/functions/time-range.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const searchLogs: Tool = {
  name: "search_logs",
  toolset: "logs",
  within: { flow_id: "namespace" },
  behaviour: composite({
    input: () =>
      z.strictObject({
        query: z.string().optional(),
        namespace: z.string().optional(),
        flow_id: z.string().optional(),
        execution_id: z.string().optional(),
        trigger_id: z.string().optional(),
        min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
        start_date: z.string().optional(),
        end_date: z.string().optional(),
        page: z.number().check(integer).gte(1).default(1),
        size: z.number().check(integer).gte(1).default(25),
      }),
    calls: {
      search: operation({
        method: "GET",
        effect: "read",
        input: () =>
          z.strictObject({
            query: z.string().optional(),
            namespace: z.string().optional(),
            flow_id: z.string().optional(),
            execution_id: z.string().optional(),
            trigger_id: z.string().optional(),
            min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
            start_date: z.string().optional(),
            end_date: z.string().optional(),
            page: z.number().check(integer).gte(1).optional(),
            size: z.number().check(integer).gte(1).optional(),
          }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/logs/search`,
          query: {
            "filters[q][EQUALS]": input.query,
            "filters[namespace][PREFIX]": input.namespace,
            "filters[flowId][EQUALS]": input.flow_id,
            "filters[executionId][EQUALS]": input.execution_id,
            "filters[triggerId][EQUALS]": input.trigger_id,
            ...forRelease(line, {
              "1.0": { "filters[level][EQUALS]": levelToSearch(input.min_level) },
              "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": levelToSearch(input.min_level) },
            }),
            "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(
              startOrEarliest(input.start_date, input.end_date),
              "start_date",
            ),
            "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
            page: input.page,
            size: input.size,
            sort: "timestamp:desc",
          },
        }),
        read: json(() =>
          z.object({
            results: z.array(
              z.object({
                namespace: z.string().nullish(),
                flowId: z.string().nullish(),
                executionId: z.string().nullish(),
                taskId: z.string().nullish(),
                taskRunId: z.string().nullish(),
                attemptNumber: z.number().check(integer).nullish(),
                triggerId: z.string().nullish(),
                timestamp: z.string().nullish(),
                level: z.string().nullish(),
                message: z.string().nullish(),
              }),
            ),
            total: z.number().check(integer).nullish(),
          }),
        ),
        limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
      }),
    },
    steps: async (
      { query, namespace, flow_id, execution_id, trigger_id, min_level, start_date, end_date, page, size },
      kestra,
    ) =>
      foundLines(
        await kestra.search({
          query,
          namespace,
          flow_id,
          execution_id,
          trigger_id,
          min_level,
          start_date,
          end_date,
          page,
          size,
        }),
        min_level,
      ) satisfies {
        readonly results: readonly {
          readonly namespace?: string | null | undefined;
          readonly flowId?: string | null | undefined;
          readonly executionId?: string | null | undefined;
          readonly taskId?: string | null | undefined;
          readonly taskRunId?: string | null | undefined;
          readonly attemptNumber?: number | null | undefined;
          readonly triggerId?: string | null | undefined;
          readonly timestamp?: string | null | undefined;
          readonly level?: string | null | undefined;
          readonly message?: string | null | undefined;
        }[];
        readonly total?: number | null | undefined;
        readonly truncated?: string | null | undefined;
      },
    limit: { rows: "results" },
  }),
};
