// Generated from specs/resume/force_run_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { forRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { existingExecution } from "../operations/executions.ts";

export const forceRunExecution: Tool = {
  name: "force_run_execution",
  toolset: "resume",
  behaviour: composite({
    where: { executions: ["execution_id"] },
    input: () => z.strictObject({ execution_id: z.string() }),
    calls: {
      execution: existingExecution,
      run: operation({
        method: "POST",
        effect: "write",
        where: { executions: ["execution_id"] },
        input: () => z.strictObject({ execution_id: z.string() }),
        request: (input, { line }) => ({
          path: forRelease(line, {
            "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/force-run`,
            "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/force-run`,
          }),
        }),
        read: json(() =>
          z.object({
            id: z.string(),
            namespace: z.string(),
            flowId: z.string(),
            flowRevision: z.number().check(integer).nullish(),
            state: anyObject(),
            labels: z.array(anyObject()).nullish(),
            taskRunList: z
              .array(
                z.object({
                  id: z.string().nullish(),
                  taskId: z.string().nullish(),
                  value: z.string().nullish(),
                  state: anyObject().nullish(),
                }),
              )
              .nullish(),
          }),
        ),
        limit: { rows: "taskRunList" },
      }),
    },
    steps: async ({ execution_id }, kestra) => {
      const execution = await kestra.execution({ execution_id });
      if (!["CREATED", "PAUSED", "QUEUED"].includes(execution.state))
        throw new InputError(
          say`Cannot force-run execution \`${execution_id}\` because it's currently in \`${execution.state}\` state. \`follow_execution_logs\` waits for the end of one that runs, \`replay_execution\` runs one that has ended again.`,
        );
      return kestra.run({ execution_id });
    },
    limit: { rows: "taskRunList", rest: "For the other task runs call `manage_executions` with an offset." },
  }),
};
