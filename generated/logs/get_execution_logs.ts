// Generated from specs/logs/get_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { linesOfExecution } from "../../specs/functions/log-lines.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const getExecutionLogs: Tool = {
  name: "get_execution_logs",
  toolset: "logs",
  behaviour: composite({
    input: () =>
      z.strictObject({
        execution_id: z.string(),
        min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
        task_run_id: z.string().optional(),
        task_id: z.string().optional(),
        attempt: z.number().check(integer).optional(),
        offset: z.number().check(integer).gte(0).default(0),
      }),
    calls: {
      logs: operation({
        method: "GET",
        effect: "read",
        input: () =>
          z.strictObject({
            execution_id: z.string(),
            min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
            task_run_id: z.string().optional(),
            task_id: z.string().optional(),
            attempt: z.number().check(integer).optional(),
          }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/logs/${input.execution_id}`,
          query: forRelease(line, {
            "1.0": {
              minLevel: input.min_level,
              taskRunId: input.task_run_id,
              taskId: input.task_id,
              attempt: input.attempt,
            },
            "2.0": {
              "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level,
              "filters[taskRunId][EQUALS]": input.task_run_id,
              "filters[taskId][EQUALS]": input.task_id,
              "filters[attemptNumber][EQUALS]": input.attempt,
            },
          }),
        }),
        siblings: ["/api/v1/{tenant}/logs/search"],
        read: json(
          () =>
            z.array(
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
          (answer) => ({ results: answer }),
        ),
        limit: { rows: "results" },
      }),
    },
    steps: async ({ execution_id, min_level, task_run_id, task_id, attempt }, kestra) =>
      linesOfExecution(
        await kestra.logs({ execution_id, min_level, task_run_id, task_id, attempt }),
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
        readonly truncated?: string | null | undefined;
      },
    limit: { rows: "results", offset: "offset" },
  }),
};
