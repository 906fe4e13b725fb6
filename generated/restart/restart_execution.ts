// Generated from specs/restart/restart_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionKind,
  executionState,
  latestExecution,
  newestExecutions,
} from "../operations/executions.ts";
import { flowTraces } from "../operations/flows.ts";

/** @param steps in `specs/restart/restart_execution.ts` */
export const restartExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "restart_execution",
  toolset: "restart",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      execution_id: z.string().optional(),
      revision: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    flow: flowTraces,
    owner: operation({
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
      read: json(() => z.object({ namespace: z.string().nullish(), flowId: z.string().nullish() })),
      on: { 404: nothing(() => ({})) },
    }),
    newest: newestExecutions,
    latest: latestExecution,
    kind: executionKind,
    restart: operation({
      method: "POST",
      effect: "write",
      where: { executions: ["execution_id"] },
      input: () =>
        z.strictObject({ execution_id: z.string(), revision: z.number().check(integer).optional() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/restart`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/restart`,
        }),
        query: { revision: input.revision || undefined },
      }),
      read: json(() =>
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          flowRevision: z.number().check(integer).nullish(),
          parentId: z.string().nullish(),
          state: anyObject(),
          labels: z.array(anyObject()).nullish(),
          taskRunList: z
            .array(
              z.object({
                id: z.string().nullish(),
                taskId: z.string().nullish(),
                value: z.string().nullish(),
                state: anyObject().nullish(),
              }),
            )
            .nullish(),
        }),
      ),
      advice: {
        404: "No such execution or revision. Look with `list_executions`.",
        409: "Only an execution that has failed can be restarted.",
        422: "Only an execution that has failed can be restarted.",
      },
      limit: { rows: "taskRunList" },
    }),
    state: executionState,
    children: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      where: "tenant",
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[parentId][EQUALS]": input.execution_id,
          size: 100,
          sort: "state.startDate:desc",
          page: 1,
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              namespace: z.string(),
              flowId: z.string(),
              flowRevision: z.number().check(integer).nullish(),
              parentId: z.string().nullish(),
              state: anyObject(),
              labels: z.array(anyObject()).nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 10 },
    }),
  },
  limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
};

interface BehaviourOutput {
  readonly id?: string | null | undefined;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly state?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
  readonly message?: string | null | undefined;
}
