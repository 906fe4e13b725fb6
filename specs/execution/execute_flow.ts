import { executeFlow } from "../../generated/execution/execute_flow.ts";
import { withBriefAttempts } from "../steps/execution/brief-attempts.ts";
import { withOutputs } from "../steps/execution/execution-outputs.ts";
import { stateOf } from "../steps/execution/execution-state.ts";
import { withoutHeaders } from "../steps/execution/execution-trigger.ts";
import { endedAtOnce, whyNotEnded } from "../steps/execution/followed-execution.ts";
import { followStarted, startChecked } from "../steps/flow/start-flow.ts";
import { startsLater } from "../steps/execution/started-execution.ts";

/**
 * Steps, because what Kestra takes without a word is checked before anything is started. Where the call waits, the execution
 * is followed to its end: Kestra's own `wait` is bounded by one request, and tells nothing of an execution that takes longer.
 * From 2.0 on the outputs of an ended one are requests of their own.
 */
export const tool = executeFlow(async ({ wait, ...flow }, kestra, context) => {
  const { instance, now, mask } = context;
  const created = await startChecked(flow, kestra);
  const execution_id = created.id;
  const whole = async (execution: typeof created, said?: string) => ({
    ...(await withOutputs(withBriefAttempts(withoutHeaders(execution)), instance.line, {
      flow: () => kestra.outputs({ execution_id }),
      runs: () => kestra.runs({ execution_id }),
      run: (task_run_id) => kestra.run({ execution_id, task_run_id }),
    })),
    message: said ?? endedAtOnce(stateOf(execution.state), execution.taskRunList),
  });
  if (!wait) return whole(created);
  const later = startsLater(created.scheduleDate, now());
  if (later !== undefined) return whole(created, later);
  const { execution, ...rest } = await followStarted(created, kestra, context);
  return whole(execution, whyNotEnded(stateOf(execution.state), rest)?.masked(mask));
});
