// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { lazy } from "../../runtime/lazy.ts";
import { json } from "../../runtime/read.ts";
import { form, instant, pairs, path } from "../../runtime/request.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool-definition.ts";
import { anyObject, integer } from "../../runtime/zod-json.ts";

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

const createInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    revision: z.number().check(integer).optional(),
    wait: z.boolean().optional(),
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
      wait: input.wait || undefined,
      labels: pairs(input.labels),
      scheduleDate: instant(input.schedule_date, "schedule_date"),
    },
    body: form(input.inputs),
  }),
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

const calls = { create, outputs };
export type ExecuteFlowCalls = Calls<typeof calls>;

export interface ExecuteFlowOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: unknown;
  readonly url?: unknown;
  readonly state: object;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly labels?: unknown;
  readonly scheduleDate?: unknown;
  readonly metadata?: unknown;
  readonly trigger?: unknown;
  readonly parentId?: unknown;
  readonly originalId?: unknown;
  readonly deleted?: unknown;
  readonly taskRunList?: readonly object[] | undefined;
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
        description: "Wait for the end; for flows that take seconds.",
        default: false,
      },
      inputs: {
        type: "object",
        description:
          'Values by input id. A file is {"$file": name, "text": content}, or "base64" for "text".',
      },
      labels: { type: "object", description: "Labels by key." },
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
      flowRevision: {},
      url: {},
      state: { type: "object" },
      inputs: {},
      outputs: {},
      labels: {},
      scheduleDate: {},
      metadata: {},
      trigger: {},
      parentId: {},
      originalId: {},
      deleted: {},
      taskRunList: { type: "array", items: { type: "object" } },
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
    limit: { rows: "taskRunList", rest: "For the other task runs call `manage_executions` with an offset." },
  },
});
