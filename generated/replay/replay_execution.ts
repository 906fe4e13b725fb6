// Generated from specs/replay/replay_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { lazy } from "../../runtime/lazy.ts";
import { json, nothing } from "../../runtime/read.ts";
import { path } from "../../runtime/request.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool-definition.ts";
import { integer } from "../../runtime/zod-json.ts";

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
  read: json(
    () => z.object({ namespace: z.string().nullish(), flowId: z.string().nullish() }),
    (answer) => ({ namespace: answer.namespace, flowId: answer.flowId }),
  ),
  on: { 404: nothing(() => ({})) },
} satisfies Operation<OwnerInput, object>;

const newestInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type NewestInput = z.output<ReturnType<typeof newestInput>>;

const newest = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: newestInput,
  request: (input) => ({
    method: "GET",
    path: "/api/v1/{tenant}/executions/search",
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
            state: z.object({ current: z.string() }),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        flowId: it.flowId,
        state: it.state.current,
      })),
    }),
  ),
  limit: { rows: "results" },
} satisfies Operation<NewestInput, object>;

const replayInput = lazy(() =>
  z.strictObject({ ids: z.array(z.string()), latest_revision: z.boolean().default(false) }),
);
type ReplayInput = z.output<ReturnType<typeof replayInput>>;

const replay = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: replayInput,
  request: (input) => ({
    method: "POST",
    path: "/api/v1/{tenant}/executions/replay/by-ids",
    query: { latestRevision: input.latest_revision || undefined },
    body: { kind: "json", value: input.ids },
  }),
  read: {
    "1.0": json(
      () => z.object({ count: z.number().check(integer).nullish() }),
      (answer) => ({ count: answer.count }),
    ),
    "2.0": json(
      () => z.object({ totalItems: z.number().check(integer).nullish() }),
      (answer) => ({ count: answer.totalItems }),
    ),
  },
  advice: { 400: "None of them was replayed. Look for executions with `list_executions`." },
} satisfies Operation<ReplayInput, object>;

const calls = { flow, owner, newest, replay };
export type ReplayExecutionCalls = Calls<typeof calls>;

export interface ReplayExecutionOutput {
  readonly count?: unknown;
  readonly message?: string | undefined;
  readonly result?: object | undefined;
}

/** @param steps in `specs/replay/replay_execution.ts` */
export const replayExecution = (
  steps: Composite<ReplayExecutionInput, ReplayExecutionOutput, ReplayExecutionCalls>["steps"],
): ToolDefinition => ({
  name: "replay_execution",
  title: "Replay execution",
  toolset: "replay",
  description:
    "Run executions again, each as a new execution with the same inputs: those of `ids`, or the newest of a flow.",
  inputSchema: {
    type: "object",
    properties: {
      ids: { type: "array", items: { type: "string" }, description: "Ids of executions." },
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
    properties: { count: {}, message: { type: "string" }, result: { type: "object" } },
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: replayExecutionInput,
    calls,
    steps,
  },
});
