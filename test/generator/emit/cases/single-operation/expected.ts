// Generated from specs/execution/pause_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import type { ToolDefinition } from "../../../../../runtime/tool/definition.ts";

export const pauseExecution: ToolDefinition = {
  name: "pause_execution",
  title: "Pause execution",
  toolset: "execution",
  description: ["Pause a running execution.", "Its task runs go on to their end."].join("\n"),
  aliases: ["stop_execution"],
  inputSchema: {
    type: "object",
    properties: {
      execution_id: { type: "string", minLength: 1, description: "Id of an execution." },
      reason: { type: "string", description: "Why." },
    },
    required: ["execution_id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
  behaviour: operation({
    method: "POST",
    effect: "write",
    input: () => z.strictObject({ execution_id: z.string().min(1), reason: z.string().optional() }),
    request: (input) => ({
      path: path`/api/v1/{tenant}/executions/${input.execution_id}/pause`,
      query: { reason: input.reason || undefined },
    }),
    read: nothing((input) => ({
      message: `Paused execution ${input.execution_id} (${input.reason ?? ""}).`,
    })),
    on: { 404: nothing(() => ({ message: "There is no such execution." })) },
    advice: { 409: "The execution is not running; look at its state first.", 423: "Wait." },
  }),
};
