// Generated from specs/logs/download_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { since } from "../../runtime/per-line.ts";
import type { Steps, ToolDefinition } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/logs/download_execution_logs.ts` */
export const downloadExecutionLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): ToolDefinition => ({
  name: "download_execution_logs",
  title: "Download execution logs",
  toolset: "logs",
  description:
    "Read the logs of an execution as one text, a line for each entry. Only min_level TRACE gives stack traces.",
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
      offset: { type: "integer", minimum: 0, description: "Characters to skip, to read on.", default: 0 },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: { result: { type: "string" }, truncated: { type: "string" } },
    required: ["result"],
  },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      task_run_id: z.string().optional(),
      task_id: z.string().optional(),
      attempt: z.number().check(integer).optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    logs: operation({
      method: "GET",
      effect: "read",
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
          task_run_id: z.string().optional(),
          task_id: z.string().optional(),
          attempt: z.number().check(integer).optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/logs/${input.execution_id}/download`,
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
      read: text((answer) => ({ result: answer })),
      advice: { 404: "No such execution. Look with `list_executions`." },
      limit: { text: "result" },
      excerpt: "text",
    }),
  },
  limit: { text: "result", offset: "offset" },
};

interface BehaviourOutput {
  readonly result: string;
  readonly truncated?: string | null | undefined;
}
