// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../../../../runtime/compiled/read.ts";
import { form, instant, path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { RequestPlan } from "../../../../../runtime/http-client/request-plan.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import { makeSince } from "../../../../../runtime/per-line.ts";
import type { Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const executeFlowInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    id: z.string(),
    inputs: anyObject().optional(),
    note: z.string().optional(),
    at: z.string().optional(),
    wait: z.boolean().default(false),
  }),
);
type ExecuteFlowInput = z.output<ReturnType<typeof executeFlowInput>>;

const behaviour = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "2.0"],
  input: executeFlowInput,
  request: (input, { line }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/executions/${input.namespace}/${input.id}`,
    query: { wait: input.wait },
    body: makeSince<RequestPlan["body"]>(line, {
      "1.0": () => form(input.inputs),
      "2.0": () =>
        form({
          note: input.note || undefined,
          "scheduled-at": instant(input.at, "at"),
          source: "agent",
          ...input.inputs,
        }),
    }),
  }),
  read: json(
    () => z.object({ id: z.string() }),
    (answer) => ({ id: answer.id }),
  ),
} satisfies Operation<ExecuteFlowInput, object>;

export const executeFlow: ToolDefinition = {
  name: "execute_flow",
  title: "Execute flow",
  toolset: "execution",
  description: "Run a flow.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace." },
      id: { type: "string", description: "Flow." },
      inputs: { type: "object", additionalProperties: true, description: "Inputs." },
      note: { type: "string", description: "A note." },
      at: { type: "string", description: "When." },
      wait: { type: "boolean", description: "Whether to wait.", default: false },
    },
    required: ["namespace", "id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
  behaviour,
};
