// Generated from specs/execution/manage_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionInFull,
  executionOrMissing,
  executionState,
  flowOutputs,
  killedExecution,
  runOutputs,
  runsWithOutputs,
} from "../operations/executions.ts";

/** @param steps in `specs/execution/manage_executions.ts` */
export const manageExecutions = (steps: {
  readonly pause: Steps<typeof pause, PauseOutput>;
  readonly kill: Steps<typeof kill, KillOutput>;
  readonly get: Steps<typeof get, GetOutput>;
  readonly change_status: Steps<typeof changeStatus, ChangeStatusOutput>;
}): Tool => ({
  name: "manage_executions",
  toolset: "execution",
  behaviour: {
    by: "action",
    actions: {
      pause: composite({ ...pause, steps: steps.pause }),
      kill: composite({ ...kill, steps: steps.kill }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        where: { executions: ["execution_id"] },
        input: () => z.strictObject({ execution_id: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
        siblings: ["/api/v1/{tenant}/executions/by-ids", "/api/v1/{tenant}/executions/by-query"],
        read: nothing(() => ({})),
        advice: { 404: "No such execution. Look with `list_executions`." },
        ours: true,
      }),
      get: composite({ ...get, steps: steps.get }),
      change_status: composite({ ...changeStatus, steps: steps.change_status }),
    },
  },
});

const pause = {
  where: { executions: ["execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string() }),
  calls: {
    state: executionState,
    pause: operation({
      method: "POST",
      effect: "write",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/pause`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/pause`,
        }),
      }),
      read: nothing(() => ({ status: "paused" })),
      advice: {
        404: "No such execution. Look with `list_executions`.",
        409: "Only a running execution can be paused.",
        422: "Only a running execution can be paused.",
      },
    }),
  },
};

interface PauseOutput {
  readonly status: string;
}

const kill = {
  where: { executions: ["execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string(), cascade: z.boolean().default(true) }),
  calls: { get: executionOrMissing, kill: killedExecution },
};

interface KillOutput {
  readonly executionId: string;
  readonly status: string;
  readonly finishedAs?: string | null | undefined;
}

const get = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      offset: z.number().check(integer).gte(0).default(0),
      full: z.boolean().default(false),
    }),
  calls: { execution: executionInFull, outputs: flowOutputs, runs: runsWithOutputs, run: runOutputs },
  limit: { rows: "labels", offset: "offset" },
};

interface GetOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly state: object;
  readonly inputs?: object | null | undefined;
  readonly outputs?: object | null | undefined;
  readonly variables?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly scheduleDate?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  readonly trigger?: object | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly originalId?: string | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
}

const changeStatus = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      status: z.enum(["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED"]),
    }),
  calls: {
    state: executionState,
    change: operation({
      method: "POST",
      effect: "destructive",
      where: { executions: ["execution_id"] },
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          status: z.enum([
            "CREATED",
            "SUBMITTED",
            "RUNNING",
            "PAUSED",
            "RESTARTED",
            "KILLING",
            "SUCCESS",
            "WARNING",
            "FAILED",
            "KILLED",
            "CANCELLED",
            "QUEUED",
            "RETRYING",
            "RETRIED",
            "SKIPPED",
            "BREAKPOINT",
            "RESUBMITTED",
          ]),
        }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/change-status`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/change-status`,
        }),
        query: { status: input.status },
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
          variables: anyObject().nullish(),
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
        "1.0": {
          404: "No such execution. Look with `list_executions`.",
          409: "Only an execution that has ended can change, and only to a state in which one has ended.",
          422: "Only an execution that has ended can change, and only to a state in which one has ended.",
        },
        "1.3": {
          404: "No such execution. Look with `list_executions`.",
          409: "Only an execution that has ended without being killed can change, and only to a state in which one has ended.",
          422: "Only an execution that has ended without being killed can change, and only to a state in which one has ended.",
        },
      },
      limit: { rows: "taskRunList" },
    }),
  },
  limit: { rows: "labels", rest: "For the other task runs call action get with an offset." },
};

interface ChangeStatusOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly state: object;
  readonly inputs?: object | null | undefined;
  readonly outputs?: object | null | undefined;
  readonly variables?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly scheduleDate?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  readonly trigger?: object | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly originalId?: string | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
}
