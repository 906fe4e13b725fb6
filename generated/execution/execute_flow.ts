// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { form, instant, pairs, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedInputs,
  flowOutputs,
  followedExecution,
  runOutputs,
  runsWithOutputs,
} from "../operations/executions.ts";
import { flowTraces } from "../operations/flows.ts";
import { lastLine } from "../operations/logs.ts";

/** @param steps in `specs/execution/execute_flow.ts` */
export const executeFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "execute_flow",
  toolset: "execution",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      revision: z.number().check(integer).default(0),
      wait: z.boolean().default(false),
      inputs: anyObject().optional(),
      labels: anyObject().optional(),
      schedule_date: z.string().default(""),
    }),
  calls: {
    flow: flowTraces,
    validate: checkedInputs,
    create: operation({
      method: "POST",
      effect: "write",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string(),
          flow_id: z.string(),
          revision: z.number().check(integer).optional(),
          inputs: anyObject().optional(),
          labels: anyObject().optional(),
          schedule_date: z.string().optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/${input.namespace}/${input.flow_id}`,
        query: {
          revision: input.revision || undefined,
          labels: pairs(input.labels),
          scheduleDate: instant(input.schedule_date, "schedule_date"),
        },
        body: form(input.inputs),
      }),
      siblings: {
        "1.0": [
          "/api/v1/{tenant}/executions/change-status/by-ids",
          "/api/v1/{tenant}/executions/change-status/by-query",
          "/api/v1/{tenant}/executions/force-run/by-ids",
          "/api/v1/{tenant}/executions/force-run/by-query",
          "/api/v1/{tenant}/executions/labels/by-ids",
          "/api/v1/{tenant}/executions/labels/by-query",
          "/api/v1/{tenant}/executions/pause/by-ids",
          "/api/v1/{tenant}/executions/pause/by-query",
          "/api/v1/{tenant}/executions/replay/by-ids",
          "/api/v1/{tenant}/executions/replay/by-query",
          "/api/v1/{tenant}/executions/restart/by-ids",
          "/api/v1/{tenant}/executions/restart/by-query",
          "/api/v1/{tenant}/executions/resume/by-ids",
          "/api/v1/{tenant}/executions/resume/by-query",
          "/api/v1/{tenant}/executions/unqueue/by-ids",
          "/api/v1/{tenant}/executions/unqueue/by-query",
          "/api/v1/{tenant}/executions/{executionId}/change-status",
          "/api/v1/{tenant}/executions/{executionId}/force-run",
          "/api/v1/{tenant}/executions/{executionId}/labels",
          "/api/v1/{tenant}/executions/{executionId}/pause",
          "/api/v1/{tenant}/executions/{executionId}/replay",
          "/api/v1/{tenant}/executions/{executionId}/replay-with-inputs",
          "/api/v1/{tenant}/executions/{executionId}/restart",
          "/api/v1/{tenant}/executions/{executionId}/resume",
          "/api/v1/{tenant}/executions/{executionId}/resume-from-breakpoint",
          "/api/v1/{tenant}/executions/{executionId}/state",
          "/api/v1/{tenant}/executions/{executionId}/unqueue",
        ],
        "1.3": [
          "/api/v1/{tenant}/executions/change-status/by-ids",
          "/api/v1/{tenant}/executions/change-status/by-query",
          "/api/v1/{tenant}/executions/force-run/by-ids",
          "/api/v1/{tenant}/executions/force-run/by-query",
          "/api/v1/{tenant}/executions/labels/by-ids",
          "/api/v1/{tenant}/executions/labels/by-query",
          "/api/v1/{tenant}/executions/pause/by-ids",
          "/api/v1/{tenant}/executions/pause/by-query",
          "/api/v1/{tenant}/executions/replay/by-ids",
          "/api/v1/{tenant}/executions/replay/by-query",
          "/api/v1/{tenant}/executions/restart/by-ids",
          "/api/v1/{tenant}/executions/restart/by-query",
          "/api/v1/{tenant}/executions/resume/by-ids",
          "/api/v1/{tenant}/executions/resume/by-query",
          "/api/v1/{tenant}/executions/unqueue/by-ids",
          "/api/v1/{tenant}/executions/unqueue/by-query",
          "/api/v1/{tenant}/executions/{executionId}/change-status",
          "/api/v1/{tenant}/executions/{executionId}/eval",
          "/api/v1/{tenant}/executions/{executionId}/force-run",
          "/api/v1/{tenant}/executions/{executionId}/labels",
          "/api/v1/{tenant}/executions/{executionId}/pause",
          "/api/v1/{tenant}/executions/{executionId}/replay",
          "/api/v1/{tenant}/executions/{executionId}/replay-with-inputs",
          "/api/v1/{tenant}/executions/{executionId}/restart",
          "/api/v1/{tenant}/executions/{executionId}/resume",
          "/api/v1/{tenant}/executions/{executionId}/resume-from-breakpoint",
          "/api/v1/{tenant}/executions/{executionId}/state",
          "/api/v1/{tenant}/executions/{executionId}/unqueue",
        ],
        "2.0": [
          "/api/v1/{tenant}/executions/change-status/by-ids",
          "/api/v1/{tenant}/executions/change-status/by-query",
          "/api/v1/{tenant}/executions/force-run/by-ids",
          "/api/v1/{tenant}/executions/force-run/by-query",
          "/api/v1/{tenant}/executions/labels/by-ids",
          "/api/v1/{tenant}/executions/labels/by-query",
          "/api/v1/{tenant}/executions/pause/by-ids",
          "/api/v1/{tenant}/executions/pause/by-query",
          "/api/v1/{tenant}/executions/replay/by-ids",
          "/api/v1/{tenant}/executions/replay/by-query",
          "/api/v1/{tenant}/executions/restart/by-ids",
          "/api/v1/{tenant}/executions/restart/by-query",
          "/api/v1/{tenant}/executions/resume/by-ids",
          "/api/v1/{tenant}/executions/resume/by-query",
          "/api/v1/{tenant}/executions/unqueue/by-ids",
          "/api/v1/{tenant}/executions/unqueue/by-query",
        ],
      },
      read: json(() =>
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          flowRevision: z.number().check(integer).nullish(),
          url: z.string().nullish(),
          state: anyObject(),
          inputs: anyObject().nullish(),
          outputs: anyObject().nullish(),
          labels: z.array(anyObject()).nullish(),
          scheduleDate: z.string().nullish(),
          metadata: anyObject().nullish(),
          trigger: anyObject().nullish(),
          parentId: z.string().nullish(),
          originalId: z.string().nullish(),
          deleted: z.boolean().nullish(),
          taskRunList: z
            .array(
              z.object({
                id: z.string().nullish(),
                taskId: z.string().nullish(),
                parentTaskRunId: z.string().nullish(),
                value: z.string().nullish(),
                iteration: z.number().check(integer).nullish(),
                state: anyObject().nullish(),
                outputs: anyObject().nullish(),
                attempts: z.array(z.object({ state: anyObject().nullish() })).nullish(),
              }),
            )
            .nullish(),
        }),
      ),
      advice: {
        404: "No such flow or revision. Find the flow with `find_flow`.",
        409: "The flow may be disabled; `manage_flow` enables it.",
      },
      limit: { rows: "taskRunList" },
      labels: { argument: "labels", form: "map" },
    }),
    follow: followedExecution,
    last: lastLine,
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
          flowRevision: z.number().check(integer).nullish(),
          state: anyObject(),
          inputs: anyObject().nullish(),
          outputs: anyObject().nullish(),
          labels: z.array(anyObject()).nullish(),
          scheduleDate: z.string().nullish(),
          metadata: anyObject().nullish(),
          trigger: anyObject().nullish(),
          parentId: z.string().nullish(),
          originalId: z.string().nullish(),
          deleted: z.boolean().nullish(),
          taskRunList: z
            .array(
              z.object({
                id: z.string().nullish(),
                taskId: z.string().nullish(),
                parentTaskRunId: z.string().nullish(),
                value: z.string().nullish(),
                iteration: z.number().check(integer).nullish(),
                state: anyObject().nullish(),
                outputs: anyObject().nullish(),
                attempts: z.array(z.object({ state: anyObject().nullish() })).nullish(),
              }),
            )
            .nullish(),
        }),
      ),
      limit: { rows: "taskRunList" },
    }),
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
  },
  limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
};

interface BehaviourOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly url?: string | null | undefined;
  readonly state: object;
  readonly inputs?: object | null | undefined;
  readonly outputs?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly scheduleDate?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  readonly trigger?: object | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly originalId?: string | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
  readonly message?: string | null | undefined;
}
