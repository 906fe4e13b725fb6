// Generated from specs/restart/change_taskrun_state.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const changeTaskrunStateInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    state: z.enum(["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED"]).default("SUCCESS"),
    task_run_id: z.string().default(""),
  }),
);

const executionInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type ExecutionInput = z.output<ReturnType<typeof executionInput>>;

const execution = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: executionInput,
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
    () => z.object({ state: z.object({ current: z.string() }), namespace: z.string(), flowId: z.string() }),
    (answer) => ({ now: answer.state.current, namespace: answer.namespace, flow_id: answer.flowId }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
} satisfies Operation<ExecutionInput, object>;

const flowInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type FlowInput = z.output<ReturnType<typeof flowInput>>;

const flow = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: flowInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
    query: { allowDeleted: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(
    () => z.object({ deleted: z.boolean().nullish(), revision: z.number().check(integer).nullish() }),
    (answer) => ({ deleted: answer.deleted, revision: answer.revision }),
  ),
  on: { 404: nothing(() => ({})) },
} satisfies Operation<FlowInput, object>;

const runsInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type RunsInput = z.output<ReturnType<typeof runsInput>>;

const runs = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: runsInput,
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
        taskRunList: z
          .array(z.object({ id: z.string(), state: z.object({ current: z.string() }) }))
          .nullish(),
      }),
    (answer) => ({
      runs: answer.taskRunList?.map((it) => ({ task_run_id: it.id, current: it.state.current })),
    }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "runs" },
} satisfies Operation<RunsInput, object>;

const changeInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    task_run_id: z.string(),
    state: z.enum([
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
type ChangeInput = z.output<ReturnType<typeof changeInput>>;

const change = {
  effect: "destructive",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: changeInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/state`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/state`,
    }),
    body: { kind: "json", value: { taskRunId: input.task_run_id, state: input.state } },
  }),
  read: json(
    () =>
      z.object({
        id: z.string(),
        namespace: z.string(),
        flowId: z.string(),
        flowRevision: z.number().check(integer).nullish(),
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      state: answer.state,
      labels: answer.labels,
      taskRunList: answer.taskRunList?.map((it) => ({
        id: it.id,
        taskId: it.taskId,
        value: it.value,
        state: it.state,
      })),
    }),
  ),
  advice: {
    404: "No such execution. Look with `list_executions`.",
    409: "The execution must have such a task run, and have ended or be paused.",
    422: "The execution must have such a task run, and have ended or be paused.",
  },
  limit: { rows: "taskRunList" },
} satisfies Operation<ChangeInput, object>;

const calls = { execution, flow, runs, change };

export const changeTaskrunState: ToolDefinition = {
  name: "change_taskrun_state",
  title: "Change taskrun state",
  toolset: "restart",
  description:
    "Change the state of a task run of an execution that has ended, and let the execution go on from there. Without a task run it is the last one that failed.",
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", description: "Id of the execution." },
      state: {
        type: "string",
        enum: ["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED"],
        description: "State to give it.",
        default: "SUCCESS",
      },
      task_run_id: { type: "string", description: "Id of a task run.", default: "" },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      flowRevision: { type: "integer" },
      state: { type: "object", additionalProperties: true },
      labels: { type: "array", items: { type: "object", additionalProperties: true } },
      taskRunList: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: { type: "string" },
            taskId: { type: "string" },
            value: { type: "string" },
            state: { type: "object", additionalProperties: true },
          },
        },
      },
    },
    required: ["id", "namespace", "flowId", "state"],
  },
  behaviour: {
    effect: "destructive",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: changeTaskrunStateInput,
    calls,
    steps: chain([
      {
        call: "execution",
        takes: ["execution_id"],
        needs: {
          now: ["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED", "PAUSED"],
        },
        else: "Execution `{execution_id}` is in state `{now}`: only in one that has ended or is paused can a task run be changed. `follow_execution_logs` waits for its end.",
      },
      {
        call: "flow",
        takes: ["namespace", "flow_id"],
        not: { deleted: [true] },
        else: "Nothing was changed: Kestra would run on, but there is no flow {namespace}/{flow_id} (404). It was deleted, as revision {revision}. `create_flow_from_yaml` makes it again, and then the execution can go on.",
      },
      {
        call: "runs",
        takes: ["execution_id"],
        unless: "task_run_id",
        needs: { current: ["FAILED"] },
        rows: "runs",
        last: true,
        else: "No failed task runs found in execution `{execution_id}`",
      },
      { call: "change", takes: ["execution_id", "task_run_id", "state"], rows: "taskRunList" },
    ]),
    limit: { rows: "taskRunList", rest: "For the other task runs call `manage_executions` with an offset." },
  },
};
