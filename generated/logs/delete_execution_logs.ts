// Generated from specs/logs/delete_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const deleteExecutionLogs: Tool = {
  name: "delete_execution_logs",
  toolset: "logs",
  behaviour: composite({
    where: { executions: ["execution_id"] },
    input: () =>
      z.strictObject({
        execution_id: z.string(),
        min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
        task_run_id: z.string().min(1).optional(),
        task_id: z.string().min(1).optional(),
        attempt: z.number().check(integer).optional(),
      }),
    calls: {
      execution: operation({
        method: "GET",
        effect: "read",
        where: { executions: ["execution_id"] },
        input: () => z.strictObject({ execution_id: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
        siblings: {
          "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
          "2.0": [
            "/api/v1/{tenant}/executions/distinct-field-values",
            "/api/v1/{tenant}/executions/namespaces",
            "/api/v1/{tenant}/executions/search",
          ],
        },
        read: json(
          () => z.object({ state: z.object({ current: z.string() }) }),
          (answer) => ({ state: answer.state.current }),
        ),
        on: { 403: nothing(() => ({ state: "unknown" })), 404: nothing(() => ({ state: "missing" })) },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        where: { executions: ["execution_id"] },
        input: () =>
          z.strictObject({
            execution_id: z.string(),
            min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
            task_run_id: z.string().min(1).optional(),
            task_id: z.string().min(1).optional(),
            attempt: z.number().check(integer).optional(),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/logs/${input.execution_id}`,
          query: {
            minLevel: input.min_level,
            taskRunId: input.task_run_id,
            taskId: input.task_id,
            attempt: input.attempt,
          },
        }),
        read: nothing(() => ({ status: "deleted" })),
      }),
    },
    steps: async ({ execution_id, min_level, task_run_id, task_id, attempt }, kestra, { mask }) => {
      const execution = await kestra.execution({ execution_id });
      const message =
        execution.state === "missing"
          ? say`There is no execution ${execution_id} (404), so that at most logs were deleted that one had left: \`list_executions\` shows which there are.`.masked(
              mask,
            )
          : undefined;
      return {
        ...(await kestra.delete({ execution_id, min_level, task_run_id, task_id, attempt })),
        message,
      };
    },
  }),
};
