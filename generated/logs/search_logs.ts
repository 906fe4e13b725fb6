// Generated from specs/logs/search_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { logFilters } from "../filters.ts";
import { filtered } from "../../runtime/compiled/filters.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/logs/search_logs.ts` */
export const searchLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "search_logs",
  toolset: "logs",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      query: z.string().optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      execution_id: z.string().optional(),
      trigger_id: z.string().optional(),
      task_id: z.string().optional(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      filters: z.array(z.string()).optional(),
      start_date: z.string().optional(),
      end_date: z.string().optional(),
      page: z.number().check(integer).gte(1).default(1),
      size: z.number().check(integer).gte(1).default(25),
      full: z.boolean().default(false),
    }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"], executions: ["execution_id"] },
      input: () =>
        z.strictObject({
          query: z.string().optional(),
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          execution_id: z.string().optional(),
          trigger_id: z.string().optional(),
          task_id: z.string().optional(),
          min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
          start_date: z.string().optional(),
          end_date: z.string().optional(),
          time_range: z.string().optional(),
          filters: z.array(z.string()).optional(),
          page: z.number().check(integer).gte(1).optional(),
          size: z.number().check(integer).gte(1).optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/logs/search`,
        query: filtered(
          {
            "filters[q][EQUALS]": input.query,
            "filters[namespace][PREFIX]": input.namespace,
            "filters[flowId][EQUALS]": input.flow_id,
            "filters[executionId][EQUALS]": input.execution_id,
            "filters[triggerId][EQUALS]": input.trigger_id,
            ...forRelease(line, {
              "1.0": { "filters[level][EQUALS]": input.min_level },
              "2.0": {
                "filters[taskId][EQUALS]": input.task_id,
                "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level,
              },
            }),
            "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
            "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
            "filters[timeRange][EQUALS]": input.time_range,
            page: input.page,
            size: input.size,
            sort: "timestamp:desc",
          },
          input.filters,
          "filters",
          forRelease(line, logFilters),
        ),
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
  limit: { rows: "results" },
  brief: {
    dates: ["timestamp"],
    once: ["namespace", "flowId", "attemptNumber", "level"],
    runs: ["namespace", "flowId", "executionId", "taskId", "triggerId"],
    full: ["taskRunId"],
  },
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
  readonly from: string;
  readonly to: string;
  readonly truncated?: string | null | undefined;
}
