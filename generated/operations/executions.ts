// Generated from specs/operations/executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, instant, list, pairs, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { forRelease, makeForRelease } from "../../runtime/per-line.ts";

export const checkedInputs = operation({
  method: "POST",
  effect: "read",
  where: { namespaces: ["namespace"] },
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

export const checkedResume = operation({
  method: "POST",
  effect: "read",
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
  request: (input, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume/validate`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume/validate`,
    }),
    body: form(input.on_resume),
  }),
  siblings: {
    "1.0": ["/api/v1/{tenant}/executions/trigger/{namespace}/{id}"],
    "2.0": ["/api/v1/{tenant}/executions/webhook/{namespace}/{id}/{key}"],
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
  on: { 204: nothing(() => ({})) },
  advice: { 409: "Only a paused execution can be resumed." },
  limit: { rows: "inputs" },
});

export const createdExecution = operation({
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
});

export const executionArtifacts = operation({
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
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), uri: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/${input.execution_id}/file/metas`,
    query: { path: input.uri },
  }),
  siblings: ["/api/v1/{tenant}/executions/flows/{namespace}/{flowId}"],
  read: json(() => z.object({ size: z.number().check(integer) })),
  on: { 404: nothing(() => ({ size: -1 })) },
});

export const executionInFull = operation({
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
  advice: { 404: "No such execution. Look with `list_executions`." },
  limit: { rows: "taskRunList" },
});

export const executionKind = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: [
    "/api/v1/{tenant}/executions/distinct-field-values",
    "/api/v1/{tenant}/executions/namespaces",
    "/api/v1/{tenant}/executions/search",
  ],
  read: json(() => z.object({ kind: z.string().nullish() })),
});

export const executionOfStart = operation({
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
});

export const executionOrMissing = operation({
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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
});

export const executionsFound = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace", "within"] },
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      within: z.string().optional(),
      flow_id: z.string().optional(),
      flow_ids: z.array(z.string()).optional(),
      states: z.array(z.string()).optional(),
      parent: z.string().optional(),
      start_date: z.string().optional(),
      end_date: z.string().optional(),
      size: z.number().check(integer).gte(1).optional(),
      sort: z.array(z.string()).optional(),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/executions/search`,
    query: {
      "filters[namespace][EQUALS]": input.namespace,
      "filters[namespace][PREFIX]": input.within,
      "filters[flowId][EQUALS]": input.flow_id,
      ...makeForRelease<Record<string, QueryValue>>(line, {
        "1.0": () => ({}),
        "1.3": () => ({ "filters[flowId][IN]": list(input.flow_ids, "flow_ids") }),
      }),
      "filters[state][IN]": list(input.states, "states"),
      "filters[triggerExecutionId][EQUALS]": input.parent,
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
      "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
      size: input.size,
      sort: input.sort,
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          state: anyObject(),
          taskRunList: z.array(anyObject()).nullish(),
          trigger: anyObject().nullish(),
          scheduleDate: z.string().nullish(),
        }),
      ),
      total: z.number().check(integer),
    }),
  ),
  limit: { rows: "results" },
});

export const executionsOfFlow = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      state: z.string().optional(),
      start_date: z.string().optional(),
    }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/search`,
    query: {
      "filters[namespace][EQUALS]": input.namespace,
      "filters[flowId][EQUALS]": input.flow_id,
      "filters[state][EQUALS]": input.state,
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
      size: 5,
      sort: "state.startDate:desc",
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string(),
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          flowRevision: z.number().check(integer).nullish(),
          state: z.object({
            current: z.string(),
            startDate: z.string().nullish(),
            endDate: z.string().nullish(),
            duration: z.string().nullish(),
          }),
        }),
      ),
      total: z.number().check(integer),
    }),
  ),
  limit: { rows: "results" },
});

export const existingExecution = operation({
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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
});

export const flowOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/outputs/executions/${input.execution_id}` }),
  read: json(anyObject, (answer) => ({ outputs: answer })),
});

export const followedExecution = operation({
  method: "GET",
  effect: "read",
  where: { executions: ["execution_id"] },
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

export const killedExecution = operation({
  method: "DELETE",
  effect: "destructive",
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), cascade: z.boolean().default(true) }),
  request: (input, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/kill`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/kill`,
    }),
    query: { isOnKillCascade: input.cascade },
  }),
  read: nothing(() => ({ status: "kill_requested" })),
  on: { 404: nothing(() => ({ status: "not_found" })), 409: nothing(() => ({ status: "already_finished" })) },
});

export const latestExecution = operation({
  method: "POST",
  effect: "read",
  where: { namespaces: ["namespace"] },
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

export const loopExecutions = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  where: "tenant",
  input: () =>
    z.strictObject({
      parent: z.string().optional(),
      kind: z.string().optional(),
      size: z.number().check(integer).gte(1).optional(),
      sort: z.array(z.string()).optional(),
    }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/executions/search`,
    query: {
      "filters[parentId][EQUALS]": input.parent,
      "filters[kind][EQUALS]": input.kind,
      size: input.size,
      sort: input.sort,
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          state: anyObject(),
          trigger: anyObject().nullish(),
          loopRun: anyObject().nullish(),
        }),
      ),
      total: z.number().check(integer),
    }),
  ),
  limit: { rows: "results" },
});

export const newestExecutions = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
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

export const replayedExecution = operation({
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
        namespace: z.string().nullish(),
        flowId: z.string().nullish(),
        flowRevision: z.number().check(integer).nullish(),
        inputs: anyObject().nullish(),
        taskRunList: z
          .array(
            z.object({
              id: z.string(),
              taskId: z.string(),
              parentTaskRunId: z.string().nullish(),
              value: z.string().nullish(),
              iteration: z.number().check(integer).nullish(),
              state: z.object({ current: z.string() }),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      state: answer.state.current,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      inputs: answer.inputs,
      taskRunList: answer.taskRunList?.map((it) => ({
        id: it.id,
        taskId: it.taskId,
        parentTaskRunId: it.parentTaskRunId,
        value: it.value,
        iteration: it.iteration,
        state: it.state.current,
      })),
    }),
  ),
  on: { 404: nothing(() => ({ state: "missing" })) },
  limit: { rows: "taskRunList" },
});

export const resumedExecution = operation({
  method: "POST",
  effect: "write",
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
  request: (input, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume`,
    }),
    body: form(input.on_resume),
  }),
  read: nothing(() => ({ status: "resumed" })),
  advice: { 409: "Only a paused execution can be resumed." },
});

export const runOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/outputs/${input.execution_id}/${input.task_run_id}` }),
  siblings: ["/api/v1/{tenant}/outputs/executions/{executionId}"],
  read: json(anyObject, (answer) => ({ outputs: answer })),
});

export const runsWithOutputs = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  where: { executions: ["execution_id"] },
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

export const taskRunsOfExecution = operation({
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
  read: json(() => z.object({ taskRunList: z.array(anyObject()).nullish() })),
});

export const waitingExecution = operation({
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
        state: z.object({
          current: z.string(),
          histories: z.array(z.object({ state: z.string().nullish(), date: z.string().nullish() })).nullish(),
        }),
        namespace: z.string().nullish(),
        flowId: z.string().nullish(),
        flowRevision: z.number().check(integer).nullish(),
        taskRunList: z
          .array(
            z.object({
              id: z.string(),
              taskId: z.string(),
              value: z.string().nullish(),
              state: z.object({
                current: z.string(),
                histories: z
                  .array(z.object({ state: z.string().nullish(), date: z.string().nullish() }))
                  .nullish(),
              }),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      state: answer.state.current,
      histories: answer.state.histories,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      taskRunList: answer.taskRunList?.map((it) => ({
        id: it.id,
        taskId: it.taskId,
        value: it.value,
        state: it.state.current,
        histories: it.state.histories,
      })),
    }),
  ),
  on: { 404: nothing(() => ({ state: "missing" })) },
  limit: { rows: "histories" },
});

export const wholeExecution = operation({
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
      taskRunList: z.array(anyObject()).nullish(),
      labels: z.array(anyObject()).nullish(),
      trigger: anyObject().nullish(),
      scheduleDate: z.string().nullish(),
      breakpoints: z.array(anyObject()).nullish(),
      originalId: z.string().nullish(),
      parentId: z.string().nullish(),
      kind: z.string().nullish(),
    }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
});
