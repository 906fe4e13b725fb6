// Generated from specs/logs/delete_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const deleteExecutionLogsInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
    task_run_id: z.string().min(1).optional(),
    task_id: z.string().min(1).optional(),
    attempt: z.number().check(integer).optional(),
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
    () => z.object({ state: z.object({ current: z.string() }) }),
    (answer) => ({ state: answer.state.current }),
  ),
  on: { 403: nothing(() => ({ state: "unknown" })), 404: nothing(() => ({ state: "missing" })) },
} satisfies Operation<ExecutionInput, object>;

const deleteCallInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
    task_run_id: z.string().min(1).optional(),
    task_id: z.string().min(1).optional(),
    attempt: z.number().check(integer).optional(),
  }),
);
type DeleteCallInput = z.output<ReturnType<typeof deleteCallInput>>;

const deleteCall = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteCallInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/logs/${input.execution_id}`,
    query: {
      minLevel: input.min_level,
      taskRunId: input.task_run_id,
      taskId: input.task_id,
      attempt: input.attempt,
    },
  }),
  read: nothing(() => ({ status: "deleted" })),
} satisfies Operation<DeleteCallInput, object>;

const calls = { execution, delete: deleteCall };

export const deleteExecutionLogs: ToolDefinition = {
  name: "delete_execution_logs",
  title: "Delete execution logs",
  toolset: "logs",
  description: "Delete the logs of an execution; without more arguments all of them.",
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", description: "Id of the execution." },
      min_level: {
        type: "string",
        enum: ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"],
        description: "Lowest level.",
      },
      task_run_id: { type: "string", minLength: 1, description: "Id of a task run." },
      task_id: { type: "string", minLength: 1, description: "Id of a task." },
      attempt: { type: "integer", description: "Attempt of the task run, from 0." },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: { status: { type: "string" }, message: { type: "string" } },
    required: ["status"],
  },
  behaviour: {
    effect: "destructive",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    input: deleteExecutionLogsInput,
    calls,
    steps: chain([
      {
        call: "execution",
        takes: ["execution_id"],
        note: {
          when: { state: ["missing"] },
          message:
            "There is no execution {execution_id} (404), so that at most logs were deleted that one had left: `list_executions` shows which there are.",
        },
      },
      { call: "delete", takes: ["execution_id", "min_level", "task_run_id", "task_id", "attempt"] },
    ]),
  },
};
