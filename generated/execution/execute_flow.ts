// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, instant, pairs, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const executeFlowInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    revision: z.number().check(integer).default(0),
    wait: z.boolean().default(false),
    inputs: anyObject().optional(),
    labels: anyObject().optional(),
    schedule_date: z.string().default(""),
  }),
);
export type ExecuteFlowInput = z.output<ReturnType<typeof executeFlowInput>>;

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

const validateInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    revision: z.number().check(integer).optional(),
    inputs: anyObject().optional(),
  }),
);
type ValidateInput = z.output<ReturnType<typeof validateInput>>;

const validate = {
  effect: "read",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: validateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/executions/${input.namespace}/${input.flow_id}/validate`,
    query: { revision: input.revision || undefined },
    body: form(input.inputs),
  }),
  siblings: {
    "1.0": [
      "/api/v1/{tenant}/executions/trigger/{namespace}/{id}",
      "/api/v1/{tenant}/executions/{executionId}/eval/{taskRunId}",
      "/api/v1/{tenant}/executions/{executionId}/resume/validate",
    ],
    "2.0": [],
  },
  read: json(
    () =>
      z.object({
        inputs: z
          .array(
            z.object({
              input: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
              isDefault: z.boolean().nullish(),
              errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      inputs: answer.inputs?.map((it) => ({
        id: it.input?.id,
        type: it.input?.type,
        isDefault: it.isDefault,
        errors: it.errors?.map((inner) => ({ message: inner.message })),
      })),
    }),
  ),
  limit: { rows: "inputs" },
} satisfies Operation<ValidateInput, object>;

const createInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    revision: z.number().check(integer).optional(),
    inputs: anyObject().optional(),
    labels: anyObject().optional(),
    schedule_date: z.string().optional(),
  }),
);
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: createInput,
  request: (input) => ({
    method: "POST",
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
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      url: answer.url,
      state: answer.state,
      inputs: answer.inputs,
      outputs: answer.outputs,
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
    404: "No such flow or revision. Find the flow with `find_flow`.",
    409: "The flow may be disabled; `manage_flow` enables it.",
  },
  limit: { rows: "taskRunList" },
} satisfies Operation<CreateInput, object>;

const followInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type FollowInput = z.output<ReturnType<typeof followInput>>;

const follow = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: followInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/executions/${input.execution_id}/follow`,
  }),
  read: json(
    () =>
      z.object({
        events: z.array(
          z.object({
            data: z.object({ state: z.object({ current: z.string().nullish() }).nullish() }).nullish(),
          }),
        ),
        ended: z.boolean(),
      }),
    (answer) => ({
      events: answer.events.map((it) => ({ state: it.data?.state?.current })),
      ended: answer.ended,
    }),
  ),
  limit: { rows: "events" },
  streams: true,
} satisfies Operation<FollowInput, object>;

const lastInput = lazy(() => z.strictObject({ execution_id: z.string(), min_level: z.literal("INFO") }));
type LastInput = z.output<ReturnType<typeof lastInput>>;

const last = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: lastInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][EQUALS]": input.execution_id,
      ...since(line, {
        "1.0": { "filters[level][EQUALS]": input.min_level },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
      }),
      size: 1,
      sort: "timestamp:desc",
    },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ message: z.string().nullish() })) }),
    (answer) => ({ results: answer.results.map((it) => ({ message: it.message })) }),
  ),
  limit: { rows: "results" },
} satisfies Operation<LastInput, object>;

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
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      state: answer.state,
      inputs: answer.inputs,
      outputs: answer.outputs,
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
  limit: { rows: "taskRunList" },
} satisfies Operation<ExecutionInput, object>;

const outputsInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type OutputsInput = z.output<ReturnType<typeof outputsInput>>;

const outputs = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: outputsInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/outputs/executions/${input.execution_id}`,
  }),
  read: json(anyObject, (answer) => ({ outputs: answer })),
} satisfies Operation<OutputsInput, object>;

const runsInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type RunsInput = z.output<ReturnType<typeof runsInput>>;

const runs = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: runsInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/outputs/${input.execution_id}` }),
  read: json(
    () => z.array(z.object({ taskRunId: z.string().nullish() })),
    (answer) => ({ runs: answer.map((it) => ({ taskRunId: it.taskRunId })) }),
  ),
  limit: { rows: "runs" },
} satisfies Operation<RunsInput, object>;

const runInput = lazy(() => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }));
type RunInput = z.output<ReturnType<typeof runInput>>;

const run = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: runInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/outputs/${input.execution_id}/${input.task_run_id}`,
  }),
  siblings: ["/api/v1/{tenant}/outputs/executions/{executionId}"],
  read: json(anyObject, (answer) => ({ outputs: answer })),
} satisfies Operation<RunInput, object>;

const calls = { flow, validate, create, follow, last, execution, outputs, runs, run };
export type ExecuteFlowCalls = Calls<typeof calls>;

export interface ExecuteFlowOutput {
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

/** @param steps in `specs/execution/execute_flow.ts` */
export const executeFlow = (
  steps: Composite<ExecuteFlowInput, ExecuteFlowOutput, ExecuteFlowCalls>["steps"],
): ToolDefinition => ({
  name: "execute_flow",
  title: "Execute flow",
  toolset: "execution",
  description: "Start an execution of a flow, now or at a later time, and give it back.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      revision: { type: "integer", description: "Revision of the flow; 0 is the newest.", default: 0 },
      wait: {
        type: "boolean",
        description:
          "Wait up to 45 seconds for it to end or pause, then say how to go on; not of a scheduled one.",
        default: false,
      },
      inputs: {
        type: "object",
        description:
          'Values by input id. A file is {"$file": name, "text": content}, or "base64" for "text".',
        additionalProperties: true,
      },
      labels: { type: "object", description: "Labels by key.", additionalProperties: true },
      schedule_date: { type: "string", description: "ISO 8601 date-time to start at.", default: "" },
    },
    required: ["namespace", "flow_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      flowRevision: { type: "integer" },
      url: { type: "string" },
      state: { type: "object", additionalProperties: true },
      inputs: { type: "object", additionalProperties: true },
      outputs: { type: "object", additionalProperties: true },
      labels: { type: "array", items: { type: "object", additionalProperties: true } },
      scheduleDate: { type: "string" },
      metadata: { type: "object", additionalProperties: true },
      trigger: { type: "object", additionalProperties: true },
      parentId: { type: "string" },
      originalId: { type: "string" },
      deleted: { type: "boolean" },
      taskRunList: { type: "array", items: { type: "object", additionalProperties: true } },
      message: { type: "string" },
    },
    required: ["id", "namespace", "flowId", "state"],
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: executeFlowInput,
    calls,
    steps,
    limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
  },
});
