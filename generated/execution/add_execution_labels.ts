// Generated from specs/execution/add_execution_labels.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/execution/add_execution_labels.ts` */
export const addExecutionLabels = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "add_execution_labels",
  toolset: "execution",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string(), labels: anyObject() }),
  calls: {
    get: operation({
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
      read: json(
        () =>
          z.object({
            state: z.object({ current: z.string() }),
            labels: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
          }),
        (answer) => ({ state: answer.state.current, labels: answer.labels }),
      ),
      advice: { 404: "No such execution. Look with `list_executions`." },
      limit: { rows: "labels" },
    }),
    set: operation({
      method: "POST",
      effect: "destructive",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), labels: z.array(anyObject()) }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/labels`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/labels`,
        }),
        body: { kind: "json", value: input.labels },
      }),
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
  },
  limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
};

interface BehaviourOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
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
}
