// Generated from specs/replay/replay_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const replayExecutionInput = lazy(() =>
  z.strictObject({
    ids: z.array(z.string()).optional(),
    namespace: z.string().optional(),
    flow_id: z.string().optional(),
    latest_revision: z.boolean().default(false),
  }),
);
export type ReplayExecutionInput = z.output<ReturnType<typeof replayExecutionInput>>;

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

const newestInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
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
        state: z.object({ current: z.string() }),
        namespace: z.string().nullish(),
        flowId: z.string().nullish(),
      }),
    (answer) => ({ state: answer.state.current, namespace: answer.namespace, flowId: answer.flowId }),
  ),
  on: { 404: nothing(() => ({ state: "missing" })) },
} satisfies Operation<ExecutionInput, object>;

const replayInput = lazy(() =>
  z.strictObject({ execution_id: z.string(), revision: z.number().check(integer).optional() }),
);
type ReplayInput = z.output<ReturnType<typeof replayInput>>;

const replay = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: replayInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/replay`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/replay`,
    }),
    query: { revision: input.revision || undefined },
  }),
  read: json(
    () => z.object({ id: z.string(), state: z.object({ current: z.string() }) }),
    (answer) => ({ id: answer.id, state: answer.state.current }),
  ),
} satisfies Operation<ReplayInput, object>;

const calls = { flow, newest, latest, kind, execution, replay };
export type ReplayExecutionCalls = Calls<typeof calls>;

export interface ReplayExecutionOutput {
  readonly count?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly result?: object | null | undefined;
  readonly executions: readonly { readonly id: string; readonly replayOf: string; readonly state: string }[];
}

/** @param steps in `specs/replay/replay_execution.ts` */
export const replayExecution = (
  steps: Composite<ReplayExecutionInput, ReplayExecutionOutput, ReplayExecutionCalls>["steps"],
): ToolDefinition => ({
  name: "replay_execution",
  title: "Replay execution",
  toolset: "replay",
  description:
    "Run executions again, each as a new execution with the same inputs: those of `ids`, or the newest of a flow. The new ones are in `executions`.",
  inputSchema: {
    type: "object",
    properties: {
      ids: { type: "array", description: "Ids of executions.", items: { type: "string" } },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      latest_revision: {
        type: "boolean",
        description: "Whether the flow's newest revision is run, not the one that ran.",
        default: false,
      },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      count: { type: "integer" },
      message: { type: "string" },
      result: { type: "object", additionalProperties: true },
      executions: {
        type: "array",
        items: {
          type: "object",
          properties: { id: { type: "string" }, replayOf: { type: "string" }, state: { type: "string" } },
          required: ["id", "replayOf", "state"],
        },
      },
    },
    required: ["executions"],
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: replayExecutionInput,
    calls,
    steps,
    limit: { rows: "executions" },
  },
});
