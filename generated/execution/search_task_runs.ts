// Generated from specs/execution/search_task_runs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { executionFilters } from "../filters.ts";
import { filtered } from "../../runtime/compiled/filters.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/execution/search_task_runs.ts` */
export const searchTaskRuns = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "search_task_runs",
  toolset: "execution",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      execution_id: z.string().min(1).optional(),
      task_id: z.string().min(1).optional(),
      state: z.array(z.string()).optional(),
      filters: z.array(z.string()).optional(),
      start_date: z.string().default(""),
      end_date: z.string().default(""),
      count: z.number().check(integer).gte(1).default(50),
      offset: z.number().check(integer).gte(0).default(0),
      full: z.boolean().default(false),
    }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          start_date: z.string().optional(),
          end_date: z.string().optional(),
          filters: z.array(z.string()).optional(),
          page: z.number().check(integer).gte(1).optional(),
          size: z.number().check(integer).gte(1).optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: filtered(
          {
            "filters[namespace][PREFIX]": input.namespace,
            "filters[flowId][EQUALS]": input.flow_id,
            "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
            "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
            page: input.page,
            size: input.size,
            sort: "state.startDate:desc",
          },
          input.filters,
          "filters",
          forRelease(line, executionFilters),
        ),
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              namespace: z.string(),
              flowId: z.string(),
              taskRunList: z.array(anyObject()).nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
    }),
    execution: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
      siblings: {
        "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
        "2.0": [
          "/api/v1/{tenant}/executions/distinct-field-values",
          "/api/v1/{tenant}/executions/namespaces",
          "/api/v1/{tenant}/executions/search",
        ],
      },
      read: json(() =>
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          taskRunList: z.array(anyObject()).nullish(),
        }),
      ),
      advice: { 404: "No such execution. Look with `list_executions`." },
    }),
  },
  limit: { rows: "results" },
  brief: {
    dates: ["startDate", "endDate"],
    once: ["namespace", "flowId", "taskId", "state", "attempts"],
    runs: ["executionId", "namespace", "flowId"],
  },
};

interface BehaviourOutput {
  readonly results: readonly {
    readonly executionId: string;
    readonly namespace: string;
    readonly flowId: string;
    readonly id: string;
    readonly taskId: string;
    readonly state: string;
    readonly startDate?: string | null | undefined;
    readonly endDate?: string | null | undefined;
    readonly durationSeconds?: number | null | undefined;
    readonly attempts: number;
    readonly value?: string | null | undefined;
    readonly iteration?: number | null | undefined;
  }[];
  readonly total: number;
  readonly executions: number;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
