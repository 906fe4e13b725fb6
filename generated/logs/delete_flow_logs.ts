// Generated from specs/logs/delete_flow_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { chain } from "../../runtime/compiled/chain.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const deleteFlowLogsInput = lazy(() =>
  z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string().min(1).optional() }),
);

const flowInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type FlowInput = z.output<ReturnType<typeof flowInput>>;

const flow = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: flowInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
    query: { allowDeleted: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(
    () => z.object({ id: z.string() }),
    (answer) => ({ id: answer.id }),
  ),
  on: { 403: nothing(() => ({ id: "unknown" })), 404: nothing(() => ({ id: "" })) },
} satisfies Operation<FlowInput, object>;

const deleteCallInput = lazy(() =>
  z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string().min(1).optional() }),
);
type DeleteCallInput = z.output<ReturnType<typeof deleteCallInput>>;

const deleteCall = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteCallInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/logs/${input.namespace}/${input.flow_id}`,
    query: { triggerId: input.trigger_id },
  }),
  read: nothing(() => ({ status: "deleted" })),
  advice: { 400: "The Enterprise edition deletes the logs of one trigger at a time; give `trigger_id`." },
  slow: true,
} satisfies Operation<DeleteCallInput, object>;

const calls = { flow, delete: deleteCall };

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
  outputSchema: {
    type: "object",
    properties: { status: { type: "string" }, message: { type: "string" } },
    required: ["status"],
  },
  behaviour: {
    effect: "destructive",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    input: deleteFlowLogsInput,
    calls,
    steps: chain([
      {
        call: "flow",
        takes: ["namespace", "flow_id"],
        note: {
          when: { id: [""] },
          message:
            "There is no flow {namespace}/{flow_id} (404), so that at most logs were deleted that one had left: `find_flow` finds those that there are.",
        },
      },
      { call: "delete", takes: ["namespace", "flow_id", "trigger_id"] },
    ]),
  },
};
