// Generated from specs/resume/reject_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedResume,
  executionState,
  killedExecution,
  resumedExecution,
  waitingExecution,
} from "../operations/executions.ts";
import { flowDefinition } from "../operations/flows.ts";

/** @param steps in `specs/resume/reject_execution.ts` */
export const rejectExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "reject_execution",
  toolset: "resume",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      task_run_id: z.string().optional(),
      how: z.enum(["input", "kill", "fail", "cancel"]).optional(),
      on_resume: anyObject().optional(),
    }),
  calls: {
    execution: waitingExecution,
    flow: flowDefinition,
    validate: checkedResume,
    resume: resumedExecution,
    kill: killedExecution,
    fail: operation({
      method: "POST",
      effect: "destructive",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/state`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/state`,
        }),
        body: { kind: "json", value: { taskRunId: input.task_run_id, state: "FAILED" } },
      }),
      read: nothing(() => ({ status: "done" })),
    }),
    cancel: operation({
      method: "POST",
      effect: "destructive",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), task_run_id: z.string() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/state`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/state`,
        }),
        body: { kind: "json", value: { taskRunId: input.task_run_id, state: "CANCELLED" } },
      }),
      read: nothing(() => ({ status: "done" })),
    }),
    state: executionState,
  },
};

interface BehaviourOutput {
  readonly executionId: string;
  readonly how: string;
  readonly state: string;
  readonly taskRunId?: string | null | undefined;
  readonly inputs?: object | null | undefined;
  readonly message: string;
}
