// Generated from specs/resume/resume_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedResume,
  executionKind,
  latestExecution,
  newestExecutions,
  resumedExecution,
  waitingExecution,
} from "../operations/executions.ts";

/** @param steps in `specs/resume/resume_execution.ts` */
export const resumeExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "resume_execution",
  toolset: "resume",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["execution_ids"] } as const,
  input: () =>
    z.strictObject({
      execution_ids: z.array(z.string()).optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      task_run_id: z.string().optional(),
      on_resume: anyObject().optional(),
    }),
  calls: {
    newest: newestExecutions,
    latest: latestExecution,
    kind: executionKind,
    execution: waitingExecution,
    validate: checkedResume,
    resume: resumedExecution,
    leave: operation({
      method: "POST",
      effect: "write",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume-from-breakpoint`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume-from-breakpoint`,
        }),
      }),
      read: nothing(() => ({ status: "resumed" })),
      advice: { 409: "Only a paused execution can be resumed." },
    }),
  },
  limit: { rows: "executions" },
};

interface BehaviourOutput {
  readonly count: number;
  readonly executions: readonly { readonly id: string; readonly status: string }[];
  readonly message?: string | null | undefined;
}
