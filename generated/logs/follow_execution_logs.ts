// Generated from specs/logs/follow_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { existingExecution, followedExecution } from "../operations/executions.ts";
import { lastLine, linesOfExecution, newestLines } from "../operations/logs.ts";

/** @param steps in `specs/logs/follow_execution_logs.ts` */
export const followExecutionLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "follow_execution_logs",
  toolset: "logs",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      task_id: z.string().optional(),
      query: z.string().optional(),
      tail: z.int().gte(1).lte(1000).optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    execution: existingExecution,
    follow: followedExecution,
    text: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
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
        query: forRelease(line, {
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
    logs: linesOfExecution,
    newest: newestLines,
    last: lastLine,
  },
  limit: { text: "result", offset: "offset" },
};

interface BehaviourOutput {
  readonly result: string;
  readonly state: string;
  readonly message?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
