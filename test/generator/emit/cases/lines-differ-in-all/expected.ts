// Generated from specs/execution/resume.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { RequestPlan } from "../../../../../runtime/http-client/request-plan.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import { makeSince } from "../../../../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const resumeInput = lazy(() => z.strictObject({ id: z.string(), force: z.boolean().default(false) }));
type ResumeInput = z.output<ReturnType<typeof resumeInput>>;

const behaviour = {
  effect: "write",
  idempotent: false,
  lines: ["1.3", "2.0"],
  input: resumeInput,
  request: (input, { line }) =>
    makeSince<RequestPlan>(line, {
      "1.3": () => ({
        method: "POST",
        path: path`/api/v1/{tenant}/executions/${input.id}/resume`,
        query: { force: input.force },
      }),
      "2.0": () => ({
        method: "POST",
        path: path`/api/v1/{tenant}/executions/actions/resume`,
        headers: { "X-Force": input.force },
        body: { kind: "json", value: [input.id] },
      }),
    }),
  read: json(anyObject, (answer) => answer),
} satisfies Operation<ResumeInput, object>;

export const resume: ToolDefinition = {
  name: "resume",
  title: "Resume",
  toolset: "execution",
  description: "Resume an execution.",
  inputSchema: {
    type: "object",
    properties: {
      id: { type: "string", description: "Id." },
      force: { type: "boolean", description: "Whether to force.", default: false },
    },
    required: ["id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: {} },
  behaviour,
};
