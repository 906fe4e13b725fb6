// Generated from specs/execution/list_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { executionFilters } from "../filters.ts";
import { filtered } from "../../runtime/compiled/filters.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, keyed, list, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { taskRunsOfExecution } from "../operations/executions.ts";
import { errorLines } from "../operations/logs.ts";

/** @param steps in `specs/execution/list_executions.ts` */
export const listExecutions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_executions",
  toolset: "execution",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      flow_id: z.string().default(""),
      state: z.array(z.string()).optional(),
      labels: anyObject().optional(),
      query: z.string().optional(),
      trigger: z.string().optional(),
      parent: z.string().optional(),
      kind: z.enum(["TEST", "PLAYGROUND", "LOOP"]).optional(),
      filters: z.array(z.string()).optional(),
      count: z.number().check(integer).gte(0).optional(),
      time_range: z.string().default(""),
      start_date: z.string().default(""),
      end_date: z.string().default(""),
      page_size: z.number().check(integer).gte(1).default(100),
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
          time_range: z.string().optional(),
          start_date: z.string().optional(),
          end_date: z.string().optional(),
          state: z.array(z.string()).optional(),
          not_state: z.array(z.string()).optional(),
          labels: anyObject().optional(),
          query: z.string().optional(),
          started_by: z.string().optional(),
          looped_by: z.string().optional(),
          kind: z.string().optional(),
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
            "filters[timeRange][EQUALS]": input.time_range,
            "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
            "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
            "filters[state][IN]": list(input.state, "state"),
            "filters[state][NOT_IN]": list(input.not_state, "not_state"),
            ...keyed("filters[labels][EQUALS]", input.labels),
            "filters[q][EQUALS]": input.query,
            "filters[triggerExecutionId][EQUALS]": input.started_by,
            ...forRelease(line, {
              "1.0": {},
              "1.3": { "filters[kind][EQUALS]": input.kind },
              "2.0": { "filters[parentId][EQUALS]": input.looped_by, "filters[kind][EQUALS]": input.kind },
            }),
            page: input.page,
            size: input.size,
            sort: "state.startDate:desc",
          },
          input.filters,
          "filters",
          forRelease(line, executionFilters),
        ),
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
                  histories: z.array(anyObject()).nullish(),
                }),
                trigger: z.object({ id: z.string().nullish() }).nullish(),
                taskRunList: z.array(anyObject()).nullish(),
                inputs: anyObject().nullish(),
                labels: z
                  .array(z.object({ key: z.string().nullish(), value: z.string().nullish() }))
                  .nullish(),
              }),
            ),
            total: z.number().check(integer),
          }),
        (answer) => ({
          results: answer.results.map((it) => ({
            id: it.id,
            namespace: it.namespace,
            flowId: it.flowId,
            state: {
              current: it.state.current,
              startDate: it.state.startDate,
              endDate: it.state.endDate,
              duration: it.state.duration,
              histories: it.state.histories,
            },
            triggerId: it.trigger?.id,
            taskRunList: it.taskRunList,
            inputs: it.inputs,
            labels: it.labels,
          })),
          total: answer.total,
        }),
      ),
      limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
    }),
    lines: errorLines,
    execution: taskRunsOfExecution,
  },
  limit: { rows: "results" },
  brief: {
    dates: ["state.startDate", "state.endDate"],
    filled: ["failure", "inputs", "labels"],
    once: ["triggerId"],
    crowded: ["inputs", "labels", "failure"],
    full: ["durationSeconds"],
  },
};

interface BehaviourOutput {
  readonly results: readonly {
    readonly id: string;
    readonly namespace: string;
    readonly flowId: string;
    readonly state: {
      readonly current: string;
      readonly startDate?: string | null | undefined;
      readonly endDate?: string | null | undefined;
    };
    readonly durationSeconds?: number | null | undefined;
    readonly triggerId?: string | null | undefined;
    readonly failure?: object | null | undefined;
    readonly inputs?: object | null | undefined;
    readonly labels?: readonly { readonly key: string; readonly value: string }[] | null | undefined;
  }[];
  readonly total: number;
  readonly from: string;
  readonly to: string;
  readonly truncated?: string | null | undefined;
}
