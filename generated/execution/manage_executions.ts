// Generated from specs/execution/manage_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const pauseInput = lazy(() => z.strictObject({ execution_id: z.string() }));
export type PauseInput = z.output<ReturnType<typeof pauseInput>>;

const pauseStateInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type PauseStateInput = z.output<ReturnType<typeof pauseStateInput>>;

const pauseState = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: pauseStateInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: {
    "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
    "2.0": [
      "/api/v1/{tenant}/executions/distinct-field-values",
      "/api/v1/{tenant}/executions/namespaces",
      "/api/v1/{tenant}/executions/search",
    ],
  },
  read: json(
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
} satisfies Operation<PauseStateInput, object>;

const pausePauseInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type PausePauseInput = z.output<ReturnType<typeof pausePauseInput>>;

const pausePause = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: pausePauseInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
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
} satisfies Operation<PausePauseInput, object>;

const pauseCalls = { state: pauseState, pause: pausePause };
export type PauseCalls = Calls<typeof pauseCalls>;

export interface PauseOutput {
  readonly status: string;
}

const killInput = lazy(() =>
  z.strictObject({ execution_id: z.string(), cascade: z.boolean().default(true) }),
);
export type KillInput = z.output<ReturnType<typeof killInput>>;

const killGetInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type KillGetInput = z.output<ReturnType<typeof killGetInput>>;

const killGet = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: killGetInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: {
    "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
    "2.0": [
      "/api/v1/{tenant}/executions/distinct-field-values",
      "/api/v1/{tenant}/executions/namespaces",
      "/api/v1/{tenant}/executions/search",
    ],
  },
  read: json(
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
  on: { 404: nothing(() => ({ state: "missing" })) },
} satisfies Operation<KillGetInput, object>;

const killKillInput = lazy(() =>
  z.strictObject({ execution_id: z.string(), cascade: z.boolean().default(true) }),
);
type KillKillInput = z.output<ReturnType<typeof killKillInput>>;

const killKill = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: killKillInput,
  request: (input, { line }) => ({
    method: "DELETE",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/kill`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/kill`,
    }),
    query: { isOnKillCascade: input.cascade },
  }),
  read: nothing(() => ({ status: "kill_requested" })),
  on: { 404: nothing(() => ({ status: "not_found" })), 409: nothing(() => ({ status: "already_finished" })) },
} satisfies Operation<KillKillInput, object>;

const killCalls = { get: killGet, kill: killKill };
export type KillCalls = Calls<typeof killCalls>;

export interface KillOutput {
  readonly executionId: string;
  readonly status: string;
  readonly finishedAs?: string | null | undefined;
}

const deleteActionInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteActionInput,
  request: (input) => ({ method: "DELETE", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: ["/api/v1/{tenant}/executions/by-ids", "/api/v1/{tenant}/executions/by-query"],
  read: nothing(() => ({})),
  advice: { 404: "No such execution. Look with `list_executions`." },
} satisfies Operation<DeleteActionInput, object>;

const getInput = lazy(() =>
  z.strictObject({ execution_id: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
);
export type GetInput = z.output<ReturnType<typeof getInput>>;

const getExecutionInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type GetExecutionInput = z.output<ReturnType<typeof getExecutionInput>>;

const getExecution = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: getExecutionInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      state: answer.state,
      inputs: answer.inputs,
      outputs: answer.outputs,
      variables: answer.variables,
      labels: answer.labels,
      scheduleDate: answer.scheduleDate,
      metadata: answer.metadata,
      trigger: answer.trigger,
      parentId: answer.parentId,
      originalId: answer.originalId,
      deleted: answer.deleted,
      taskRunList: answer.taskRunList?.map((it) => ({
        id: it.id,
        taskId: it.taskId,
        parentTaskRunId: it.parentTaskRunId,
        value: it.value,
        iteration: it.iteration,
        state: it.state,
        outputs: it.outputs,
        attempts: it.attempts?.map((inner) => ({ state: inner.state })),
      })),
    }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "taskRunList" },
} satisfies Operation<GetExecutionInput, object>;

const getOutputsInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type GetOutputsInput = z.output<ReturnType<typeof getOutputsInput>>;

const getOutputs = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: getOutputsInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/outputs/executions/${input.execution_id}`,
  }),
  read: json(anyObject, (answer) => ({ outputs: answer })),
} satisfies Operation<GetOutputsInput, object>;

const getRunsInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type GetRunsInput = z.output<ReturnType<typeof getRunsInput>>;

const getRuns = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: getRunsInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/outputs/${input.execution_id}` }),
  read: json(
    () => z.array(z.object({ taskRunId: z.string().nullish() })),
    (answer) => ({ runs: answer.map((it) => ({ taskRunId: it.taskRunId })) }),
  ),
  limit: { rows: "runs" },
} satisfies Operation<GetRunsInput, object>;

const getRunInput = lazy(() => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }));
type GetRunInput = z.output<ReturnType<typeof getRunInput>>;

const getRun = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: getRunInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/outputs/${input.execution_id}/${input.task_run_id}`,
  }),
  siblings: ["/api/v1/{tenant}/outputs/executions/{executionId}"],
  read: json(anyObject, (answer) => ({ outputs: answer })),
} satisfies Operation<GetRunInput, object>;

const getCalls = { execution: getExecution, outputs: getOutputs, runs: getRuns, run: getRun };
export type GetCalls = Calls<typeof getCalls>;

export interface GetOutput {
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

const changeStatusInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    status: z.enum(["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED"]),
  }),
);
export type ChangeStatusInput = z.output<ReturnType<typeof changeStatusInput>>;

const changeStatusStateInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type ChangeStatusStateInput = z.output<ReturnType<typeof changeStatusStateInput>>;

const changeStatusState = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: changeStatusStateInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: {
    "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
    "2.0": [
      "/api/v1/{tenant}/executions/distinct-field-values",
      "/api/v1/{tenant}/executions/namespaces",
      "/api/v1/{tenant}/executions/search",
    ],
  },
  read: json(
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
} satisfies Operation<ChangeStatusStateInput, object>;

const changeStatusChangeInput = lazy(() =>
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
);
type ChangeStatusChangeInput = z.output<ReturnType<typeof changeStatusChangeInput>>;

const changeStatusChange = {
  effect: "destructive",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: changeStatusChangeInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/change-status`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/change-status`,
    }),
    query: { status: input.status },
  }),
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      state: answer.state,
      inputs: answer.inputs,
      outputs: answer.outputs,
      variables: answer.variables,
      labels: answer.labels,
      scheduleDate: answer.scheduleDate,
      metadata: answer.metadata,
      trigger: answer.trigger,
      parentId: answer.parentId,
      originalId: answer.originalId,
      deleted: answer.deleted,
      taskRunList: answer.taskRunList?.map((it) => ({
        id: it.id,
        taskId: it.taskId,
        parentTaskRunId: it.parentTaskRunId,
        value: it.value,
        iteration: it.iteration,
        state: it.state,
        outputs: it.outputs,
        attempts: it.attempts?.map((inner) => ({ state: inner.state })),
      })),
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
} satisfies Operation<ChangeStatusChangeInput, object>;

const changeStatusCalls = { state: changeStatusState, change: changeStatusChange };
export type ChangeStatusCalls = Calls<typeof changeStatusCalls>;

export interface ChangeStatusOutput {
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

/** @param steps in `specs/execution/manage_executions.ts` */
export const manageExecutions = (steps: {
  readonly pause: Composite<PauseInput, PauseOutput, PauseCalls>["steps"];
  readonly kill: Composite<KillInput, KillOutput, KillCalls>["steps"];
  readonly get: Composite<GetInput, GetOutput, GetCalls>["steps"];
  readonly change_status: Composite<ChangeStatusInput, ChangeStatusOutput, ChangeStatusCalls>["steps"];
}): ToolDefinition => ({
  name: "manage_executions",
  title: "Manage executions",
  toolset: "execution",
  description:
    "Get, pause, kill or delete an execution, or change the state of one that has ended. Kill answers kill_requested, already_finished or not_found.",
  inputSchema: {
    type: "object",
    properties: {
      action: {
        type: "string",
        enum: ["pause", "kill", "delete", "get", "change_status"],
        description: "What to do.",
      },
      execution_id: { type: "string", description: "Id of the execution." },
      cascade: { type: "boolean", description: "Whether to kill its subflows too.", default: true },
      offset: {
        type: "integer",
        minimum: 0,
        description: "Skip task runs, to read on after a cut answer.",
        default: 0,
      },
      status: {
        type: "string",
        enum: ["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED"],
        description: "The state to change to.",
      },
    },
    required: ["action", "execution_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      status: { type: "string" },
      executionId: { type: "string" },
      finishedAs: { type: "string" },
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      flowRevision: { type: "integer" },
      state: { type: "object", additionalProperties: true },
      inputs: { type: "object", additionalProperties: true },
      outputs: { type: "object", additionalProperties: true },
      variables: { type: "object", additionalProperties: true },
      labels: { type: "array", items: { type: "object", additionalProperties: true } },
      scheduleDate: { type: "string" },
      metadata: { type: "object", additionalProperties: true },
      trigger: { type: "object", additionalProperties: true },
      parentId: { type: "string" },
      originalId: { type: "string" },
      deleted: { type: "boolean" },
      taskRunList: { type: "array", items: { type: "object", additionalProperties: true } },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      pause: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        input: pauseInput,
        calls: pauseCalls,
        steps: steps.pause,
      },
      kill: {
        effect: "destructive",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: killInput,
        calls: killCalls,
        steps: steps.kill,
      },
      delete: deleteAction,
      get: {
        effect: "read",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: getInput,
        calls: getCalls,
        steps: steps.get,
        limit: { rows: "labels", offset: "offset" },
      },
      change_status: {
        effect: "destructive",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        input: changeStatusInput,
        calls: changeStatusCalls,
        steps: steps.change_status,
        limit: { rows: "labels", rest: "For the other task runs call action get with an offset." },
      },
    },
  },
});
