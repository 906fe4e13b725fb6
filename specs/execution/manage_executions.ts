import { manageExecutions } from "../../generated/execution/manage_executions.ts";
import { withOutputs } from "../steps/execution/execution-outputs.ts";
import { hasEnded } from "../steps/execution/execution-state.ts";
import { found } from "../steps/execution/found-execution.ts";
import { orOtherWay } from "../steps/execution/other-way.ts";
import { withoutHeaders } from "../steps/execution/execution-trigger.ts";

/**
 * Steps for four actions. `pause` and `change_status`: a refusal of Kestra's does not tell the state. `kill`: Kestra takes
 * the kill of an ended execution as if it could be killed, so its state is looked at first; with `cascade` the kill is sent
 * all the same, for its subflows may go on. `get`: from Kestra 2.0 on the outputs of an ended execution are requests of
 * their own. `get` and `change_status` keep headers back.
 */
export const tool = manageExecutions({
  pause: async ({ execution_id }, kestra) => {
    const pause = () => kestra.pause({ execution_id });
    return orOtherWay(execution_id, pause, () => kestra.state({ execution_id }));
  },
  kill: async ({ execution_id, cascade }, kestra, { sleep }) => {
    const { state } = await found(
      () => kestra.get({ execution_id }),
      sleep,
      (answer) => answer.state === "missing",
    );
    if (state === "missing") return { executionId: execution_id, status: "not_found" };
    if (hasEnded(state)) {
      if (cascade) await kestra.kill({ execution_id, cascade });
      return { executionId: execution_id, status: "already_finished", finishedAs: state };
    }
    const { status } = await kestra.kill({ execution_id, cascade });
    return { executionId: execution_id, status };
  },
  get: async ({ execution_id }, kestra, { instance, sleep }) => {
    const execution = withoutHeaders(await found(() => kestra.execution({ execution_id }), sleep));
    return withOutputs(execution, instance.line, {
      flow: () => kestra.outputs({ execution_id }),
      runs: () => kestra.runs({ execution_id }),
      run: (task_run_id) => kestra.run({ execution_id, task_run_id }),
    });
  },
  change_status: async ({ execution_id, status }, kestra) => {
    const change = () => kestra.change({ execution_id, status });
    return withoutHeaders(await orOtherWay(execution_id, change, () => kestra.state({ execution_id })));
  },
});
