// Generated from specs/resume/resume_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionKind,
  executionOrMissing,
  latestExecution,
  newestExecutions,
} from "../operations/executions.ts";

/** @param steps in `specs/resume/resume_execution.ts` */
export const resumeExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "resume_execution",
  toolset: "resume",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      execution_ids: z.array(z.string()).optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      on_resume: anyObject().optional(),
    }),
  calls: {
    newest: newestExecutions,
    latest: latestExecution,
    kind: executionKind,
    execution: executionOrMissing,
    validate: operation({
      method: "POST",
      effect: "read",
      input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume/validate`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume/validate`,
        }),
        body: form(input.on_resume),
      }),
      siblings: {
        "1.0": ["/api/v1/{tenant}/executions/trigger/{namespace}/{id}"],
        "2.0": ["/api/v1/{tenant}/executions/webhook/{namespace}/{id}/{key}"],
      },
      read: json(
        () =>
          z.object({
            inputs: z
              .array(
                z.object({
                  input: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
                  isDefault: z.boolean().nullish(),
                  errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
                }),
              )
              .nullish(),
          }),
        (answer) => ({
          inputs: answer.inputs?.map((it) => ({
            id: it.input?.id,
            type: it.input?.type,
            isDefault: it.isDefault,
            errors: it.errors,
          })),
        }),
      ),
      on: { 204: nothing(() => ({})) },
      advice: { 409: "Only a paused execution can be resumed." },
      limit: { rows: "inputs" },
    }),
    resume: operation({
      method: "POST",
      effect: "write",
      input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume`,
        }),
        body: form(input.on_resume),
      }),
      read: nothing(() => ({ status: "resumed" })),
      advice: { 409: "Only a paused execution can be resumed." },
    }),
    leave: operation({
      method: "POST",
      effect: "write",
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
