// Generated from specs/logs/delete_flow_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { lazy } from "../../runtime/lazy.ts";
import { nothing } from "../../runtime/read.ts";
import { path } from "../../runtime/request.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool-definition.ts";

const deleteFlowLogsInput = lazy(() =>
  z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string().min(1).optional() }),
);
type DeleteFlowLogsInput = z.output<ReturnType<typeof deleteFlowLogsInput>>;

const behaviour = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteFlowLogsInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/logs/${input.namespace}/${input.flow_id}`,
    query: { triggerId: input.trigger_id },
  }),
  read: nothing(() => ({ status: "deleted" })),
  advice: { 400: "The Enterprise edition deletes the logs of one trigger at a time; give `trigger_id`." },
  slow: true,
} satisfies Operation<DeleteFlowLogsInput, object>;

export const deleteFlowLogs: ToolDefinition = {
  name: "delete_flow_logs",
  title: "Delete flow logs",
  toolset: "logs",
  description: "Delete the logs of a flow, of all its executions and triggers; or just those of one trigger.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      trigger_id: { type: "string", minLength: 1, description: "Only the logs of this trigger." },
    },
    required: ["namespace", "flow_id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { status: { type: "string" } }, required: ["status"] },
  behaviour,
};
