import { manageExecutions } from "../../generated/execution/manage_executions.ts";
import { executionInFull } from "../steps/execution/execution-in-full.ts";
import { killOne } from "../steps/execution/kill-one.ts";
import { orOtherWay } from "../steps/execution/other-way.ts";
import { withoutHeaders } from "../steps/execution/execution-trigger.ts";

/**
 * Steps for four actions. `pause` and `change_status`: a refusal of Kestra's does not tell the state. `kill`: Kestra takes
 * the kill of an ended execution as if it could be killed, so its state is looked at first. `get`: from
 * Kestra 2.0 on the outputs of an ended execution are requests of their own. `get` and `change_status` keep headers back.
 */
export const tool = manageExecutions({
  pause: async ({ execution_id }, kestra) => {
    const pause = () => kestra.pause({ execution_id });
    return orOtherWay(execution_id, pause, () => kestra.state({ execution_id }));
  },
  kill: (input, kestra, { sleep }) => killOne(input, kestra, sleep),
  get: ({ execution_id, full }, kestra, { instance, sleep, isWhole }) =>
    executionInFull(execution_id, kestra, {
      full: full || isWhole === true,
      line: instance.line,
      sleep,
    }),
  change_status: async ({ execution_id, status }, kestra) => {
    const change = () => kestra.change({ execution_id, status });
    return withoutHeaders(await orOtherWay(execution_id, change, () => kestra.state({ execution_id })));
  },
});
