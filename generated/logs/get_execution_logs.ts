// Generated from specs/logs/get_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { linesOfExecution, newestLines } from "../operations/logs.ts";

/** @param steps in `specs/logs/get_execution_logs.ts` */
export const getExecutionLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_execution_logs",
  toolset: "logs",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      task_run_id: z.string().optional(),
      task_id: z.string().optional(),
      attempt: z.number().check(integer).optional(),
      query: z.string().optional(),
      tail: z.int().gte(1).lte(1000).optional(),
      offset: z.number().check(integer).gte(0).default(0),
      full: z.boolean().default(false),
    }),
  calls: { logs: linesOfExecution, newest: newestLines },
  limit: { rows: "results", offset: "offset" },
  brief: { dates: ["timestamp"], once: ["attemptNumber"], full: ["taskRunId"] },
};

interface BehaviourOutput {
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
  readonly total?: number | null | undefined;
  readonly truncated?: string | null | undefined;
}
