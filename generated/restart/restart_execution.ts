// Generated from specs/restart/restart_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const restartExecutionInput = lazy(() =>
  z.strictObject({
    namespace: z.string().optional(),
    flow_id: z.string().optional(),
    execution_id: z.string().optional(),
    revision: z.number().check(integer).gte(0).default(0),
  }),
);
export type RestartExecutionInput = z.output<ReturnType<typeof restartExecutionInput>>;

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

const ownerInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type OwnerInput = z.output<ReturnType<typeof ownerInput>>;

const owner = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: ownerInput,
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
    () => z.object({ namespace: z.string().nullish(), flowId: z.string().nullish() }),
    (answer) => ({ namespace: answer.namespace, flowId: answer.flowId }),
  ),
  on: { 404: nothing(() => ({})) },
} satisfies Operation<OwnerInput, object>;

const newestInput = lazy(() =>
  z.strictObject({ namespace: z.string(), flow_id: z.string(), state: z.string().optional() }),
);
type NewestInput = z.output<ReturnType<typeof newestInput>>;

const newest = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: newestInput,
  request: (input) => ({
    method: "GET",
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
} satisfies Operation<NewestInput, object>;

const latestInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type LatestInput = z.output<ReturnType<typeof latestInput>>;

const latest = {
  effect: "read",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: latestInput,
  request: (input) => ({
    method: "POST",
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
} satisfies Operation<LatestInput, object>;

const kindInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type KindInput = z.output<ReturnType<typeof kindInput>>;

const kind = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: kindInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
  siblings: [
    "/api/v1/{tenant}/executions/distinct-field-values",
    "/api/v1/{tenant}/executions/namespaces",
    "/api/v1/{tenant}/executions/search",
  ],
  read: json(
    () => z.object({ kind: z.string().nullish() }),
    (answer) => ({ kind: answer.kind }),
  ),
} satisfies Operation<KindInput, object>;

const restartInput = lazy(() =>
  z.strictObject({ execution_id: z.string(), revision: z.number().check(integer).optional() }),
);
type RestartInput = z.output<ReturnType<typeof restartInput>>;

const restart = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: restartInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/restart`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/restart`,
    }),
    query: { revision: input.revision || undefined },
  }),
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      flowRevision: answer.flowRevision,
      parentId: answer.parentId,
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
    404: "No such execution or revision. Look with `list_executions`.",
    409: "Only an execution that has failed can be restarted; `replay_execution` runs any again.",
    422: "Only an execution that has failed can be restarted; `replay_execution` runs any again.",
  },
  limit: { rows: "taskRunList" },
} satisfies Operation<RestartInput, object>;

const stateInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type StateInput = z.output<ReturnType<typeof stateInput>>;

const state = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: stateInput,
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
} satisfies Operation<StateInput, object>;

const childrenInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type ChildrenInput = z.output<ReturnType<typeof childrenInput>>;

const children = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: childrenInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/executions/search`,
    query: {
      "filters[parentId][EQUALS]": input.execution_id,
      size: 100,
      sort: "state.startDate:desc",
      page: 1,
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
            flowRevision: z.number().check(integer).nullish(),
            parentId: z.string().nullish(),
            state: anyObject(),
            labels: z.array(anyObject()).nullish(),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        flowId: it.flowId,
        flowRevision: it.flowRevision,
        parentId: it.parentId,
        state: it.state,
        labels: it.labels,
      })),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
} satisfies Operation<ChildrenInput, object>;

const calls = { flow, owner, newest, latest, kind, restart, state, children };
export type RestartExecutionCalls = Calls<typeof calls>;

export interface RestartExecutionOutput {
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

/** @param steps in `specs/restart/restart_execution.ts` */
export const restartExecution = (
  steps: Composite<RestartExecutionInput, RestartExecutionOutput, RestartExecutionCalls>["steps"],
): ToolDefinition => ({
  name: "restart_execution",
  title: "Restart execution",
  toolset: "restart",
  description:
    "Restart an execution from the task that failed: that of `execution_id`, or the newest failed one of a flow. With a revision a new execution is made.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      execution_id: { type: "string", description: "Id of an execution." },
      revision: {
        type: "integer",
        minimum: 0,
        description: "Revision of the flow to go on with; 0 is the same.",
        default: 0,
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      flowRevision: { type: "integer" },
      parentId: { type: "string" },
      state: { type: "object", additionalProperties: true },
      labels: { type: "array", items: { type: "object", additionalProperties: true } },
      taskRunList: { type: "array", items: { type: "object", additionalProperties: true } },
      message: { type: "string" },
    },
    required: ["namespace", "flowId"],
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: restartExecutionInput,
    calls,
    steps,
    limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
  },
});
