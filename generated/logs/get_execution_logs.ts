// Generated from specs/logs/get_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const getExecutionLogsInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
    task_run_id: z.string().optional(),
    task_id: z.string().optional(),
    attempt: z.number().check(integer).optional(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
export type GetExecutionLogsInput = z.output<ReturnType<typeof getExecutionLogsInput>>;

const logsInput = lazy(() =>
  z.strictObject({
    execution_id: z.string(),
    min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
    task_run_id: z.string().optional(),
    task_id: z.string().optional(),
    attempt: z.number().check(integer).optional(),
  }),
);
type LogsInput = z.output<ReturnType<typeof logsInput>>;

const logs = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: logsInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/logs/${input.execution_id}`,
    query: since(line, {
      "1.0": {
        minLevel: input.min_level,
        taskRunId: input.task_run_id,
        taskId: input.task_id,
        attempt: input.attempt,
      },
      "2.0": {
        "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level,
        "filters[taskRunId][EQUALS]": input.task_run_id,
        "filters[taskId][EQUALS]": input.task_id,
        "filters[attemptNumber][EQUALS]": input.attempt,
      },
    }),
  }),
  siblings: ["/api/v1/{tenant}/logs/search"],
  read: json(
    () =>
      z.array(
        z.object({
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          executionId: z.string().nullish(),
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          attemptNumber: z.number().check(integer).nullish(),
          triggerId: z.string().nullish(),
          timestamp: z.string().nullish(),
          level: z.string().nullish(),
          message: z.string().nullish(),
        }),
      ),
    (answer) => ({
      results: answer.map((it) => ({
        namespace: it.namespace,
        flowId: it.flowId,
        executionId: it.executionId,
        taskId: it.taskId,
        taskRunId: it.taskRunId,
        attemptNumber: it.attemptNumber,
        triggerId: it.triggerId,
        timestamp: it.timestamp,
        level: it.level,
        message: it.message,
      })),
    }),
  ),
  limit: { rows: "results" },
} satisfies Operation<LogsInput, object>;

const calls = { logs };
export type GetExecutionLogsCalls = Calls<typeof calls>;

export interface GetExecutionLogsOutput {
  readonly results: readonly {
    readonly namespace?: string | null | undefined;
    readonly flowId?: string | null | undefined;
    readonly executionId?: string | null | undefined;
    readonly taskId?: string | null | undefined;
    readonly taskRunId?: string | null | undefined;
    readonly attemptNumber?: number | null | undefined;
    readonly triggerId?: string | null | undefined;
    readonly timestamp?: string | null | undefined;
    readonly level?: string | null | undefined;
    readonly message?: string | null | undefined;
  }[];
  readonly truncated?: string | null | undefined;
}

/** @param steps in `specs/logs/get_execution_logs.ts` */
export const getExecutionLogs = (
  steps: Composite<GetExecutionLogsInput, GetExecutionLogsOutput, GetExecutionLogsCalls>["steps"],
): ToolDefinition => ({
  name: "get_execution_logs",
  title: "Get execution logs",
  toolset: "logs",
  description:
    "Read the log lines of an execution, the oldest first. An execution that does not exist has none. Only min_level TRACE gives stack traces.",
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", description: "Id of the execution." },
      min_level: {
        type: "string",
        enum: ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"],
        description: "Lowest level.",
      },
      task_run_id: { type: "string", description: "Id of a task run." },
      task_id: { type: "string", description: "Id of a task." },
      attempt: { type: "integer", description: "Attempt, from 0, of the task run in task_run_id." },
      offset: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            namespace: { type: "string" },
            flowId: { type: "string" },
            executionId: { type: "string" },
            taskId: { type: "string" },
            taskRunId: { type: "string" },
            attemptNumber: { type: "integer" },
            triggerId: { type: "string" },
            timestamp: { type: "string" },
            level: { type: "string" },
            message: { type: "string" },
          },
        },
      },
      truncated: { type: "string" },
    },
    required: ["results"],
  },
  behaviour: {
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    input: getExecutionLogsInput,
    calls,
    steps,
    limit: { rows: "results", offset: "offset" },
  },
});
