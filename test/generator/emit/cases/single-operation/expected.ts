// Generated from specs/execution/pause_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const pauseExecution: Tool = {
  name: "pause_execution",
  toolset: "execution",
  aliases: ["stop_execution"],
  behaviour: operation({
    method: "POST",
    effect: "write",
    where: "tenant",
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
