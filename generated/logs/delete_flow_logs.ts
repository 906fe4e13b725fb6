// Generated from specs/logs/delete_flow_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const deleteFlowLogs: Tool = {
  name: "delete_flow_logs",
  toolset: "logs",
  within: { flow_id: "namespace" },
  behaviour: composite({
    where: { namespaces: ["namespace"] },
    input: () =>
      z.strictObject({
        namespace: z.string(),
        flow_id: z.string(),
        trigger_id: z.string().min(1).optional(),
      }),
    calls: {
      flow: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
          query: { allowDeleted: true },
        }),
        siblings: ["/api/v1/{tenant}/flows/export/by-query"],
        read: json(() => z.object({ id: z.string() })),
        on: { 403: nothing(() => ({ id: "unknown" })), 404: nothing(() => ({ id: "" })) },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            flow_id: z.string(),
            trigger_id: z.string().min(1).optional(),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/logs/${input.namespace}/${input.flow_id}`,
          query: { triggerId: input.trigger_id },
        }),
        read: nothing(() => ({ status: "deleted" })),
        advice: {
          400: "The Enterprise edition deletes the logs of one trigger at a time; give `trigger_id`.",
        },
        slow: true,
      }),
    },
    steps: async ({ namespace, flow_id, trigger_id }, kestra, { mask }) => {
      const flow = await kestra.flow({ namespace, flow_id });
      const message =
        flow.id === ""
          ? say`There is no flow ${namespace}/${flow_id} (404), so that at most logs were deleted that one had left: \`find_flow\` finds those that there are.`.masked(
              mask,
            )
          : undefined;
      return { ...(await kestra.delete({ namespace, flow_id, trigger_id })), message };
    },
  }),
};
