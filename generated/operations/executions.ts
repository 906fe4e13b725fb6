// Generated from specs/operations/executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";

export const checkedInputs = operation({
  method: "POST",
  effect: "read",
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      revision: z.number().check(integer).optional(),
      inputs: anyObject().optional(),
    }),
  request: (input) => ({
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
        errors: it.errors,
      })),
    }),
  ),
  limit: { rows: "inputs" },
});

export const executionArtifacts = operation({
  method: "GET",
  effect: "read",
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
        id: z.string(),
        namespace: z.string(),
        flowId: z.string(),
        state: z.object({ current: z.string() }),
        inputs: anyObject().nullish(),
        outputs: anyObject().nullish(),
        trigger: anyObject().nullish(),
        taskRunList: z
          .array(
            z.object({
              id: z.string().nullish(),
              taskId: z.string().nullish(),
              value: z.string().nullish(),
              iteration: z.number().check(integer).nullish(),
              outputs: anyObject().nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      state: answer.state.current,
      inputs: answer.inputs,
      outputs: answer.outputs,
      trigger: answer.trigger,
      taskRunList: answer.taskRunList,
    }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "taskRunList" },
});

export const executionFileSize = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({ execution_id: z.string(), uri: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/${input.execution_id}/file/metas`,
    query: { path: input.uri },
  }),
  siblings: ["/api/v1/{tenant}/executions/flows/{namespace}/{flowId}"],
  read: json(() => z.object({ size: z.number().check(integer) })),
  on: { 404: nothing(() => ({ size: -1 })) },
});

export const executionKind = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: [
    "/api/v1/{tenant}/executions/distinct-field-values",
    "/api/v1/{tenant}/executions/namespaces",
    "/api/v1/{tenant}/executions/search",
  ],
  read: json(() => z.object({ kind: z.string().nullish() })),
});

export const executionOrMissing = operation({
  method: "GET",
  effect: "read",
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
        namespace: z.string().nullish(),
        flowId: z.string().nullish(),
      }),
    (answer) => ({ state: answer.state.current, namespace: answer.namespace, flowId: answer.flowId }),
  ),
  on: { 404: nothing(() => ({ state: "missing" })) },
});

export const executionState = operation({
  method: "GET",
  effect: "read",
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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
});

export const existingExecution = operation({
  method: "GET",
  effect: "read",
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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
});

export const flowOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/outputs/executions/${input.execution_id}` }),
  read: json(anyObject, (answer) => ({ outputs: answer })),
});

export const followedExecution = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}/follow` }),
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
});

export const latestExecution = operation({
  method: "POST",
  effect: "read",
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/latest`,
    body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
  }),
  read: json(
    () =>
      z.array(
        z.object({
          id: z.string().nullish(),
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          status: z.string().nullish(),
          startDate: z.string().nullish(),
        }),
      ),
    (answer) => ({
      results: answer.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        flowId: it.flowId,
        state: it.status,
        startDate: it.startDate,
      })),
    }),
  ),
  limit: { rows: "results" },
});

export const newestExecutions = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string(), state: z.string().optional() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/search`,
    query: {
      "filters[namespace][EQUALS]": input.namespace,
      "filters[flowId][EQUALS]": input.flow_id,
      "filters[state][EQUALS]": input.state,
      size: 1,
      sort: "state.startDate:desc",
    },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            id: z.string(),
            namespace: z.string(),
            flowId: z.string(),
            state: z.object({ current: z.string(), startDate: z.string().nullish() }),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        flowId: it.flowId,
        state: it.state.current,
        startDate: it.state.startDate,
      })),
    }),
  ),
  limit: { rows: "results" },
});

export const runOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  input: () => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/outputs/${input.execution_id}/${input.task_run_id}` }),
  siblings: ["/api/v1/{tenant}/outputs/executions/{executionId}"],
  read: json(anyObject, (answer) => ({ outputs: answer })),
});

export const runsWithOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/outputs/${input.execution_id}` }),
  read: json(
    () =>
      z.array(
        z.object({
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          iteration: z.number().check(integer).nullish(),
        }),
      ),
    (answer) => ({ runs: answer }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "runs" },
});
