// Generated from specs/resume/force_run_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const forceRunExecutionInput = lazy(() => z.strictObject({ execution_id: z.string() }));

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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
  advice: { 404: "No such execution. Look with `list_executions`." },
} satisfies Operation<ExecutionInput, object>;

const runInput = lazy(() => z.strictObject({ execution_id: z.string() }));
type RunInput = z.output<ReturnType<typeof runInput>>;

const run = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: runInput,
  request: (input, { line }) => ({
    method: "POST",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/force-run`,
      "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/force-run`,
    }),
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
  limit: { rows: "taskRunList" },
} satisfies Operation<RunInput, object>;

const calls = { execution, run };

export const forceRunExecution: ToolDefinition = {
  name: "force_run_execution",
  title: "Force run execution",
  toolset: "resume",
  description: "Run an execution at once that is created, queued or paused, whatever it waits for.",
  inputSchema: {
    type: "object",
    properties: { execution_id: { type: "string", description: "Id of the execution." } },
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
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: forceRunExecutionInput,
    calls,
    steps: chain([
      {
        call: "execution",
        takes: ["execution_id"],
        needs: { state: ["CREATED", "PAUSED", "QUEUED"] },
        else: "Cannot force-run execution `{execution_id}` because it's currently in `{state}` state. `follow_execution_logs` waits for the end of one that runs, `replay_execution` runs one that has ended again.",
      },
      { call: "run", takes: ["execution_id"], rows: "taskRunList" },
    ]),
    limit: { rows: "taskRunList", rest: "For the other task runs call `manage_executions` with an offset." },
  },
};
