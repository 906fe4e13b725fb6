import { manageExecutions } from "../../generated/execution/manage_executions.ts";
import { withOutputs } from "../steps/execution-outputs.ts";
import { hasEnded } from "../steps/execution-state.ts";

/**
 * Steps for two actions. `kill`: Kestra takes the kill of an ended execution as if it could be killed, so its state is
 * looked at first. `get`: from Kestra 2.0 on the outputs of an ended execution are a request of their own.
 */
export const tool = manageExecutions({
  kill: async ({ execution_id, cascade }, kestra) => {
    const { state } = await kestra.get({ execution_id });
    if (state === "missing") return { executionId: execution_id, status: "not_found" };
    if (hasEnded(state)) return { executionId: execution_id, status: "already_finished" };
    const { status } = await kestra.kill({ execution_id, cascade });
    return { executionId: execution_id, status };
  },
  get: async ({ execution_id }, kestra, { instance }) =>
    withOutputs(await kestra.execution({ execution_id }), instance.line, () =>
      kestra.outputs({ execution_id }),
    ),
});
