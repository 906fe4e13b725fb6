// Generated from specs/execution/add_execution_labels.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const addExecutionLabelsInput = lazy(() => z.strictObject({ execution_id: z.string(), labels: anyObject() }));
export type AddExecutionLabelsInput = z.output<ReturnType<typeof addExecutionLabelsInput>>;

const getInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type GetInput = z.output<ReturnType<typeof getInput>>;

const get = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: getInput,
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
        state: z.object({ current: z.string() }),
        labels: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
      }),
    (answer) => ({
      state: answer.state.current,
      labels: answer.labels?.map((it) => ({ key: it.key, value: it.value })),
    }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "labels" },
} satisfies Operation<GetInput, object>;

const setInput = lazy(() => z.strictObject({ execution_id: z.string(), labels: z.array(anyObject()) }));
type SetInput = z.output<ReturnType<typeof setInput>>;

const set = {
  effect: "destructive",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: setInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/labels`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/labels`,
    }),
    body: { kind: "json", value: input.labels },
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
} satisfies Operation<SetInput, object>;

const calls = { get, set };
export type AddExecutionLabelsCalls = Calls<typeof calls>;

export interface AddExecutionLabelsOutput {
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

/** @param steps in `specs/execution/add_execution_labels.ts` */
export const addExecutionLabels = (
  steps: Composite<AddExecutionLabelsInput, AddExecutionLabelsOutput, AddExecutionLabelsCalls>["steps"],
): ToolDefinition => ({
  name: "add_execution_labels",
  title: "Add execution labels",
  toolset: "execution",
  description:
    "Add labels to an execution that has ended. Labels it has stay, unless one of the same key is given.",
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", description: "Id of the execution." },
      labels: { type: "object", description: "Labels by key.", additionalProperties: true },
    },
    required: ["execution_id", "labels"],
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
    },
    required: ["id", "namespace", "flowId", "state"],
  },
  behaviour: {
    effect: "destructive",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: addExecutionLabelsInput,
    calls,
    steps,
    limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
  },
});
