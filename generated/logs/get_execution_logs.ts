// Generated from specs/logs/get_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/logs/get_execution_logs.ts` */
export const getExecutionLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_execution_logs",
  toolset: "logs",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      task_run_id: z.string().optional(),
      task_id: z.string().optional(),
      attempt: z.number().check(integer).optional(),
      query: z.string().min(1).optional(),
      tail: z.int().gte(1).lte(1000).optional(),
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
    newest: operation({
      method: "GET",
      effect: "read",
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]),
          tail: z.number().check(integer).gte(1),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/logs/search`,
        query: {
          "filters[executionId][EQUALS]": input.execution_id,
          ...forRelease(line, {
            "1.0": { "filters[level][EQUALS]": input.min_level },
            "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
          }),
          size: input.tail,
          "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
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
      limit: { rows: "results" },
    }),
  },
  limit: { rows: "results", offset: "offset" },
};

interface BehaviourOutput {
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
}
